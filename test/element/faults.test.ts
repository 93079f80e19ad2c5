import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { recordUncaughtErrors, goOffline, replaceFetch, skipRetryDelay } from '../support/override-global.js';
import { recordEvents, formatVerdict, KEY, getMessage, createTag, checkKey } from '../support/tag.js';
import { goodReply } from '../support/verdict-rows.js';

describe('a browser that says it is offline', () => {
  it('is believed when nothing could be fetched', async () => {
    goOffline();
    const api = await createApi({ refuse: true });
    const element = await createTag({ 'api-base': api.base });
    expect(formatVerdict(await checkKey(element))).to.equal('unverified:offline');
    expect(getMessage(element)).to.match(/offline/);
  });

  it('is not believed when an answer came', async () => {
    goOffline();
    const api = await createApi(goodReply());
    expect(formatVerdict(await checkKey(await createTag({ 'api-base': api.base })))).to.equal('valid');
  });

  it('is not believed when the answer is a fault of the API', async () => {
    goOffline();
    skipRetryDelay();
    const api = await createApi({ status: 503 });
    expect(formatVerdict(await checkKey(await createTag({ 'api-base': api.base })))).to.equal(
      'unverified:server-error',
    );
  });
});

describe('a fetch that somebody replaced', () => {
  const json = (body: unknown, init: ResponseInit = {}): Response =>
    new Response(JSON.stringify(body), {
      status: 201,
      ...init,
      headers: { 'Content-Type': 'application/json', ...init.headers },
    });
  const nonsense: Record<string, () => unknown> = {
    'throws at once': () => {
      throw new Error(`with ${KEY} in it`);
    },
    'throws a text': () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw 'text';
    },
    'throws nothing': () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw undefined;
    },
    'throws what cannot be told': () => {
      throw Object.create(null);
    },
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    'rejects with nothing': () => Promise.reject(),
    'gives undefined': () => undefined,
    'gives null': () => Promise.resolve(null),
    'gives a number': () => 201,
    'gives an empty object': () => Promise.resolve({}),
    'gives the JSON itself': () => Promise.resolve(validMembership()),
    'gives an answer without headers': () => ({ status: 201, text: () => JSON.stringify(validMembership()) }),
    'gives headers that are none': () => ({ status: 429, headers: { get: () => 7 } }),
    'gives an answer whose body fails': () => ({
      status: 201,
      headers: new Headers({ 'Content-Type': 'application/json' }),
      body: null,
      text: () => Promise.reject(new Error()),
    }),
    'gives an answer whose body is no text': () => ({
      status: 201,
      headers: new Headers({ 'Content-Type': 'application/json' }),
      text: () => validMembership(),
    }),
    'gives an answer that was read before': () => {
      const response = json(validMembership());
      void response.text();
      return response;
    },
    'gives an answer that somebody else is reading': () => {
      const response = json(validMembership());
      response.body?.getReader();
      return response;
    },
    'gives a network error': () => Response.error(),
    'gives an answer that cannot be touched': () =>
      new Proxy(
        {},
        {
          get(_, name) {
            // A promise's then is asked for by whoever awaits it.
            if (name === 'then') return undefined;
            throw new Error('hands off');
          },
        },
      ),
  };
  for (const [what, fetch] of Object.entries(nonsense)) {
    it(`and that ${what} is no verdict on the license, and no exception`, async () => {
      skipRetryDelay();
      const uncaught = recordUncaughtErrors();
      const element = await createTag({
        'api-base': `http://127.0.0.1:9/${encodeURIComponent(what)}`,
        timeout: '5000',
      });
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

  it('and that answers as Whop does is believed', async () => {
    const element = await createTag({ 'api-base': 'http://127.0.0.1:9' });
    replaceFetch(() => json(validMembership()));
    expect(formatVerdict(await checkKey(element))).to.equal('valid');
  });

  it('and that is gone', async () => {
    skipRetryDelay();
    const element = await createTag({ 'api-base': 'http://127.0.0.1:9' });
    replaceFetch(undefined as never);
    expect(formatVerdict(await checkKey(element))).to.equal('unverified:unreachable');
  });
});
