import { isObject, own, type Json } from '../read-json.js';
import { bodyNotJson, bodyTooLarge, bodyTooSlow, type Reply } from './replies.js';

/** In bytes. A binding has a few pairs. */
const LONGEST_BODY = 16 * 1024;
/** In ms. */
const TIMEOUT = 10_000;

/** @returns The `metadata` of `{"metadata": {…}}`, or what is wrong with the body. */
export async function readMetadata(request: Request, timeout = TIMEOUT): Promise<{ metadata: Json } | Reply> {
  const length = Number(request.headers.get('Content-Length') ?? NaN);
  if (length > LONGEST_BODY) return bodyTooLarge;
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(bodyTooSlow), timeout);
    void readText(request, length <= LONGEST_BODY)
      .then((text) => (typeof text === 'string' ? parse(text) : text))
      .catch(() => bodyNotJson)
      .then(resolve)
      .finally(() => clearTimeout(timer));
  });
}

function parse(text: string): { metadata: Json } | Reply {
  const json: unknown = JSON.parse(text);
  const metadata = isObject(json) ? own(json, 'metadata') : undefined;
  return isObject(metadata) ? { metadata } : bodyNotJson;
}

/** @param isShort A server takes no more than the length that it was told. */
async function readText(request: Request, isShort: boolean): Promise<string | Reply> {
  if (isShort) return request.text();
  const reader = request.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = (await reader.read()) as ReadableStreamReadResult<Uint8Array>;
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > LONGEST_BODY) {
      reader.cancel().catch(() => {});
      return bodyTooLarge;
    }
    text += decoder.decode(value, { stream: true });
  }
}
