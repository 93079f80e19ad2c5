import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi, type Api } from '../support/api.js';
import { copy, paste } from '../support/clipboard.js';
import { validMembership } from '../support/membership.js';
import { getPart } from '../support/shadow-parts.js';
import { KEY, OTHER_KEY, getField, nextVerdict, getMessage, createTag } from '../support/tag.js';
import { click, press, typeText } from '../support/user-input.js';

const TWO_KEYS = 'Paste one license key, not two, and nothing else.';

async function pasteInto(element: WhopLicenseCheck, text: string): Promise<void> {
  await copy(text);
  await click(getField(element));
  await paste();
}

async function enter(element: WhopLicenseCheck): Promise<ReturnType<typeof nextVerdict>> {
  const heard = nextVerdict(element);
  await press('Enter');
  return heard;
}

function expectAgreement(element: WhopLicenseCheck, text: string): void {
  expect(getField(element).value).to.equal(text);
  expect(element.licenseKey).to.equal(text);
}

describe('one key, pasted', () => {
  const junk: Record<string, string> = {
    'as it is': KEY,
    'with the line break after it': `${KEY}\r\n`,
    'with lines around it': `\n\n  ${KEY}  \n`,
    'with white space around it': `\t ${KEY}\u00a0 `,
    'in quotation marks': `“${KEY}”`,
    'from webmail': `\ufeffW-A1B2C3\u200b\u2013D4E5F6A7\u00ad-B8C9D0W\u2060\u00a0`,
    'broken beside a dash by the mail program': 'W-A1B2C3-\nD4E5F6A7-B8C9D0W',
    'broken before a dash by the mail program': 'W-A1B2C3\r\n -D4E5F6A7-B8C9D0W',
  };
  for (const [how, text] of Object.entries(junk)) {
    it(`arrives as one key: ${how}`, async () => {
      const api = await createApi({ body: validMembership() });
      const element = await createTag({ 'api-base': api.base });
      await pasteInto(element, text);
      expect(element.licenseKey).to.equal(getField(element).value);
      expect(await enter(element)).to.include({ outcome: 'valid' });
      expectAgreement(element, KEY);
      expect((await api.posts()).map(({ path }) => path)).to.deep.equal([
        `/api/v2/memberships/${KEY}/validate_license`,
      ]);
    });
  }

  it('takes the place of what is selected, and the caret goes behind it', async () => {
    const element = await createTag({ 'license-key': 'ABCD' });
    await copy('1\n2');
    await click(getField(element));
    await press('Home', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
    await paste();
    expectAgreement(element, 'A1 2D');
    await typeText('x');
    expectAgreement(element, 'A1 2xD');
  });

  it('asks nothing by itself', async () => {
    const api = await createApi({ body: validMembership() });
    const element = await createTag({ 'api-base': api.base, 'auto-check': '' });
    await pasteInto(element, `${KEY}\n`);
    await element.updateComplete;
    expect(element.state).to.equal('idle');
    expect(await api.requests()).to.be.empty;
  });
});

describe('two keys, pasted', () => {
  for (const [how, lineBreak] of [
    ['lines', '\n'],
    ['lines of Windows', '\r\n'],
    ['lines of old', '\r'],
    ['lines apart', '\n\n\n'],
  ] as const) {
    it(`on two ${how} stay two, and nothing is asked`, async () => {
      const api = await createApi({ body: validMembership() });
      const element = await createTag({ 'api-base': api.base });
      await pasteInto(element, `${KEY}${lineBreak}${OTHER_KEY}`);
      expectAgreement(element, `${KEY} ${OTHER_KEY}`);
      expect(await enter(element)).to.include({ outcome: 'invalid', reason: 'malformed-key' });
      expect(getMessage(element)).to.equal(TWO_KEYS);
      expectAgreement(element, `${KEY} ${OTHER_KEY}`);
      expect(await api.requests()).to.be.empty;
    });
  }

  const notFound = (): Promise<Api> => createApi({ status: 404, body: { message: 'License not found' } });

  it('are recognized where the same was pasted twice', async () => {
    const api = await notFound();
    const element = await createTag({ 'api-base': api.base });
    await pasteInto(element, KEY);
    await paste();
    expectAgreement(element, KEY + KEY);
    expect(await enter(element)).to.include({ reason: 'not-found', message: TWO_KEYS });
    expect(getMessage(element)).to.equal(TWO_KEYS);
    expect(await api.posts()).to.have.length(1);
  });

  it('are recognized where one was pasted behind the other', async () => {
    const element = await createTag({ 'api-base': (await notFound()).base });
    await pasteInto(element, KEY);
    await copy(OTHER_KEY);
    element.focus();
    await press('End');
    await paste();
    expectAgreement(element, KEY + OTHER_KEY);
    expect(await enter(element)).to.include({ reason: 'not-found', message: TWO_KEYS });
  });

  it('are not seen in one key', async () => {
    const element = await createTag({ 'api-base': (await notFound()).base });
    await pasteInto(element, KEY);
    await enter(element);
    expect(getMessage(element)).to.match(/^No license has this key/);
  });

  it('can be mended: cleared, and one pasted', async () => {
    const api = await createApi({ body: validMembership() });
    const element = await createTag({ 'api-base': api.base });
    await pasteInto(element, `${KEY}\n${OTHER_KEY}`);
    await enter(element);
    await copy(KEY);
    element.focus();
    await press('Control+a');
    await paste();
    expect(await enter(element)).to.include({ outcome: 'valid' });
  });
});

describe('a text with line breaks from a script', () => {
  for (const [given, shown] of [
    [`${KEY}\n${OTHER_KEY}`, `${KEY} ${OTHER_KEY}`],
    [`${KEY}\r\n`, `${KEY} `],
    ['\n', ' '],
  ] as const) {
    it(`is the same in the property and in the field: ${JSON.stringify(given)}`, async () => {
      const element = await createTag({ 'license-key': given });
      expectAgreement(element, shown);
      element.licenseKey = 'x';
      element.licenseKey = given;
      await element.updateComplete;
      expectAgreement(element, shown);
    });
  }

  it('of two keys is no key', async () => {
    const element = await createTag({ 'license-key': `${KEY}\n${OTHER_KEY}` });
    expect(await element.check()).to.include({ reason: 'malformed-key', message: TWO_KEYS });
  });

  for (const given of [null, undefined, 7, {}, [], NaN, Symbol('key')] as unknown[]) {
    it(`is a text even where the script gives none: ${String(given) || '[]'}`, async () => {
      const element = await createTag();
      (element as { licenseKey: unknown }).licenseKey = given;
      await element.updateComplete;
      expect(element.licenseKey).to.be.a('string');
      expect(getField(element).value).to.equal(element.licenseKey);
    });
  }
});

describe('a paste into a disabled tag', () => {
  it('changes nothing', async () => {
    const element = await createTag({ disabled: '', 'license-key': 'given' });
    await pasteInto(element, `${KEY}\n${OTHER_KEY}`);
    expectAgreement(element, 'given');
    expect(getPart(element, 'message').textContent.trim()).to.equal('');
  });
});
