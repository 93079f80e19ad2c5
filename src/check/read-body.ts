/**
 * Reads the body of a request or response as UTF-8 text, and stops when it is too long. Where `fetch` is an old polyfill,
 * a body is no stream and has arrived as a whole: it is read by `text()`.
 *
 * @param message - The request or the response.
 * @param maxBytes - How long it may be, in bytes.
 * @returns The text, which is `''` without a body; `null` when it is longer.
 * @throws When the connection breaks.
 */
export async function readBody(message: Pick<Body, 'body' | 'text'>, maxBytes: number): Promise<string | null> {
  if (!message.body) {
    const text = await message.text();
    return new TextEncoder().encode(text).length > maxBytes ? null : text;
  }
  // WebKit reads inherited options, so they need an object without a prototype.
  const reader = message.body.getReader({ __proto__: null } as object) as ReadableStreamDefaultReader<Uint8Array>;
  const decoder = new TextDecoder();
  let text = '';
  for (let length = 0; length <= maxBytes;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    text += decoder.decode(value, { stream: true });
  }
  reader.cancel().catch(() => {});
  return null;
}
