import { getOwn, isObject, type Json } from 'whop-license-check/core';
import { bodyNotJson, bodyTooLarge, bodyTooSlow, type Reply } from './replies.js';

/** In bytes. A binding has a few pairs. */
const LONGEST_BODY = 16 * 1024;
/** In ms. */
const TIMEOUT = 10_000;

interface Metadata {
  metadata: Json;
}

/** @returns The `metadata` of `{"metadata": {…}}`, or what is wrong with the body. */
export async function readMetadata(request: Request, timeout = TIMEOUT): Promise<Metadata | Reply> {
  const length = Number(request.headers.get('Content-Length') ?? NaN);
  if (length > LONGEST_BODY) return bodyTooLarge;
  return new Promise((resolve) => {
    const end = (reply: Metadata | Reply): void => {
      clearTimeout(timer);
      resolve(reply);
    };
    const timer = setTimeout(() => end(bodyTooSlow), timeout);
    // A server takes no more than the length that it was told.
    const text = length <= LONGEST_BODY ? request.text() : readText(request);
    text.then(
      (read) => end(typeof read === 'string' ? parse(read) : read),
      () => end(bodyNotJson),
    );
  });
}

/** What pages send that bind no device: almost all. */
const USUAL = '{"metadata":{}}';

function parse(text: string): Metadata | Reply {
  if (text === USUAL) return { metadata: {} };
  try {
    const json: unknown = JSON.parse(text);
    const metadata = isObject(json) ? getOwn(json, 'metadata') : undefined;
    return isObject(metadata) ? { metadata } : bodyNotJson;
  } catch {
    return bodyNotJson;
  }
}

async function readText(request: Request): Promise<string | Reply> {
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
