import { asText } from './license-key.js';
import type { Answer } from './read-verdict.js';

/** No answer came. */
export type Fault = 'offline' | 'unreachable' | 'timeout';

/** As much of a body as is read, in bytes. A membership has about 2,000. */
const LONGEST_BODY = 64 * 1024;

/** Members that some runtimes (Cloudflare Workers) refuse, with what they take in their place. */
const DISPENSABLE: Record<string, string | undefined> = {
  redirect: 'manual',
  cache: undefined,
  credentials: undefined,
  mode: undefined,
  referrerPolicy: undefined,
};

/** Sends the request and takes in the answer, or says why none came. Never rejects, never follows a redirect. */
export async function fetchAnswer(url: string, init: RequestInit, signal: AbortSignal): Promise<Answer | Fault> {
  try {
    const response = await send(url, init, signal);
    const { status, headers, type } = response;
    if (type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status)) return discard(response, 'unreachable');
    const answer: Answer = { status, contentType: asText(headers.get('Content-Type')), body: null, retryAfter: asText(headers.get('Retry-After')) };
    // These say all by their status; their body may be a proxy's, and endless.
    if (status >= 500 || [408, 410, 429].includes(status)) return discard(response, answer);
    answer.body = await readBody(response);
    return answer;
  } catch {
    return signal.aborted ? 'timeout' : globalThis.navigator?.onLine === false ? 'offline' : 'unreachable';
  }
}

async function send(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
  const members = { __proto__: null, ...init, signal } as RequestInit & Record<string, unknown>;
  for (;;) {
    try {
      return await fetch(url, members);
    } catch (error) {
      // A refused member is named by the error, and nothing was sent.
      const text = String(error);
      const refused = /invalid|unsupported|not (be )?(implemented|supported)/i.test(text)
        ? Object.keys(DISPENSABLE).find((name) => members[name] !== DISPENSABLE[name] && text.includes(name))
        : undefined;
      if (!refused || signal.aborted) throw error;
      members[refused] = DISPENSABLE[refused];
    }
  }
}

function discard<T>(response: Response, result: T): T {
  response.body?.cancel().catch(() => {});
  return result;
}

/** @returns `null` when there is more than `LONGEST_BODY`. */
async function readBody(response: Response): Promise<string | null> {
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > LONGEST_BODY) {
      reader.cancel().catch(() => {});
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}
