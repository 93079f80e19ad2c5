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

interface RunningCheck {
  api: Api;
  element: WhopLicenseCheck;
  events: string[];
  promise: Promise<Verdict>;
}

/** Starts a check. Its response is held. */
async function startCheck(attributes: Record<string, string> = {}): Promise<RunningCheck> {
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

/** Runs another check: once it has ended, an event of the first one would have been dispatched. */
async function expectNoVerdictEvent({ api, element, events }: RunningCheck): Promise<void> {
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

/** Changes that make it a different check. */
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

/** Changes that leave it the same check. */
const equivalentChanges: Record<string, (element: WhopLicenseCheck) => unknown> = {
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

describe('a check is superseded without an event', () => {
  it('by forget()', async () => {
    const check = await startCheck();
    check.element.forget();
    expectSuperseded(await check.promise);
    expect(check.element.licenseKey).to.equal('');
    await expectNoVerdictEvent(check);
  });

  for (const [description, change] of Object.entries(changes)) {
    it(`by a change of ${description}`, async () => {
      const check = await startCheck();
      change(check.element);
      expectSuperseded(await check.promise);
      await check.element.updateComplete;
      expect(check.element.licenseKey).to.equal(KEY);
      if (description !== 'apiBase') await expectNoVerdictEvent(check);
      else expect(check.events).to.deep.equal(['statechange:checking', 'statechange:idle']);
    });
  }

  it('together with a check of another key that has joined it', async () => {
    const check = await startCheck();
    check.element.licenseKey = OTHER_KEY;
    const second = check.element.check();
    check.element.forget();
    expectSuperseded(await check.promise);
    expectSuperseded(await second);
    expect(check.events).to.deep.equal(['statechange:checking', 'statechange:idle']);
  });
});

describe('a check continues', () => {
  for (const [description, change] of Object.entries(equivalentChanges)) {
    it(`with ${description}`, async () => {
      const { api, element, events, promise } = await startCheck({
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
  for (const [description, change] of Object.entries(changes)) {
    it(`is dropped by a change of ${description}, and the page locks again`, async () => {
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

  it('is dropped by forget()', async () => {
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

describe('settings that change right before check()', () => {
  it('are used for the check', async () => {
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

  it('start another check', async () => {
    const { api, element, events, promise } = await startCheck();
    element.apiKey = 'apik_other';
    const second = element.check();
    expect(second).to.not.equal(promise);
    await api.nextPost();
    await api.release();
    expect(formatVerdict(await second)).to.equal('valid');
    expect((await promise).outcome).to.be.oneOf(['unverified', 'valid']);
    expect(events.filter((event) => event === 'valid')).to.have.length(1);
  });

  it('do not prevent the visitor from submitting again', async () => {
    const { api, element, promise } = await startCheck();
    element.product = 'prod_Wi5LVBzrFG2nE';
    const pendingVerdict = nextVerdict(element);
    await submitKey(element);
    expectSuperseded(await promise);
    await api.nextPost();
    await api.release();
    expect(formatVerdict(await pendingVerdict)).to.equal('valid');
  });
});
