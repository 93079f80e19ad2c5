/**
 * Reads a body as UTF-8 text, and stops when it is too long.
 *
 * @param body - The body of a request or a response; `null` when there is none.
 * @param maxBytes - How long it may be, in bytes.
 * @returns The text, which is `''` without a body; `null` when it is longer.
 * @throws When the connection breaks.
 */
export async function readBody(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<string | null> {
  // WebKit reads inherited options, so they need an object without a prototype.
  const reader = body?.getReader({ __proto__: null } as object) as ReadableStreamDefaultReader<Uint8Array> | undefined;
  const decoder = new TextDecoder();
  let text = '';
  for (let length = 0; reader && length <= maxBytes;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    text += decoder.decode(value, { stream: true });
  }
  reader?.cancel().catch(() => {});
  return reader ? null : text;
}
