import { asText } from './license-key.js';
import type { Answer } from './read-verdict.js';

/** No answer came. */
export type Fault = 'offline' | 'unreachable' | 'timeout';

/** As much of a body as is read, in bytes. A membership has about 2,000. */
const LONGEST_BODY = 64 * 1024;

/** What sends a request, where that is not simply `fetch`. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** Sends the request and takes in the answer, or says why none came. Never rejects, never follows a redirect. */
export async function fetchAnswer(
  url: string,
  init: RequestInit,
  signal: AbortSignal,
  send: Send = (url, init) => fetch(url, init),
): Promise<Answer | Fault> {
  try {
    // Without a prototype: what a polluted one lends is none of it.
    const { status, headers, type, body } = await send(url, { __proto__: null, ...init, signal } as RequestInit);
    const answer: Answer = {
      status,
      contentType: `${headers.get('Content-Type')}`,
      body: null,
      retryAfter: asText(headers.get('Retry-After')),
    };
    const isRedirect = type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status);
    // These say all by their status; their body may be a proxy's, and endless.
    if (isRedirect || status >= 500 || [408, 410, 429].includes(status)) body?.cancel().catch(() => {});
    else answer.body = await readBody(body);
    return isRedirect ? 'unreachable' : answer;
  } catch {
    return signal.aborted ? 'timeout' : globalThis.navigator?.onLine === false ? 'offline' : 'unreachable';
  }
}

/** @returns `null` when there is more than `LONGEST_BODY`. */
async function readBody(body: Response['body']): Promise<string | null> {
  // WebKit takes options from wherever there are some.
  const reader = body?.getReader({ __proto__: null } as object) as ReadableStreamDefaultReader<Uint8Array> | undefined;
  const decoder = new TextDecoder();
  let text = '';
  for (let length = 0; reader && length <= LONGEST_BODY;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    text += decoder.decode(value, { stream: true });
  }
  reader?.cancel().catch(() => {});
  return reader ? null : text;
}
