import { getOwn, isObject, readBody, type Json } from 'whop-license-check/core';
import { bodyNotJson, bodyTooLarge, bodyTooSlow } from '../license/error-responses.js';
import type { RelayResponse } from '../license/relay-response.js';

/** A device's metadata has a few pairs. */
const MAX_BODY_BYTES = 16 * 1024;
const TIMEOUT_MS = 10_000;
/** What almost all pages send: those that bind no device. It needs no parsing. */
const EMPTY_METADATA = '{"metadata":{}}';

/** What a request's body holds, or the response that says what is wrong with it. */
export type ParsedBody = { ok: true; metadata: Json } | { ok: false; response: RelayResponse };

/** Reads the `metadata` of `{"metadata": {…}}`: at most 16 KiB, for at most 10 s. Never rejects. */
export async function readMetadata(request: Request): Promise<ParsedBody> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<ParsedBody>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, response: bodyTooSlow }), TIMEOUT_MS);
  });
  try {
    return await Promise.race([readText(request).then(parse), timeout]);
  } catch {
    return { ok: false, response: bodyNotJson };
  } finally {
    clearTimeout(timer);
  }
}

/** @returns `null` when the body is too long. */
async function readText(request: Request): Promise<string | null> {
  const length = Number(request.headers.get('Content-Length') ?? NaN);
  if (length > MAX_BODY_BYTES) return null;
  // No server takes in more than the length that it was told, and `text()` is faster than the body's stream.
  return length <= MAX_BODY_BYTES ? request.text() : readBody(request, MAX_BODY_BYTES);
}

function parse(text: string | null): ParsedBody {
  if (text === EMPTY_METADATA) return { ok: true, metadata: {} };
  if (text === null) return { ok: false, response: bodyTooLarge };
  const json: unknown = JSON.parse(text);
  const metadata = isObject(json) ? getOwn(json, 'metadata') : undefined;
  return isObject(metadata) ? { ok: true, metadata } : { ok: false, response: bodyNotJson };
}
