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

const NOT_FOUND =
  'No license has this key. Check capitals and dashes, or copy and paste it from whop.com/@me/settings/orders.';
const refuses = (): Promise<Api> => createApi({ status: 404, body: { message: 'License not found' } });

const VALID = /^Your license is valid\. It renews on /;

describe('the live region', () => {
  it('is there before any check, empty, and stays the same one', async () => {
    const api = await refuses();
    const element = await createTag({ 'api-base': api.base });
    const region = getLiveRegion(element);
    expect(isVisible(region.parentElement!)).to.equal(true);
    expect(getComputedStyle(region).display).to.not.equal('none');
    expect(region.textContent).to.equal('');
    expect(region.childNodes).to.have.length(0);
    await checkKey(element);
    expect(getLiveRegion(element) === region, 'same region').to.equal(true);
    expect(region.textContent).to.equal(NOT_FOUND);
  });

  it('says nothing at the start of a check', async () => {
    const check = await createCheckingTag();
    expect(getMessage(check.element)).to.equal('');
    const spoken = recordAnnouncements(check.element);
    await finishCheck(check);
    expect(spoken()).to.have.length(1);
    expect(spoken()[0]).to.match(VALID);
  });

  for (const ending of verdictNames) {
    it(`says ${ending} in one change`, async () => {
      const element = await createTagWithVerdict(ending);
      const said = getMessage(element);
      const { verdict } = element;
      if (verdict?.outcome === 'valid') expect(said).to.match(VALID);
      else expect(said).to.equal(verdict?.message);
      expect(said.length).to.be.above(10);
      const spoken = recordAnnouncements(element);
      await checkKey(element, '');
      expect(spoken(), 'the next verdict').to.deep.equal(['Enter your license key.']);
    });
  }
});

describe('a verdict that is the same again', () => {
  it('is told again, once, for a key that was asked about', async () => {
    const element = await createTag({ 'api-base': (await refuses()).base });
    const spoken = recordAnnouncements(element);
    for (let times = 1; times <= 3; times++) {
      await checkKey(element);
      expect(spoken()).to.deep.equal(Array(times).fill(NOT_FOUND));
    }
  });

  for (const [text, message] of [
    ['', 'Enter your license key.'],
    ['two words', 'Paste one license key, not two, and nothing else.'],
  ] as const) {
    it(`is told again, once, where nothing was asked: ${JSON.stringify(text)}`, async () => {
      const element = await createTag();
      const spoken = recordAnnouncements(element);
      for (let times = 1; times <= 3; times++) {
        await checkKey(element, text);
        await element.updateComplete;
        expect(spoken()).to.deep.equal(Array(times).fill(message));
      }
    });
  }
});

describe('what is told', () => {
  it('is the last verdict only, where a second key was started meanwhile', async () => {
    const api = await createApi({ hold: true, body: validMembership() });
    await api.replyTo(KEY, { hold: true, status: 404, body: { message: 'License not found' } });
    const element = await createTag({ 'api-base': api.base });
    const spoken = recordAnnouncements(element);
    const events = recordEvents(element);
    await submitKey(element, KEY);
    await api.nextPost();
    await submitKey(element, OTHER_KEY);
    await api.nextPost();
    const heard = nextVerdict(element);
    await api.release(OTHER_KEY);
    await heard;
    await element.updateComplete;
    expect(spoken()).to.have.length(1);
    expect(spoken()[0]).to.match(VALID);
    expect(events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
  });

  it('is the refusal of an empty field, where a check was under way', async () => {
    const check = await createCheckingTag();
    const spoken = recordAnnouncements(check.element);
    await checkKey(check.element, '');
    expect(spoken()).to.deep.equal(['Enter your license key.']);
  });

  it('is told once to those who join one check', async () => {
    const check = await createCheckingTag();
    const spoken = recordAnnouncements(check.element);
    const events = recordEvents(check.element);
    const joined = [check.element.check(), check.element.check()];
    await finishCheck(check);
    await Promise.all(joined);
    expect(spoken()).to.have.length(1);
    expect(spoken()[0]).to.match(VALID);
    expect(events).to.deep.equal(['statechange:valid', 'valid']);
  });

  it('is there when the event comes', async () => {
    const element = await createTag({ 'api-base': (await refuses()).base });
    let shown = '';
    element.addEventListener('invalid', () => (shown = getMessage(element)));
    await checkKey(element);
    expect(shown).to.equal(NOT_FOUND);
  });

  it('is not told again by a change of look: label, link, disabled', async () => {
    const element = await createTagWithVerdict('invalid:not-found');
    const spoken = recordAnnouncements(element);
    element.label = 'Key';
    element.buyUrl = '/buy';
    element.disabled = true;
    await element.updateComplete;
    element.disabled = false;
    await element.updateComplete;
    expect(spoken()).to.be.empty;
    expect(getMessage(element)).to.equal(NOT_FOUND);
  });

  it('stays while the visitor mends the key', async () => {
    const element = await createTagWithVerdict('invalid:not-found');
    const spoken = recordAnnouncements(element);
    const field = element.shadowRoot!.querySelector('input')!;
    field.focus();
    await typeText('x');
    await element.updateComplete;
    expect(spoken()).to.be.empty;
    expect(getMessage(element)).to.equal(NOT_FOUND);
  });

  it('goes with the verdict, without a word', async () => {
    const element = await createTagWithVerdict('invalid:not-found');
    const spoken = recordAnnouncements(element);
    element.forget();
    await element.updateComplete;
    expect(spoken()).to.be.empty;
    expect(getMessage(element)).to.equal('');
  });

  it('is put in as text, whatever a page makes of it', async () => {
    const element = await createTag();
    element.messages = { 'empty-key': '<img src=x onerror=alert(1)>' };
    await checkKey(element, '');
    expect(getMessage(element)).to.equal('<img src=x onerror=alert(1)>');
    expect(getLiveRegion(element).querySelector('img, span *')).to.equal(null);
  });
});

describe('the seconds to wait', () => {
  for (const [after, words] of [
    ['1', '1 second'],
    ['90', '90 seconds'],
    ['121', '3 minutes'],
    ['99999', '60 minutes'],
  ] as const) {
    it(`are told in words: Retry-After ${after}`, async () => {
      const api = await createApi({
        status: 429,
        headers: { 'Retry-After': after, 'Access-Control-Expose-Headers': 'Retry-After' },
      });
      const element = await createTag({ 'api-base': api.base });
      await checkKey(element);
      expect(getMessage(element)).to.equal(`Many licenses are being checked. Try again in ${words}.`);
    });
  }
});
