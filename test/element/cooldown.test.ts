import { expect } from '@open-wc/testing';
import { createApi, type Api } from '../support/api.js';
import { shiftClock } from '../support/override-global.js';
import { recordEvents, KEY, OTHER_KEY, getMessage, stage, createTag, checkKey } from '../support/tag.js';
import { goodReply } from '../support/verdict-rows.js';

const MINUTE = 60_000;

/** A 429 with a `Retry-After`, which the page may read unless told otherwise. */
const limited = (retryAfter?: string, isExposed = true) => ({
  status: 429,
  headers: {
    ...(retryAfter === undefined ? {} : { 'Retry-After': retryAfter }),
    ...(isExposed ? { 'Access-Control-Expose-Headers': 'Retry-After' } : {}),
  },
});

/** The seconds that a check of another tag and another key is told to wait; 0 when it was let through. */
async function getCooldown(api: Api): Promise<number | null> {
  const before = (await api.posts()).length;
  const verdict = await checkKey(await createTag({ 'api-base': api.base }), OTHER_KEY);
  const sent = (await api.posts()).length - before;
  if (verdict.outcome !== 'unverified') return 0;
  expect(verdict.reason).to.equal('rate-limited');
  expect(sent).to.equal(0);
  return verdict.retryAfter;
}

/** An API that has just said 429, and would let the next one through. */
async function limitedApi(retryAfter?: string, isExposed?: boolean): Promise<{ api: Api; told: number | null }> {
  const api = await createApi(limited(retryAfter, isExposed), goodReply());
  const verdict = await checkKey(await createTag({ 'api-base': api.base }));
  expect(verdict).to.include({ outcome: 'unverified', reason: 'rate-limited' });
  return { api, told: verdict.outcome === 'unverified' ? verdict.retryAfter : null };
}

describe('after a 429', () => {
  it('no tag of the page asks for a minute, whatever the key', async () => {
    shiftClock(0);
    const { api, told } = await limitedApi();
    expect(told).to.equal(60);
    expect(await getCooldown(api)).to.be.within(1, 60);
    shiftClock(MINUTE - 5_000);
    expect(await getCooldown(api)).to.be.within(1, 5);
    expect(await api.posts()).to.have.length(1);
    shiftClock(MINUTE + 1);
    expect(await getCooldown(api)).to.equal(0);
    expect(await api.posts()).to.have.length(2);
  });

  it('each check has its event, its message with the time, and the gate shut', async () => {
    const { api } = await limitedApi('300');
    stage().innerHTML = '<p></p>';
    const element = await createTag({ 'api-base': api.base, unlocks: 'p' });
    const events = recordEvents(element);
    const verdict = await checkKey(element);
    expect(events).to.deep.equal(['statechange:unverified', 'unverified:rate-limited']);
    expect(verdict).to.have.property('message', getMessage(element));
    expect(getMessage(element)).to.contain('5 minutes');
    expect(stage().querySelector('p')!.hidden).to.equal(true);
  });

  it('tags of another API go on', async () => {
    await limitedApi();
    expect(await getCooldown(await createApi(goodReply()))).to.equal(0);
  });

  it('the same API under another spelling is the same', async () => {
    const { api } = await limitedApi();
    expect(await getCooldown({ ...api, base: `${api.base}/` })).to.be.above(0);
  });

  it('a key that cannot be one is told so all the same', async () => {
    const { api } = await limitedApi();
    expect(await checkKey(await createTag({ 'api-base': api.base }), 'mem_1')).to.include({ reason: 'malformed-key' });
  });

  it('a check that is about to try again does not', async () => {
    const api = await createApi();
    await api.replyTo(KEY, { status: 503, hold: true });
    await api.replyTo(OTHER_KEY, limited());
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
  const waits: [string, number][] = [
    ['7', 7],
    ['120', 120],
    ['3600', 3600],
    ['3601', 3600],
    ['99999999999', 3600],
  ];
  for (const [given, seconds] of waits) {
    it(`of ${given} s means ${seconds} s`, async () => {
      const { api, told } = await limitedApi(given);
      expect(told).to.equal(seconds);
      expect(await getCooldown(api)).to.be.within(1, seconds);
      shiftClock((seconds + 1) * 1000);
      expect(await getCooldown(api)).to.equal(0);
    });
  }

  it('may be a date', async () => {
    const now = Date.now();
    const { told } = await limitedApi(new Date(now + 10 * MINUTE).toUTCString());
    expect(told).to.be.within(600 - 1 - Math.ceil((Date.now() - now) / 1000), 600);
  });

  for (const given of ['soon', '-5', '1.5', '']) {
    it(`of ${JSON.stringify(given)} means a minute at most`, async () => {
      const { told } = await limitedApi(given);
      expect(told).to.be.within(0, 60);
    });
  }

  it('that the page may not read means a minute', async () => {
    const { api, told } = await limitedApi('7', false);
    expect(told).to.equal(60);
    shiftClock(30_000);
    expect(await getCooldown(api)).to.be.within(1, 30);
  });

  it('of a later 429 counts from then', async () => {
    const api = await createApi(limited('10'), limited('100'), goodReply());
    await checkKey(await createTag({ 'api-base': api.base }));
    shiftClock(11_000);
    expect(await checkKey(await createTag({ 'api-base': api.base }))).to.include({ retryAfter: 100 });
    shiftClock(61_000);
    expect(await getCooldown(api)).to.be.within(1, 61);
    shiftClock(112_000);
    expect(await getCooldown(api)).to.equal(0);
  });

  it('is told for no other fault', async () => {
    for (const status of [503, 404, 401]) {
      const api = await createApi({ ...limited('7'), status });
      expect(await checkKey(await createTag({ 'api-base': api.base }))).to.include({ retryAfter: null });
      expect(await checkKey(await createTag({ 'api-base': api.base }))).to.not.include({ reason: 'rate-limited' });
    }
  });
});

describe('a clock that is put back', () => {
  for (const [what, ms] of [
    ['half an hour', 30 * MINUTE],
    ['an hour', 60 * MINUTE],
    ['a day', 24 * 60 * MINUTE],
    ['ten years', 10 * 365 * 24 * 60 * MINUTE],
  ] as const) {
    it(`by ${what} does not prolong the wait for ever`, async () => {
      const { api } = await limitedApi();
      shiftClock(-ms);
      expect(await getCooldown(api)).to.equal(0);
    });
  }

  it('and one that is put forward ends it', async () => {
    const { api } = await limitedApi('3600');
    shiftClock(24 * 60 * MINUTE);
    expect(await getCooldown(api)).to.equal(0);
  });
});
