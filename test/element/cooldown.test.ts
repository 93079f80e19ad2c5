import { expect } from '@open-wc/testing';
import { createApi, type Api } from '../support/api.js';
import { stopClock } from '../support/override-global.js';
import { recordEvents, KEY, OTHER_KEY, getMessage, stage, createTag, checkKey } from '../support/tag.js';
import { goodReply } from '../support/verdict-rows.js';
import { expectWarnings } from '../support/warnings.js';

const MINUTE = 60_000;

/** Creates a 429 with a `Retry-After`, which the page may read unless `isExposed` is false. */
const rateLimited = (retryAfter?: string, isExposed = true) => ({
  status: 429,
  headers: {
    ...(retryAfter === undefined ? {} : { 'Retry-After': retryAfter }),
    ...(isExposed ? { 'Access-Control-Expose-Headers': 'Retry-After' } : {}),
  },
});

/** Returns the seconds that another tag with another key has to wait, or 0 if its check was sent. */
async function getCooldown(api: Api): Promise<number | null> {
  const before = (await api.posts()).length;
  const verdict = await checkKey(await createTag({ 'api-base': api.base }), OTHER_KEY);
  const sent = (await api.posts()).length - before;
  if (verdict.outcome !== 'unverified') return 0;
  expect(verdict.reason).to.equal('rate-limited');
  expect(sent).to.equal(0);
  return verdict.retryAfter;
}

/** Creates an API that has just sent a 429 and would accept the next request. */
async function createRateLimitedApi(
  retryAfter?: string,
  isExposed?: boolean,
): Promise<{ api: Api; retryAfterS: number | null }> {
  const api = await createApi(rateLimited(retryAfter, isExposed), goodReply());
  const verdict = await checkKey(await createTag({ 'api-base': api.base }));
  expect(verdict).to.include({ outcome: 'unverified', reason: 'rate-limited' });
  return { api, retryAfterS: verdict.outcome === 'unverified' ? verdict.retryAfter : null };
}

beforeEach(() => stopClock());

beforeEach(() => expectWarnings('unauthorized', 'unexpected-response'));

describe('after a 429', () => {
  it('no tag on the page sends a request for a minute, whatever the key', async () => {
    const { api, retryAfterS } = await createRateLimitedApi();
    expect(retryAfterS).to.equal(60);
    expect(await getCooldown(api)).to.equal(60);
    stopClock(MINUTE - 5_000);
    expect(await getCooldown(api)).to.equal(5);
    expect(await api.posts()).to.have.length(1);
    stopClock(MINUTE + 1);
    expect(await getCooldown(api)).to.equal(0);
    expect(await api.posts()).to.have.length(2);
  });

  it('a check still dispatches its event, shows the time to wait and keeps content locked', async () => {
    const { api } = await createRateLimitedApi('300');
    stage().innerHTML = '<p></p>';
    const element = await createTag({ 'api-base': api.base, unlocks: 'p' });
    const events = recordEvents(element);
    const verdict = await checkKey(element);
    expect(events).to.deep.equal(['statechange:unverified', 'unverified:rate-limited']);
    expect(verdict).to.have.property('message', getMessage(element));
    expect(getMessage(element)).to.contain('5 minutes');
    expect(stage().querySelector('p')!.hidden).to.equal(true);
  });

  it('tags with another API are not affected', async () => {
    await createRateLimitedApi();
    expect(await getCooldown(await createApi(goodReply()))).to.equal(0);
  });

  it('the same API in another spelling is affected', async () => {
    const { api } = await createRateLimitedApi();
    expect(await getCooldown({ ...api, base: `${api.base}/` })).to.be.above(0);
  });

  it('a malformed key is still refused', async () => {
    const { api } = await createRateLimitedApi();
    expect(await checkKey(await createTag({ 'api-base': api.base }), 'mem_1')).to.include({ reason: 'malformed-key' });
  });

  it('a check that is about to retry does not', async () => {
    const api = await createApi();
    await api.replyTo(KEY, { status: 503, hold: true });
    await api.replyTo(OTHER_KEY, rateLimited());
    const one = await createTag({ 'api-base': api.base, 'license-key': KEY });
    const slow = one.check();
    await api.nextPost();
    await checkKey(await createTag({ 'api-base': api.base }), OTHER_KEY);
    await api.release();
    expect(await slow).to.include({ outcome: 'unverified' });
    expect(await api.posts()).to.have.length(2);
  });
});

describe('a Retry-After', () => {
  const retryAfterCases: [string, number][] = [
    ['7', 7],
    ['120', 120],
    ['3600', 3600],
    ['3601', 3600],
    ['99999999999', 3600],
  ];
  for (const [header, seconds] of retryAfterCases) {
    it(`of ${header} s means ${seconds} s`, async () => {
      const { api, retryAfterS } = await createRateLimitedApi(header);
      expect(retryAfterS).to.equal(seconds);
      expect(await getCooldown(api)).to.equal(seconds);
      stopClock((seconds + 1) * 1000);
      expect(await getCooldown(api)).to.equal(0);
    });
  }

  it('can be a date', async () => {
    const { retryAfterS } = await createRateLimitedApi(new Date(Date.now() + 10 * MINUTE).toUTCString());
    expect(retryAfterS).to.equal(600);
  });

  for (const header of ['soon', '-5', '1.5', '']) {
    it(`of ${JSON.stringify(header)} means at most a minute`, async () => {
      const { retryAfterS } = await createRateLimitedApi(header);
      expect(retryAfterS).to.be.within(0, 60);
    });
  }

  it('that the page may not read means a minute', async () => {
    const { api, retryAfterS } = await createRateLimitedApi('7', false);
    expect(retryAfterS).to.equal(60);
    stopClock(30_000);
    expect(await getCooldown(api)).to.equal(30);
  });

  it('of a later 429 counts from that response', async () => {
    const api = await createApi(rateLimited('10'), rateLimited('100'), goodReply());
    await checkKey(await createTag({ 'api-base': api.base }));
    stopClock(11_000);
    expect(await checkKey(await createTag({ 'api-base': api.base }))).to.include({ retryAfter: 100 });
    stopClock(61_000);
    expect(await getCooldown(api)).to.equal(50);
    stopClock(112_000);
    expect(await getCooldown(api)).to.equal(0);
  });

  it('is ignored for other faults', async () => {
    for (const status of [503, 404, 401]) {
      const api = await createApi({ ...rateLimited('7'), status });
      expect(await checkKey(await createTag({ 'api-base': api.base }))).to.include({ retryAfter: null });
      expect(await checkKey(await createTag({ 'api-base': api.base }))).to.not.include({ reason: 'rate-limited' });
    }
  });
});

describe('a clock that is set back', () => {
  for (const [description, ms] of [
    ['half an hour', 30 * MINUTE],
    ['an hour', 60 * MINUTE],
    ['a day', 24 * 60 * MINUTE],
    ['ten years', 10 * 365 * 24 * 60 * MINUTE],
  ] as const) {
    it(`by ${description} does not prolong the cooldown forever`, async () => {
      const { api } = await createRateLimitedApi();
      stopClock(-ms);
      expect(await getCooldown(api)).to.equal(0);
    });
  }

  it('or forward past its end ends the cooldown', async () => {
    const { api } = await createRateLimitedApi('3600');
    stopClock(24 * 60 * MINUTE);
    expect(await getCooldown(api)).to.equal(0);
  });
});
