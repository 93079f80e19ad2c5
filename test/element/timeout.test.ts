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

/** No jitter is as long. */
const TIMEOUT = 123_456;
const isTimeout = (delay: number): boolean => delay > 100_000 && delay <= TIMEOUT;
const isPause = (delay: number): boolean => delay < 10_000;

describe('a check takes no longer than its timeout', () => {
  const endless: Record<string, Reply> = {
    'no answer': { ...goodReply(), stall: 'headers' },
    'half an answer': { ...goodReply(), stall: 'body' },
    'an answer that trickles': { ...goodReply(), trickle: true },
    'a refusal that trickles': { status: 404, body: { message: 'License not found' }, trickle: true },
  };
  for (const [what, reply] of Object.entries(endless)) {
    it(`with ${what}`, async () => {
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

  it('of 10 seconds, unless the seller says otherwise', async () => {
    const api = await createApi({ stall: 'headers' });
    const element = await createTag({ 'api-base': api.base });
    const timers = holdTimers();
    const heard = nextVerdict(element);
    await submitKey(element);
    await api.nextPost();
    await timers.fire((delay) => delay > 9_900 && delay <= 10_000);
    expect(formatVerdict(await heard)).to.equal('unverified:timeout');
  });
});

describe('a timeout after a first fault', () => {
  const faults: [string, Reply, string][] = [
    ['a broken connection', { refuse: true }, 'unreachable'],
    ['a 503', { status: 503 }, 'server-error'],
    ['a 408', { status: 408 }, 'server-error'],
  ];
  for (const [what, fault, reason] of faults) {
    for (const [half, stall] of [
      ['no answer', 'headers'],
      ['half an answer', 'body'],
    ] as const) {
      it(`keeps ${what} as the reason when the second try gets ${half}`, async () => {
        const api = await createApi(fault, { ...goodReply(), stall });
        const element = await createTag({ 'api-base': api.base, timeout: String(TIMEOUT) });
        const timers = holdTimers();
        const events = recordEvents(element);
        const heard = nextVerdict(element);
        await submitKey(element);
        await api.nextPost();
        await timers.fire(isPause);
        await api.nextPost();
        await timers.fire(isTimeout);
        expect(formatVerdict(await heard)).to.equal(`unverified:${reason}`);
        expect(events).to.have.length(3);
        expect(await api.posts()).to.have.length(2);
      });
    }

    it(`keeps ${what} as the reason when there was no time for a second try`, async () => {
      const api = await createApi(fault, goodReply());
      const element = await createTag({ 'api-base': api.base, timeout: String(TIMEOUT) });
      const timers = holdTimers();
      const heard = nextVerdict(element);
      await submitKey(element);
      await api.nextPost();
      await timers.waitUntilSet(isPause);
      await timers.fire(isTimeout);
      expect(formatVerdict(await heard)).to.equal(`unverified:${reason}`);
      expect(await api.posts()).to.have.length(1);
    });
  }
});

describe('a second try', () => {
  it('leaves a good answer to the second try', async () => {
    const api = await createApi({ status: 503 }, goodReply());
    const element = await createTag({ 'api-base': api.base, timeout: String(TIMEOUT) });
    const timers = holdTimers();
    const heard = nextVerdict(element);
    await submitKey(element);
    await timers.fire(isPause);
    expect(formatVerdict(await heard)).to.equal('valid');
  });

  it('comes after a pause that chance has a say in', async () => {
    const pauses: number[] = [];
    for (let i = 0; i < 8; i++) {
      const api = await createApi({ status: 503 }, goodReply());
      const element = await createTag({ 'api-base': api.base, timeout: String(TIMEOUT) });
      const timers = holdTimers();
      const heard = nextVerdict(element);
      await submitKey(element);
      await timers.fire((delay) => isPause(delay) && pauses.push(delay) > 0);
      await heard;
    }
    expect(Math.min(...pauses)).to.be.above(0);
    expect(new Set(pauses).size).to.be.above(1);
  });
});
