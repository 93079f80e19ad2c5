import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { replaceFetch } from '../support/override-global.js';
import {
  eventsOf,
  fieldOf,
  inShort,
  KEY,
  nextVerdict,
  OTHER_KEY,
  shownBy,
  stage,
  submit,
  tag,
  type,
  verdictOn,
} from '../support/tag.js';
import { good } from '../support/verdict-rows.js';

describe('a check', () => {
  it('leaves the cleaned key in the field, from the first moment', async () => {
    const api = await createApi({ ...good(), hold: true });
    const element = await tag({ 'api-base': api.base });
    const heard = nextVerdict(element);
    await submit(element, `\u201c ${KEY.replace('-', ' \u2013 ')}\u200b \u201d`);
    await element.updateComplete;
    expect(fieldOf(element).value).to.equal(KEY);
    expect(element.licenseKey).to.equal(KEY);
    await api.next();
    await api.release();
    await heard;
    expect(fieldOf(element).value).to.equal(KEY);
  });

  it('cleans the field too when a script types and presses in one go', async () => {
    const api = await createApi(good());
    const element = await tag({ 'api-base': api.base });
    await verdictOn(element);
    const heard = nextVerdict(element);
    type(element, `${KEY} `);
    element.shadowRoot!.querySelector('button')!.click();
    await heard;
    expect(element.licenseKey).to.equal(KEY);
    expect(fieldOf(element).value).to.equal(KEY);
  });

  it('is not disturbed by typing meanwhile', async () => {
    const api = await createApi({ ...good(), hold: true });
    const element = await tag({ 'api-base': api.base });
    const events = eventsOf(element);
    const heard = nextVerdict(element);
    await submit(element);
    await api.next();
    type(element, OTHER_KEY);
    await element.updateComplete;
    expect(element.state).to.equal('checking');
    await api.release();
    expect(inShort(await heard)).to.equal('valid');
    expect(events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
    expect(fieldOf(element).value).to.equal(OTHER_KEY);
    expect(element.licenseKey).to.equal(OTHER_KEY);
    expect(await api.posts()).to.have.length(1);
  });

  it('leaves the words about its key standing while another is typed', async () => {
    const element = await tag({ 'api-base': 'http://127.0.0.1:9' });
    const verdict = await verdictOn(element, 'mem_1');
    const words = shownBy(element);
    for (const text of ['', 'apik_1', KEY]) {
      type(element, text);
      await element.updateComplete;
      expect(shownBy(element)).to.equal(words);
    }
    expect(verdict).to.have.property('message', words);
  });

  it('leaves its verdict standing while another key is typed', async () => {
    const api = await createApi(good());
    const element = await tag({ 'api-base': api.base });
    const verdict = await verdictOn(element);
    type(element, OTHER_KEY);
    await element.updateComplete;
    expect(element.verdict).to.equal(verdict);
    expect(element.state).to.equal('valid');
  });

  it('always asks, also for the key that was just found valid', async () => {
    const api = await createApi(good(), good({ valid: false }));
    const element = await tag({ 'api-base': api.base });
    expect(inShort(await verdictOn(element))).to.equal('valid');
    expect(inShort(await element.check())).to.equal('invalid:inactive');
  });
});

describe('check() while a check is running', () => {
  it('joins that of the same key: one promise, one POST, one event', async () => {
    const api = await createApi({ ...good(), hold: true });
    const element = await tag({ 'api-base': api.base });
    const events = eventsOf(element);
    element.licenseKey = KEY;
    const first = element.check();
    await api.next();
    element.licenseKey = ` ${KEY}\u200b`;
    const second = element.check();
    expect(second).to.equal(first);
    element.shadowRoot!.querySelector('button')!.click();
    await api.release();
    expect(await first).to.equal(element.verdict);
    expect(events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
    expect(await api.posts()).to.have.length(1);
  });

  it('starts anew once it has ended', async () => {
    const api = await createApi(good());
    const element = await tag({ 'api-base': api.base, 'license-key': KEY });
    const first = element.check();
    await first;
    const second = element.check();
    expect(second).to.not.equal(first);
    await second;
    expect(await api.posts()).to.have.length(2);
  });

  it('joins that of a key that needs no request', async () => {
    const element = await tag({ 'api-base': 'http://127.0.0.1:9' });
    const events = eventsOf(element);
    const first = element.check();
    expect(element.check()).to.equal(first);
    expect(inShort(await first)).to.equal('invalid:empty-key');
    expect(events).to.deep.equal(['statechange:invalid', 'invalid:empty-key']);
  });
});

describe('a newer key', () => {
  /** Two checks after one another, the second by a visitor while the first is running. */
  async function two(): Promise<{
    api: Awaited<ReturnType<typeof createApi>>;
    element: WhopLicenseCheck;
    events: string[];
    promises: Promise<unknown>[];
  }> {
    const api = await createApi();
    await api.replyTo(KEY, { ...good(), hold: true });
    await api.replyTo(OTHER_KEY, { ...good({ valid: false }), hold: true });
    stage().innerHTML = '<p hidden></p>';
    const element = await tag({ 'api-base': api.base, unlocks: 'p' });
    const events = eventsOf(element);
    element.licenseKey = KEY;
    const promises = [element.check()];
    await api.next();
    element.licenseKey = OTHER_KEY;
    promises.push(element.check());
    await api.next();
    return { api, element, events, promises };
  }

  /** The first request lives on, as in a runtime that cannot abort one. */
  function neverAbort(): void {
    const original = fetch;
    replaceFetch((url, init) => original(url, { ...init, signal: null }));
  }

  async function expectTheSecond(
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

  it('ends the request of the older one', async () => {
    const { api, element, events, promises } = await two();
    await api.release(OTHER_KEY);
    await expectTheSecond(element, events, promises);
  });

  it('wins over an older answer that comes later', async () => {
    neverAbort();
    const { api, element, events, promises } = await two();
    await api.release(OTHER_KEY);
    await Promise.all(promises);
    await api.release(KEY);
    // A whole check later, the old answer has had its time.
    await api.replyTo(OTHER_KEY, good({ valid: false }));
    await verdictOn(element, OTHER_KEY);
    expect(events.splice(3)).to.deep.equal(['statechange:checking', 'statechange:invalid', 'invalid:inactive']);
    await expectTheSecond(
      element,
      events,
      [element.verdict, element.verdict].map((verdict) => Promise.resolve(verdict)),
    );
  });

  it('wins over an older answer that comes first', async () => {
    neverAbort();
    const { api, element, events, promises } = await two();
    await api.release(KEY);
    await api.replyTo('W-333333-33333333-333333W', good());
    await verdictOn(await tag({ 'api-base': api.base }), 'W-333333-33333333-333333W');
    expect(element.state).to.equal('checking');
    await api.release(OTHER_KEY);
    await expectTheSecond(element, events, promises);
  });

  it('wins when it needs no request', async () => {
    const api = await createApi({ ...good(), hold: true });
    const element = await tag({ 'api-base': api.base });
    const events = eventsOf(element);
    element.licenseKey = KEY;
    const first = element.check();
    await api.next();
    type(element, 'mem_1');
    const second = element.check();
    expect(await first).to.equal(await second);
    expect(events).to.deep.equal(['statechange:checking', 'statechange:invalid', 'invalid:malformed-key']);
    expect(shownBy(element)).to.contain("isn't a license key");
  });

  it('is the verdict of all that came before it', async () => {
    const api = await createApi();
    const element = await tag({ 'api-base': api.base });
    await api.reply({ ...good(), stall: 'headers' });
    await api.replyTo('last', good());
    const promises = ['first', 'second', 'first', 'last'].map((key) => {
      element.licenseKey = key;
      return element.check();
    });
    const verdicts = await Promise.all(promises);
    expect(new Set(verdicts)).to.deep.equal(new Set([element.verdict]));
    expect(element.state).to.equal('valid');
  });
});
