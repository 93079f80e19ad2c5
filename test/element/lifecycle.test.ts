import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { replaceFetch } from '../support/override-global.js';
import {
  recordEvents,
  getField,
  formatVerdict,
  KEY,
  nextVerdict,
  OTHER_KEY,
  getMessage,
  stage,
  submitKey,
  createTag,
  typeKey,
  checkKey,
} from '../support/tag.js';
import { goodReply } from '../support/verdict-rows.js';

describe('a check', () => {
  it('shows the cleaned key in the field as soon as it starts', async () => {
    const api = await createApi({ ...goodReply(), hold: true });
    const element = await createTag({ 'api-base': api.base });
    const pendingVerdict = nextVerdict(element);
    await submitKey(element, `\u201c ${KEY.replace('-', ' \u2013 ')}\u200b \u201d`);
    await element.updateComplete;
    expect(getField(element).value).to.equal(KEY);
    expect(element.licenseKey).to.equal(KEY);
    await api.nextPost();
    await api.release();
    await pendingVerdict;
    expect(getField(element).value).to.equal(KEY);
  });

  it('cleans the field when a script types and clicks in the same task', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base });
    await checkKey(element);
    const pendingVerdict = nextVerdict(element);
    typeKey(element, `${KEY} `);
    element.shadowRoot!.querySelector('button')!.click();
    await pendingVerdict;
    expect(element.licenseKey).to.equal(KEY);
    expect(getField(element).value).to.equal(KEY);
  });

  it('is not disturbed when the visitor types during it', async () => {
    const api = await createApi({ ...goodReply(), hold: true });
    const element = await createTag({ 'api-base': api.base });
    const events = recordEvents(element);
    const pendingVerdict = nextVerdict(element);
    await submitKey(element);
    await api.nextPost();
    typeKey(element, OTHER_KEY);
    await element.updateComplete;
    expect(element.state).to.equal('checking');
    await api.release();
    expect(formatVerdict(await pendingVerdict)).to.equal('valid');
    expect(events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
    expect(getField(element).value).to.equal(OTHER_KEY);
    expect(element.licenseKey).to.equal(OTHER_KEY);
    expect(await api.posts()).to.have.length(1);
  });

  it('keeps its message while another key is typed', async () => {
    const element = await createTag({ 'api-base': 'http://127.0.0.1:9' });
    const verdict = await checkKey(element, 'mem_1');
    const message = getMessage(element);
    for (const text of ['', 'apik_1', KEY]) {
      typeKey(element, text);
      await element.updateComplete;
      expect(getMessage(element)).to.equal(message);
    }
    expect(verdict).to.have.property('message', message);
  });

  it('keeps its verdict while another key is typed', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base });
    const verdict = await checkKey(element);
    typeKey(element, OTHER_KEY);
    await element.updateComplete;
    expect(element.verdict).to.equal(verdict);
    expect(element.state).to.equal('valid');
  });

  it('always sends a request, even for a key that was just valid', async () => {
    const api = await createApi(goodReply(), goodReply({ valid: false }));
    const element = await createTag({ 'api-base': api.base });
    expect(formatVerdict(await checkKey(element))).to.equal('valid');
    expect(formatVerdict(await element.check())).to.equal('invalid:inactive');
  });
});

describe('check() while a check is running', () => {
  it('joins it if the key is the same: one promise, one POST, one event', async () => {
    const api = await createApi({ ...goodReply(), hold: true });
    const element = await createTag({ 'api-base': api.base });
    const events = recordEvents(element);
    element.licenseKey = KEY;
    const first = element.check();
    await api.nextPost();
    element.licenseKey = ` ${KEY}\u200b`;
    const second = element.check();
    expect(second).to.equal(first);
    element.shadowRoot!.querySelector('button')!.click();
    await api.release();
    expect(await first).to.equal(element.verdict);
    expect(events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
    expect(await api.posts()).to.have.length(1);
  });

  it('starts a new check once it has finished', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
    const first = element.check();
    await first;
    const second = element.check();
    expect(second).to.not.equal(first);
    await second;
    expect(await api.posts()).to.have.length(2);
  });

  it('joins it if the key needs no request', async () => {
    const element = await createTag({ 'api-base': 'http://127.0.0.1:9' });
    const events = recordEvents(element);
    const first = element.check();
    expect(element.check()).to.equal(first);
    expect(formatVerdict(await first)).to.equal('invalid:empty-key');
    expect(events).to.deep.equal(['statechange:invalid', 'invalid:empty-key']);
  });
});

describe('a newer key', () => {
  /** Starts two checks, the second while the first is running. */
  async function startTwoChecks(): Promise<{
    api: Awaited<ReturnType<typeof createApi>>;
    element: WhopLicenseCheck;
    events: string[];
    promises: Promise<unknown>[];
  }> {
    const api = await createApi();
    await api.replyTo(KEY, { ...goodReply(), hold: true });
    await api.replyTo(OTHER_KEY, { ...goodReply({ valid: false }), hold: true });
    stage().innerHTML = '<p hidden></p>';
    const element = await createTag({ 'api-base': api.base, unlocks: 'p' });
    const events = recordEvents(element);
    element.licenseKey = KEY;
    const promises = [element.check()];
    await api.nextPost();
    element.licenseKey = OTHER_KEY;
    promises.push(element.check());
    await api.nextPost();
    return { api, element, events, promises };
  }

  /** Keeps requests running after an abort, as in a runtime that can't abort them. */
  function ignoreAbort(): void {
    const original = fetch;
    replaceFetch((url, init) => original(url, { ...init, signal: null }));
  }

  async function expectSecondVerdict(
    element: WhopLicenseCheck,
    events: string[],
    promises: Promise<unknown>[],
  ): Promise<void> {
    const verdicts = await Promise.all(promises);
    expect(verdicts).to.deep.equal([element.verdict, element.verdict]);
    expect(element.verdict).to.include({ reason: 'inactive' });
    expect(element.state).to.equal('invalid');
    expect(stage().querySelector('p')!.hidden).to.equal(true);
    expect(events).to.deep.equal(['statechange:checking', 'statechange:invalid', 'invalid:inactive']);
  }

  it('aborts the request of the older one', async () => {
    const { api, element, events, promises } = await startTwoChecks();
    await api.release(OTHER_KEY);
    await expectSecondVerdict(element, events, promises);
  });

  it('wins over an older response that arrives later', async () => {
    ignoreAbort();
    const { api, element, events, promises } = await startTwoChecks();
    await api.release(OTHER_KEY);
    await Promise.all(promises);
    await api.release(KEY);
    // After another complete check, the old response must have arrived.
    await api.replyTo(OTHER_KEY, goodReply({ valid: false }));
    await checkKey(element, OTHER_KEY);
    expect(events.splice(3)).to.deep.equal(['statechange:checking', 'statechange:invalid', 'invalid:inactive']);
    await expectSecondVerdict(
      element,
      events,
      [element.verdict, element.verdict].map((verdict) => Promise.resolve(verdict)),
    );
  });

  it('wins over an older response that arrives first', async () => {
    ignoreAbort();
    const { api, element, events, promises } = await startTwoChecks();
    await api.release(KEY);
    await api.replyTo('W-333333-33333333-333333W', goodReply());
    await checkKey(await createTag({ 'api-base': api.base }), 'W-333333-33333333-333333W');
    expect(element.state).to.equal('checking');
    await api.release(OTHER_KEY);
    await expectSecondVerdict(element, events, promises);
  });

  it('wins when it needs no request', async () => {
    const api = await createApi({ ...goodReply(), hold: true });
    const element = await createTag({ 'api-base': api.base });
    const events = recordEvents(element);
    element.licenseKey = KEY;
    const first = element.check();
    await api.nextPost();
    typeKey(element, 'mem_1');
    const second = element.check();
    expect(await first).to.equal(await second);
    expect(events).to.deep.equal(['statechange:checking', 'statechange:invalid', 'invalid:malformed-key']);
    expect(getMessage(element)).to.contain('not your license key');
  });

  it('provides the verdict of all checks before it', async () => {
    const api = await createApi();
    const element = await createTag({ 'api-base': api.base });
    await api.reply({ ...goodReply(), stall: 'headers' });
    await api.replyTo('last', goodReply());
    const promises = ['first', 'second', 'first', 'last'].map((key) => {
      element.licenseKey = key;
      return element.check();
    });
    const verdicts = await Promise.all(promises);
    expect(new Set(verdicts)).to.deep.equal(new Set([element.verdict]));
    expect(element.state).to.equal('valid');
  });
});
