import { expect } from '@open-wc/testing';
import type { Verdict, WhopLicenseCheck } from '../../src/index.js';
import { createApi, type Api } from '../support/api.js';
import {
  API_KEY,
  recordEvents,
  formatVerdict,
  KEY,
  nextVerdict,
  OTHER_KEY,
  getMessage,
  stage,
  submitKey,
  createTag,
  checkKey,
} from '../support/tag.js';
import { goodReply } from '../support/verdict-rows.js';

interface Running {
  api: Api;
  element: WhopLicenseCheck;
  events: string[];
  promise: Promise<Verdict>;
}

/** A check whose answer is on its way. */
async function running(attributes: Record<string, string> = {}): Promise<Running> {
  const api = await createApi({ ...goodReply(), hold: true });
  stage().innerHTML = '<p hidden></p>';
  const element = await createTag({ 'api-base': api.base, unlocks: 'p', ...attributes });
  const events = recordEvents(element);
  element.licenseKey = KEY;
  const promise = element.check();
  await api.nextPost();
  return { api, element, events, promise };
}

function expectSuperseded(verdict: Verdict): void {
  expect(verdict).to.have.all.keys('outcome', 'reason', 'message', 'retryAfter', 'checkedAt');
  expect(verdict).to.include({ outcome: 'unverified', reason: 'superseded', retryAfter: null });
  expect(verdict).to.have.property('message').that.matches(/\S/);
}

/** Once another check has ended, an event of the first would have come. */
async function expectNothingHeard({ api, element, events }: Running): Promise<void> {
  expect(events).to.deep.equal(['statechange:checking', 'statechange:idle']);
  expect(element.verdict).to.equal(null);
  expect(element.state).to.equal('idle');
  expect(element.getAttribute('state')).to.equal('idle');
  expect(getMessage(element)).to.equal('');
  await api.replyTo(OTHER_KEY, goodReply({ valid: false }));
  await element.updateComplete;
  await checkKey(element, OTHER_KEY);
  expect(events.filter((event) => !event.startsWith('statechange'))).to.have.length(1);
}

/** What makes another check of it, by the name of what is changed. */
const changes: Record<string, (element: WhopLicenseCheck) => unknown> = {
  apiKey: (element) => (element.apiKey = 'apik_other'),
  'the attribute api-key': (element) => element.setAttribute('api-key', 'apik_other'),
  apiBase: (element) => (element.apiBase += '/other'),
  product: (element) => (element.product = 'prod_other'),
  'the attribute product': (element) => element.setAttribute('product', 'prod_other'),
  plan: (element) => (element.plan = 'plan_other'),
  metadata: (element) => (element.metadata = { hwid: '7F' }),
  'the attribute metadata': (element) => element.setAttribute('metadata', '{"hwid":"7F"}'),
};

/** What is the same check in other words. */
const equal: Record<string, (element: WhopLicenseCheck) => unknown> = {
  'equal metadata': (element) => (element.metadata = { hwid: '7F' }),
  'equal metadata as JSON': (element) => element.setAttribute('metadata', '{ "hwid": "7F" }'),
  'the same API key behind a Bearer': (element) => (element.apiKey = ` Bearer ${API_KEY} `),
  'the same address with a slash': (element) => (element.apiBase += '/'),
  'the same product': (element) => (element.product = ' prod_Wi5LVBzrFG2nE\n'),
  'another timeout': (element) => (element.timeout = 54_321),
  'another label': (element) => (element.label = 'Serial number'),
  'other messages': (element) => (element.messages = { valid: 'Thank you.' }),
  'a link': (element) => (element.buyUrl = '/buy'),
  'other content': (element) => (element.unlocks = '#other'),
  'auto-check': (element) => (element.autoCheck = true),
  disabled: (element) => (element.disabled = true),
};

describe('a check is superseded, without an event,', () => {
  it('by forget()', async () => {
    const run = await running();
    run.element.forget();
    expectSuperseded(await run.promise);
    expect(run.element.licenseKey).to.equal('');
    await expectNothingHeard(run);
  });

  for (const [what, change] of Object.entries(changes)) {
    it(`by another ${what}`, async () => {
      const run = await running();
      change(run.element);
      expectSuperseded(await run.promise);
      await run.element.updateComplete;
      expect(run.element.licenseKey).to.equal(KEY);
      if (what !== 'apiBase') await expectNothingHeard(run);
      else expect(run.events).to.deep.equal(['statechange:checking', 'statechange:idle']);
    });
  }

  it('and all that waited for it by other keys with it', async () => {
    const run = await running();
    run.element.licenseKey = OTHER_KEY;
    const second = run.element.check();
    run.element.forget();
    expectSuperseded(await run.promise);
    expectSuperseded(await second);
    expect(run.events).to.deep.equal(['statechange:checking', 'statechange:idle']);
  });
});

describe('a check goes on', () => {
  for (const [what, change] of Object.entries(equal)) {
    it(`with ${what}`, async () => {
      const { api, element, events, promise } = await running({
        metadata: '{"hwid":"7F"}',
        product: 'prod_Wi5LVBzrFG2nE',
      });
      change(element);
      await element.updateComplete;
      expect(element.check()).to.equal(promise);
      await api.release();
      expect(formatVerdict(await promise)).to.equal('valid');
      expect(events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
      expect(await api.posts()).to.have.length(1);

      change(element);
      await element.updateComplete;
      expect(element.state).to.equal('valid');
      expect(events).to.have.length(3);
    });
  }
});

describe('a verdict', () => {
  for (const [what, change] of Object.entries(changes)) {
    it(`does not outlive another ${what}: the page locks again`, async () => {
      const api = await createApi(goodReply());
      stage().innerHTML = '<p hidden></p>';
      const element = await createTag({ 'api-base': api.base, unlocks: 'p' });
      await checkKey(element);
      expect(stage().querySelector('p')!.hidden).to.equal(false);
      const events = recordEvents(element);
      change(element);
      await element.updateComplete;
      expect(stage().querySelector('p')!.hidden).to.equal(true);
      expect(element.state).to.equal('idle');
      expect(element.verdict).to.equal(null);
      expect(getMessage(element)).to.equal('');
      expect(events).to.deep.equal(['statechange:idle']);
      expect(await api.posts()).to.have.length(1);
    });
  }

  it('does not outlive forget()', async () => {
    const api = await createApi(goodReply());
    stage().innerHTML = '<p hidden></p>';
    const element = await createTag({ 'api-base': api.base, unlocks: 'p' });
    await checkKey(element);
    const events = recordEvents(element);
    element.forget();
    expect(element.state).to.equal('idle');
    expect(element.verdict).to.equal(null);
    await element.updateComplete;
    expect(stage().querySelector('p')!.hidden).to.equal(true);
    expect(getMessage(element)).to.equal('');
    expect(events).to.deep.equal(['statechange:idle']);
    element.forget();
    expect(events, 'nothing to forget').to.have.length(1);
  });
});

describe('settings that are changed right before check()', () => {
  it('are those of the check', async () => {
    const api = await createApi(goodReply());
    const other = await createApi(goodReply({ product: 'prod_other' }));
    const element = await createTag({ 'api-base': api.base });
    await checkKey(element);
    element.apiBase = other.base;
    element.apiKey = 'apik_other';
    element.metadata = { hwid: '7F' };
    element.setAttribute('product', 'prod_other');
    expect(formatVerdict(await element.check())).to.equal('valid');
    const post = await other.nextPost();
    expect(post.headers.authorization).to.equal('Bearer apik_other');
    expect(post.body).to.equal('{"metadata":{"hwid":"7F"}}');
    expect(await api.posts()).to.have.length(1);

    element.product = 'prod_third';
    expect(formatVerdict(await element.check())).to.equal('invalid:wrong-product');
  });

  it('begin another one', async () => {
    const { api, element, events, promise } = await running();
    element.apiKey = 'apik_other';
    const second = element.check();
    expect(second).to.not.equal(promise);
    await api.nextPost();
    await api.release();
    expect(formatVerdict(await second)).to.equal('valid');
    expect((await promise).outcome).to.be.oneOf(['unverified', 'valid']);
    expect(events.filter((event) => event === 'valid')).to.have.length(1);
  });

  it('let the visitor go on at once', async () => {
    const { api, element, promise } = await running();
    element.product = 'prod_Wi5LVBzrFG2nE';
    const heard = nextVerdict(element);
    await submitKey(element);
    expectSuperseded(await promise);
    await api.nextPost();
    await api.release();
    expect(formatVerdict(await heard)).to.equal('valid');
  });
});
