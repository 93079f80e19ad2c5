import { expect } from '@open-wc/testing';
import { createApi, type Reply } from '../support/api.js';
import { holdTimers } from '../support/held-timers.js';
import { replaceFetch } from '../support/override-global.js';
import {
  recordEvents,
  formatVerdict,
  nextVerdict,
  getMessage,
  submitKey,
  createTag,
  checkKey,
} from '../support/tag.js';
import { goodReply } from '../support/verdict-rows.js';
import { expectWarnings } from '../support/warnings.js';

/** A timeout longer than any retry delay. */
const TIMEOUT_MS = 123_456;
const isTimeout = (delay: number): boolean => delay > 100_000 && delay <= TIMEOUT_MS;
const isRetryDelay = (delay: number): boolean => delay < 10_000;

beforeEach(() => expectWarnings('unreachable'));

describe('a check takes no longer than its timeout', () => {
  const endlessReplies: Record<string, Reply> = {
    'no response': { ...goodReply(), stall: 'headers' },
    'an incomplete response': { ...goodReply(), stall: 'body' },
    'a response that trickles': { ...goodReply(), trickle: true },
    'a refusal that trickles': { status: 404, body: { message: 'License not found' }, trickle: true },
  };
  for (const [description, reply] of Object.entries(endlessReplies)) {
    it(`with ${description}`, async () => {
      const api = await createApi(reply);
      const element = await createTag({ 'api-base': api.base, timeout: '200' });
      const events = recordEvents(element);
      expect(formatVerdict(await checkKey(element))).to.equal('unverified:timeout');
      expect(events).to.deep.equal(['statechange:checking', 'statechange:unverified', 'unverified:timeout']);
      expect(getMessage(element)).to.match(/too long/);
      expect((await api.posts()).length).to.be.at.most(1);
    });
  }

  it('with a fetch that never settles', async () => {
    const element = await createTag({ 'api-base': 'http://127.0.0.1:9', timeout: '50' });
    replaceFetch(() => new Promise(() => {}));
    expect(formatVerdict(await checkKey(element))).to.equal('unverified:timeout');
  });

  it('of 10 seconds by default', async () => {
    const api = await createApi({ stall: 'headers' });
    const element = await createTag({ 'api-base': api.base });
    element.removeAttribute('timeout');
    const timers = holdTimers();
    const pendingVerdict = nextVerdict(element);
    await submitKey(element);
    await api.nextPost();
    await timers.fire((delay) => delay > 9_900 && delay <= 10_000);
    expect(formatVerdict(await pendingVerdict)).to.equal('unverified:timeout');
  });
});

describe('a timeout after a first fault', () => {
  const faults: [string, Reply, string][] = [
    ['a broken connection', { refuse: true }, 'unreachable'],
    ['a 503', { status: 503 }, 'server-error'],
    ['a 408', { status: 408 }, 'server-error'],
  ];
  for (const [description, fault, reason] of faults) {
    for (const [response, stall] of [
      ['no response', 'headers'],
      ['an incomplete response', 'body'],
    ] as const) {
      it(`keeps ${description} as the reason when the retry gets ${response}`, async () => {
        const api = await createApi(fault, { ...goodReply(), stall });
        const element = await createTag({ 'api-base': api.base, timeout: String(TIMEOUT_MS) });
        const timers = holdTimers();
        const events = recordEvents(element);
        const pendingVerdict = nextVerdict(element);
        await submitKey(element);
        await api.nextPost();
        await timers.fire(isRetryDelay);
        await api.nextPost();
        await timers.fire(isTimeout);
        expect(formatVerdict(await pendingVerdict)).to.equal(`unverified:${reason}`);
        expect(events).to.have.length(3);
        expect(await api.posts()).to.have.length(2);
      });
    }

    it(`keeps ${description} as the reason when there is no time for a retry`, async () => {
      const api = await createApi(fault, goodReply());
      const element = await createTag({ 'api-base': api.base, timeout: String(TIMEOUT_MS) });
      const timers = holdTimers();
      const pendingVerdict = nextVerdict(element);
      await submitKey(element);
      await api.nextPost();
      await timers.waitUntilSet(isRetryDelay);
      await timers.fire(isTimeout);
      expect(formatVerdict(await pendingVerdict)).to.equal(`unverified:${reason}`);
      expect(await api.posts()).to.have.length(1);
    });
  }
});

describe('a retry', () => {
  it('can make the license valid', async () => {
    const api = await createApi({ status: 503 }, goodReply());
    const element = await createTag({ 'api-base': api.base, timeout: String(TIMEOUT_MS) });
    const timers = holdTimers();
    const pendingVerdict = nextVerdict(element);
    await submitKey(element);
    await timers.fire(isRetryDelay);
    expect(formatVerdict(await pendingVerdict)).to.equal('valid');
  });

  it('is made after a random delay', async () => {
    const retryDelays: number[] = [];
    for (let i = 0; i < 8; i++) {
      const api = await createApi({ status: 503 }, goodReply());
      const element = await createTag({ 'api-base': api.base, timeout: String(TIMEOUT_MS) });
      const timers = holdTimers();
      const pendingVerdict = nextVerdict(element);
      await submitKey(element);
      await timers.fire((delay) => isRetryDelay(delay) && retryDelays.push(delay) > 0);
      await pendingVerdict;
    }
    expect(Math.min(...retryDelays)).to.be.above(0);
    expect(new Set(retryDelays).size).to.be.above(1);
  });
});
