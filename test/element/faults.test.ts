import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { recordUncaughtErrors, goOffline, replaceFetch, skipRetryDelay } from '../support/override-global.js';
import { recordEvents, formatVerdict, KEY, getMessage, createTag, checkKey } from '../support/tag.js';
import { goodReply } from '../support/verdict-rows.js';
import { expectWarnings } from '../support/warnings.js';

beforeEach(() => expectWarnings('unreachable', 'unexpected-response'));

describe('a browser that reports that it is offline', () => {
  it('is believed when the request fails', async () => {
    goOffline();
    const api = await createApi({ refuse: true });
    const element = await createTag({ 'api-base': api.base });
    expect(formatVerdict(await checkKey(element))).to.equal('unverified:offline');
    expect(getMessage(element)).to.match(/offline/);
  });

  it('is not believed when there is a response', async () => {
    goOffline();
    const api = await createApi(goodReply());
    expect(formatVerdict(await checkKey(await createTag({ 'api-base': api.base })))).to.equal('valid');
  });

  it('is not believed when the response is a server error', async () => {
    goOffline();
    skipRetryDelay();
    const api = await createApi({ status: 503 });
    expect(formatVerdict(await checkKey(await createTag({ 'api-base': api.base })))).to.equal(
      'unverified:server-error',
    );
  });
});

describe('a replaced fetch', () => {
  const createJsonResponse = (body: unknown, init: ResponseInit = {}): Response =>
    new Response(JSON.stringify(body), {
      status: 201,
      ...init,
      headers: { 'Content-Type': 'application/json', ...init.headers },
    });
  const brokenFetches: Record<string, () => unknown> = {
    'throws immediately': () => {
      throw new Error(`with ${KEY} in it`);
    },
    'throws a string': () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw 'text';
    },
    'throws undefined': () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw undefined;
    },
    'throws an object that is not printable': () => {
      throw Object.create(null);
    },
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    'rejects with nothing': () => Promise.reject(),
    'returns undefined': () => undefined,
    'resolves with null': () => Promise.resolve(null),
    'returns a number': () => 201,
    'resolves with an empty object': () => Promise.resolve({}),
    'resolves with the JSON itself': () => Promise.resolve(validMembership()),
    'returns a response without headers': () => ({ status: 201, text: () => JSON.stringify(validMembership()) }),
    'returns unusable headers': () => ({ status: 429, headers: { get: () => 7 } }),
    'returns a response whose body fails': () => ({
      status: 201,
      headers: new Headers({ 'Content-Type': 'application/json' }),
      body: null,
      text: () => Promise.reject(new Error()),
    }),
    'returns a response whose body is not text': () => ({
      status: 201,
      headers: new Headers({ 'Content-Type': 'application/json' }),
      text: () => validMembership(),
    }),
    'returns a response that was already read': () => {
      const response = createJsonResponse(validMembership());
      void response.text();
      return response;
    },
    'returns a response that is being read': () => {
      const response = createJsonResponse(validMembership());
      response.body?.getReader();
      return response;
    },
    'returns a network error': () => Response.error(),
    'returns a response that throws on any access': () =>
      new Proxy(
        {},
        {
          get(_, name) {
            // `await` reads `then`.
            if (name === 'then') return undefined;
            throw new Error('hands off');
          },
        },
      ),
  };
  for (const [description, fetch] of Object.entries(brokenFetches)) {
    it(`that ${description} leads to unverified, without an exception`, async () => {
      skipRetryDelay();
      const uncaught = recordUncaughtErrors();
      const element = await createTag({ 'api-base': `http://127.0.0.1:9/${encodeURIComponent(description)}` });
      const events = recordEvents(element);
      replaceFetch(fetch);
      const verdict = await checkKey(element);
      expect(verdict).to.include({ outcome: 'unverified' });
      expect(verdict).to.have.property('reason').that.is.oneOf(['unreachable', 'unexpected-response', 'rate-limited']);
      expect(events.slice(0, 2)).to.deep.equal(['statechange:checking', 'statechange:unverified']);
      expect(events).to.have.length(3);
      expect(uncaught).to.be.empty;
    });
  }

  it('that returns a valid response leads to valid', async () => {
    const element = await createTag({ 'api-base': 'http://127.0.0.1:9' });
    replaceFetch(() => createJsonResponse(validMembership()));
    expect(formatVerdict(await checkKey(element))).to.equal('valid');
  });

  it('that is undefined leads to unreachable', async () => {
    skipRetryDelay();
    const element = await createTag({ 'api-base': 'http://127.0.0.1:9' });
    replaceFetch(undefined as never);
    expect(formatVerdict(await checkKey(element))).to.equal('unverified:unreachable');
  });
});
