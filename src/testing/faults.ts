import type { FakeAnswer } from './fake-license.js';
import type { Reply } from './respond.js';

/** Delays or breaks a reply as the license's fault says. Rejects, or never resolves, when the fault is that none comes. */
export async function applyFault({ fault, delay }: FakeAnswer, reply: Reply, signal: AbortSignal): Promise<Reply> {
  if (fault === 'down') throw connectionLost();
  if (fault === 'stall') return silence(signal);
  if (delay) await pause(delay, signal);
  if (fault !== 'cut-off' && fault !== 'stall-in-body') return reply;
  const bytes = new TextEncoder().encode(JSON.stringify(reply.body));
  return {
    ...reply,
    body: fault === 'cut-off' ? cutOffBody(bytes) : stalledBody(bytes, signal),
    // Without it, some clients take a body that ends too early for a whole one.
    headers: { ...reply.headers, 'Content-Length': String(bytes.length) },
  };
}

/** What a caller sees of a connection that broke: the error that `fetch` itself throws. */
function connectionLost(): TypeError {
  return new TypeError('The connection broke.');
}

/** Waits. Rejects when the caller gives up, as `fetch` does. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const time = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([time, silence(signal)]).finally(() => clearTimeout(timer));
}

/** Never an answer. Rejects when the caller gives up. */
function silence(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => onAbort(signal, reject));
}

/** Half of the bytes, and then the connection breaks. */
function cutOffBody(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream(
    {
      // Only when it is asked again does it fail: a stream that fails drops what nobody has read yet.
      pull(controller) {
        if (sent) controller.error(connectionLost());
        else controller.enqueue(firstHalf(bytes));
        sent = true;
      },
    },
    { highWaterMark: 0 },
  );
}

/** Half of the bytes, and then nothing until the caller gives up. */
function stalledBody(bytes: Uint8Array, signal: AbortSignal): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(firstHalf(bytes));
      onAbort(signal, (reason) => controller.error(reason));
    },
  });
}

function firstHalf(bytes: Uint8Array): Uint8Array {
  return bytes.slice(0, bytes.length / 2);
}

function onAbort(signal: AbortSignal, react: (reason: unknown) => void): void {
  if (signal.aborted) react(signal.reason);
  else signal.addEventListener('abort', () => react(signal.reason), { once: true });
}
