import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { getPart } from '../support/shadow-parts.js';
import { createCheckingTag, finishCheck } from '../support/states.js';
import { checkKey, createTag, formatVerdict, getField, KEY, nextVerdict, OTHER_KEY, stage } from '../support/tag.js';
import { click, press, typeText } from '../support/user-input.js';
import { goodReply } from '../support/verdict-rows.js';

function fire(field: HTMLInputElement, ...types: string[]): void {
  const init = { bubbles: true, composed: true };
  for (const type of types)
    field.dispatchEvent(type.startsWith('key') ? new KeyboardEvent(type, init) : new Event(type, init));
}

/** How password managers and scripts put a value into a field. */
const waysToFill: Record<string, (field: HTMLInputElement, text: string) => void> = {
  'no event': (field, text) => (field.value = text),
  'only change': (field, text) => {
    field.value = text;
    fire(field, 'change');
  },
  'only key events': (field, text) => {
    fire(field, 'keydown', 'keypress');
    field.value = text;
    fire(field, 'keyup');
  },
  'the events first': (field, text) => {
    fire(field, 'keydown', 'input', 'keyup', 'change');
    field.value = text;
  },
  'a wrong value first': (field, text) => {
    field.value = OTHER_KEY;
    fire(field, 'input', 'change');
    field.value = text;
  },
};

/** What the visitor did in the field before. */
const moments: Record<string, (field: HTMLInputElement) => Promise<void>> = {
  'before anything is typed': () => Promise.resolve(),
  'while the visitor types': async (field) => {
    await click(field);
    await typeText('abc');
  },
  'after the visitor has typed': async (field) => {
    await click(field);
    await typeText('abc');
    await press('Tab');
  },
};

const waysToAsk: Record<string, (element: WhopLicenseCheck) => unknown> = {
  'the button': (element) => click(getPart(element, 'button')),
  Enter: async (element) => {
    element.focus();
    await press('Enter');
  },
  'check()': (element) => element.check(),
};

describe('a key that is filled in', () => {
  for (const [events, fill] of Object.entries(waysToFill)) {
    for (const [moment, prepare] of Object.entries(moments)) {
      for (const [way, ask] of Object.entries(waysToAsk)) {
        it(`with ${events}, ${moment}, is the one that ${way} checks`, async () => {
          const api = await createApi(goodReply());
          const element = await createTag({ 'api-base': api.base });
          await prepare(getField(element));
          fill(getField(element), KEY);
          expect(element.licenseKey).to.equal(KEY);
          const verdict = nextVerdict(element);
          await ask(element);
          expect(formatVerdict(await verdict)).to.equal('valid');
          expect(getField(element).value).to.equal(KEY);
          expect((await api.posts()).map(({ path }) => path)).to.deep.equal([
            `/api/v2/memberships/${KEY}/validate_license`,
          ]);
        });
      }
    }
  }

  const changes: Record<string, (element: WhopLicenseCheck) => unknown> = {
    'the language': (element) => (element.lang = 'de'),
    'the language of the page around it': () => stage().setAttribute('lang', 'de'),
    'an attribute': (element) => element.setAttribute('label', 'Key'),
    'a setting of the check': (element) => (element.product = 'prod_1'),
    'nothing, and renders': (element) => element.requestUpdate(),
  };
  for (const [description, change] of Object.entries(changes)) {
    it(`stays when the page changes ${description}`, async () => {
      const element = await createTag({ 'license-key': 'given' });
      getField(element).value = KEY;
      change(element);
      await new Promise(requestAnimationFrame);
      await element.updateComplete;
      expect(getField(element).value).to.equal(KEY);
      expect(element.licenseKey).to.equal(KEY);
    });
  }

  it('stays during a check of another, whose verdict is not about it', async () => {
    const check = await createCheckingTag();
    getField(check.element).value = OTHER_KEY;
    await finishCheck(check);
    expect(check.element.state).to.equal('valid');
    expect(check.element.licenseKey).to.equal(OTHER_KEY);
    expect((await check.api.posts()).map(({ path }) => path)).to.deep.equal([
      `/api/v2/memberships/${KEY}/validate_license`,
    ]);
  });

  it('gives way to a key that the page sets afterwards, even to the one that was there before', async () => {
    const element = await createTag({ 'license-key': 'given' });
    for (const key of ['given', 'other', 'other', '']) {
      getField(element).value = KEY;
      element.licenseKey = key;
      await element.updateComplete;
      expect(getField(element).value).to.equal(key);
      expect(element.licenseKey).to.equal(key);
    }
  });

  it('replaces a key that the page has just set', async () => {
    const element = await createTag();
    element.licenseKey = 'given';
    getField(element).value = KEY;
    await element.updateComplete;
    expect(getField(element).value).to.equal(KEY);
    expect(element.licenseKey).to.equal(KEY);
  });

  it('is dropped by forget()', async () => {
    const element = await createTag();
    getField(element).value = KEY;
    element.forget();
    await element.updateComplete;
    expect(getField(element).value).to.equal('');
    expect(element.licenseKey).to.equal('');
  });

  it('can be emptied without an event', async () => {
    const element = await createTag({ 'license-key': KEY });
    getField(element).value = '';
    expect(formatVerdict(await element.check())).to.equal('invalid:empty-key');
  });
});

describe('the field of a remembered key', () => {
  async function createRememberingTag(base: string): Promise<WhopLicenseCheck> {
    const attributes = { 'api-base': base, remember: 'session' };
    const first = await createTag(attributes);
    await checkKey(first);
    first.remove();
    const verdict = nextVerdict(stage());
    const element = await createTag(attributes);
    await verdict;
    await element.updateComplete;
    expect(getField(element).readOnly).to.equal(true);
    return element;
  }

  it('is no typed key, whatever events are fired at it', async () => {
    const api = await createApi(goodReply());
    const element = await createRememberingTag(api.base);
    const shown = getField(element).value;
    fire(getField(element), 'keydown', 'input', 'keyup', 'change');
    await element.updateComplete;
    expect(element.licenseKey).to.equal(KEY);
    expect(getField(element).value).to.equal(shown);
    expect(getField(element).readOnly).to.equal(true);
    element.forget();
  });

  it('takes a key that is filled in', async () => {
    const api = await createApi(goodReply());
    const element = await createRememberingTag(api.base);
    getField(element).value = OTHER_KEY;
    element.requestUpdate();
    await element.updateComplete;
    expect(element.licenseKey).to.equal(OTHER_KEY);
    expect(getField(element).value).to.equal(OTHER_KEY);
    expect(getField(element).readOnly).to.equal(false);
    expect(formatVerdict(await element.check())).to.equal('valid');
    expect((await api.posts()).at(-1)!.path).to.contain(OTHER_KEY);
    element.forget();
  });
});
