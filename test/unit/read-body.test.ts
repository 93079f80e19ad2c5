import { expect } from '@open-wc/testing';
import { readBody } from '../../src/check/read-body.js';

const LIMIT = 64;
type Message = Parameters<typeof readBody>[0];

/** A response as `fetch` has it, and as an old polyfill has it, which knows no streams. */
const ways: Record<string, (text: string) => Message> = {
  'a stream': (text) => new Response(text),
  'no stream': (text) => ({ text: () => Promise.resolve(text) }) as Message,
};

for (const [way, respond] of Object.entries(ways)) {
  describe(`a body that is ${way}`, () => {
    it('is read as text', async () => {
      for (const text of ['', '{}', 'ü\u20ac\u{1f600}', 'x'.repeat(LIMIT)])
        expect(await readBody(respond(text), LIMIT)).to.equal(text);
    });

    it('is refused when it has too many bytes', async () => {
      for (const text of ['x'.repeat(LIMIT + 1), 'ü'.repeat(LIMIT / 2) + 'x', '\u20ac'.repeat(LIMIT / 2)])
        expect(await readBody(respond(text), LIMIT), text).to.equal(null);
    });
  });
}

describe('a response without a body', () => {
  it('is empty text', async () => {
    expect(await readBody(new Response(null, { status: 204 }), LIMIT)).to.equal('');
  });
});

describe('a body that breaks off', () => {
  it('throws', async () => {
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new TypeError('Broken.')) });
    const rejects = { body: null, text: () => Promise.reject(new TypeError('Broken.')) };
    for (const message of [new Response(broken), rejects]) {
      const error: unknown = await readBody(message, LIMIT).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(TypeError);
    }
  });
});
