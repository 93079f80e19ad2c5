import type { FakeResponse } from './fake-license.js';
import type { ResponseParts } from './respond.js';

/** Applies a license's delay and fault to a response. If there would be no response, it rejects or never resolves. */
export async function applyFault(
  { fault, delayMs }: FakeResponse,
  parts: ResponseParts,
  signal: AbortSignal,
): Promise<ResponseParts> {
  if (fault === 'down') throw connectionLost();
  if (fault === 'stall') return rejectOnAbort(signal);
  if (delayMs) await pause(delayMs, signal);
  if (fault !== 'cut-off' && fault !== 'stall-in-body') return parts;
  const bytes = new TextEncoder().encode(JSON.stringify(parts.body));
  return {
    ...parts,
    body: fault === 'cut-off' ? cutOffBody(bytes) : stalledBody(bytes, signal),
    // Without Content-Length, some clients would accept a body that ends too early.
    headers: { ...parts.headers, 'Content-Length': String(bytes.length) },
  };
}

/** Creates the error that `fetch` throws when a connection breaks. */
function connectionLost(): TypeError {
  return new TypeError('The connection broke.');
}

/** Waits. Rejects when the caller aborts, as `fetch` does. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const time = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([time, rejectOnAbort(signal)]).finally(() => clearTimeout(timer));
}

/** Never resolves, and rejects when the caller aborts. */
function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => onAbort(signal, reject));
}

/** Sends half of the bytes, then breaks the connection. */
function cutOffBody(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let isSent = false;
  return new ReadableStream(
    {
      // Fail at the second pull only, because a failed stream drops the bytes that nobody has read yet.
      pull(controller) {
        if (isSent) controller.error(connectionLost());
        else controller.enqueue(firstHalf(bytes));
        isSent = true;
      },
    },
    { highWaterMark: 0 },
  );
}

/** Sends half of the bytes, then nothing until the caller aborts. */
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

function onAbort(signal: AbortSignal, callback: (reason: unknown) => void): void {
  if (signal.aborted) callback(signal.reason);
  else signal.addEventListener('abort', () => callback(signal.reason), { once: true });
}
