import { expect } from '@open-wc/testing';
import { createApi, type Api } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { getLiveRegion } from '../support/shadow-parts.js';
import { recordAnnouncements } from '../support/announcements.js';
import { verdictNames, finishCheck, createCheckingTag, createTagWithVerdict } from '../support/states.js';
import {
  KEY,
  OTHER_KEY,
  recordEvents,
  nextVerdict,
  getMessage,
  submitKey,
  createTag,
  checkKey,
} from '../support/tag.js';
import { isVisible, typeText } from '../support/user-input.js';

const NOT_FOUND = "We couldn't find this key. Capitals and dashes matter; copy it from whop.com/@me/settings/orders.";
const createRefusingApi = (): Promise<Api> => createApi({ status: 404, body: { message: 'License not found' } });

const VALID = /^Your license is valid\. It renews on /;

describe('the live region', () => {
  it('exists before any check, empty, and stays the same element', async () => {
    const api = await createRefusingApi();
    const element = await createTag({ 'api-base': api.base });
    const region = getLiveRegion(element);
    expect(isVisible(region.parentElement!)).to.equal(true);
    expect(getComputedStyle(region).display).to.not.equal('none');
    expect(region.textContent).to.equal('');
    expect(region.childElementCount).to.equal(0);
    await checkKey(element);
    expect(getLiveRegion(element) === region, 'same region').to.equal(true);
    expect(region.textContent).to.equal(NOT_FOUND);
  });

  it('announces nothing when a check starts', async () => {
    const check = await createCheckingTag();
    expect(getMessage(check.element)).to.equal('');
    const announcements = recordAnnouncements(check.element);
    await finishCheck(check);
    expect(announcements()).to.have.length(1);
    expect(announcements()[0]).to.match(VALID);
  });

  for (const verdictName of verdictNames) {
    it(`announces ${verdictName} in a single change`, async () => {
      const element = await createTagWithVerdict(verdictName);
      const message = getMessage(element);
      const { verdict } = element;
      if (verdict?.outcome === 'valid') expect(message).to.match(VALID);
      else expect(message).to.equal(verdict?.message);
      expect(message.length).to.be.above(10);
      const announcements = recordAnnouncements(element);
      await checkKey(element, '');
      expect(announcements(), 'the next verdict').to.deep.equal(['Enter your license key.']);
    });
  }
});

describe('a repeated verdict', () => {
  it('is announced again, once per check', async () => {
    const element = await createTag({ 'api-base': (await createRefusingApi()).base });
    const announcements = recordAnnouncements(element);
    for (let times = 1; times <= 3; times++) {
      await checkKey(element);
      expect(announcements()).to.deep.equal(Array(times).fill(NOT_FOUND));
    }
  });

  for (const [text, message] of [
    ['', 'Enter your license key.'],
    ['two words', 'Paste one license key, not two, and nothing else.'],
  ] as const) {
    it(`is announced again, once per check, without a request: ${JSON.stringify(text)}`, async () => {
      const element = await createTag();
      const announcements = recordAnnouncements(element);
      for (let times = 1; times <= 3; times++) {
        await checkKey(element, text);
        await element.updateComplete;
        expect(announcements()).to.deep.equal(Array(times).fill(message));
      }
    });
  }
});

describe('the announcement', () => {
  it('is only the last verdict when a second key was submitted during the check', async () => {
    const api = await createApi({ hold: true, body: validMembership() });
    await api.replyTo(KEY, { hold: true, status: 404, body: { message: 'License not found' } });
    const element = await createTag({ 'api-base': api.base });
    const announcements = recordAnnouncements(element);
    const events = recordEvents(element);
    await submitKey(element, KEY);
    await api.nextPost();
    await submitKey(element, OTHER_KEY);
    await api.nextPost();
    const pendingVerdict = nextVerdict(element);
    await api.release(OTHER_KEY);
    await pendingVerdict;
    await element.updateComplete;
    expect(announcements()).to.have.length(1);
    expect(announcements()[0]).to.match(VALID);
    expect(events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
  });

  it('is the refusal of an empty field, submitted during a check', async () => {
    const check = await createCheckingTag();
    const announcements = recordAnnouncements(check.element);
    await checkKey(check.element, '');
    expect(announcements()).to.deep.equal(['Enter your license key.']);
  });

  it('is made once when check() is called several times during a check', async () => {
    const check = await createCheckingTag();
    const announcements = recordAnnouncements(check.element);
    const events = recordEvents(check.element);
    const joined = [check.element.check(), check.element.check()];
    await finishCheck(check);
    await Promise.all(joined);
    expect(announcements()).to.have.length(1);
    expect(announcements()[0]).to.match(VALID);
    expect(events).to.deep.equal(['statechange:valid', 'valid']);
  });

  it('is on the screen when the event is dispatched', async () => {
    const element = await createTag({ 'api-base': (await createRefusingApi()).base });
    let message = '';
    element.addEventListener('invalid', () => (message = getMessage(element)));
    await checkKey(element);
    expect(message).to.equal(NOT_FOUND);
  });

  it('is not repeated when the label, the link or disabled changes', async () => {
    const element = await createTagWithVerdict('invalid:not-found');
    const announcements = recordAnnouncements(element);
    element.label = 'Key';
    element.buyUrl = '/buy';
    element.disabled = true;
    await element.updateComplete;
    element.disabled = false;
    await element.updateComplete;
    expect(announcements()).to.be.empty;
    expect(getMessage(element)).to.equal(NOT_FOUND);
  });

  it('stays while the visitor edits the key', async () => {
    const element = await createTagWithVerdict('invalid:not-found');
    const announcements = recordAnnouncements(element);
    const field = element.shadowRoot!.querySelector('input')!;
    field.focus();
    await typeText('x');
    await element.updateComplete;
    expect(announcements()).to.be.empty;
    expect(getMessage(element)).to.equal(NOT_FOUND);
  });

  it('is removed silently by forget()', async () => {
    const element = await createTagWithVerdict('invalid:not-found');
    const announcements = recordAnnouncements(element);
    element.forget();
    await element.updateComplete;
    expect(announcements()).to.be.empty;
    expect(getMessage(element)).to.equal('');
  });

  it('is inserted as text, even if the page’s text is markup', async () => {
    const element = await createTag();
    element.messages = { 'empty-key': '<img src=x onerror=alert(1)>' };
    await checkKey(element, '');
    expect(getMessage(element)).to.equal('<img src=x onerror=alert(1)>');
    expect(getLiveRegion(element).querySelector('img, span *')).to.equal(null);
  });
});

describe('the time to wait', () => {
  for (const [retryAfter, duration] of [
    ['1', '1 second'],
    ['90', '90 seconds'],
    ['121', '3 minutes'],
    ['99999', '60 minutes'],
  ] as const) {
    it(`is announced in words for Retry-After ${retryAfter}`, async () => {
      const api = await createApi({
        status: 429,
        headers: { 'Retry-After': retryAfter, 'Access-Control-Expose-Headers': 'Retry-After' },
      });
      const element = await createTag({ 'api-base': api.base });
      await checkKey(element);
      expect(getMessage(element)).to.equal(`Too many checks right now. Try again in ${duration}.`);
    });
  }
});
