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

async function pressEnter(element: WhopLicenseCheck): Promise<ReturnType<typeof nextVerdict>> {
  const pendingVerdict = nextVerdict(element);
  await press('Enter');
  return pendingVerdict;
}

function expectKey(element: WhopLicenseCheck, text: string): void {
  expect(getField(element).value).to.equal(text);
  expect(element.licenseKey).to.equal(text);
}

describe('a pasted key', () => {
  const pastedTexts: Record<string, string> = {
    'as it is': KEY,
    'with a line break after it': `${KEY}\r\n`,
    'with blank lines around it': `\n\n  ${KEY}  \n`,
    'with whitespace around it': `\t ${KEY}\u00a0 `,
    'in quotation marks': `“${KEY}”`,
    'from webmail': `\ufeffW-A1B2C3\u200b\u2013D4E5F6A7\u00ad-B8C9D0W\u2060\u00a0`,
    'wrapped after a dash by an email program': 'W-A1B2C3-\nD4E5F6A7-B8C9D0W',
    'wrapped before a dash by an email program': 'W-A1B2C3\r\n -D4E5F6A7-B8C9D0W',
  };
  for (const [description, text] of Object.entries(pastedTexts)) {
    it(`is sent as one key: ${description}`, async () => {
      const api = await createApi({ body: validMembership() });
      const element = await createTag({ 'api-base': api.base });
      await pasteInto(element, text);
      expect(element.licenseKey).to.equal(getField(element).value);
      expect(await pressEnter(element)).to.include({ outcome: 'valid' });
      expectKey(element, KEY);
      expect((await api.posts()).map(({ path }) => path)).to.deep.equal([
        `/api/v2/memberships/${KEY}/validate_license`,
      ]);
    });
  }

  it('replaces the selection, and the caret moves behind it', async () => {
    const element = await createTag({ 'license-key': 'ABCD' });
    await copy('1\n2');
    await click(getField(element));
    await press('Home', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
    await paste();
    expectKey(element, 'A1 2D');
    await typeText('x');
    expectKey(element, 'A1 2xD');
  });

  it('is not checked by itself', async () => {
    const api = await createApi({ body: validMembership() });
    const element = await createTag({ 'api-base': api.base, 'auto-check': '' });
    await pasteInto(element, `${KEY}\n`);
    await element.updateComplete;
    expect(element.state).to.equal('idle');
    expect(await api.requests()).to.be.empty;
  });
});

describe('two pasted keys', () => {
  for (const [description, lineBreak] of [
    ['lines', '\n'],
    ['Windows lines', '\r\n'],
    ['classic Mac lines', '\r'],
    ['lines with blank lines between them', '\n\n\n'],
  ] as const) {
    it(`on two ${description} stay two, and nothing is sent`, async () => {
      const api = await createApi({ body: validMembership() });
      const element = await createTag({ 'api-base': api.base });
      await pasteInto(element, `${KEY}${lineBreak}${OTHER_KEY}`);
      expectKey(element, `${KEY} ${OTHER_KEY}`);
      expect(await pressEnter(element)).to.include({ outcome: 'invalid', reason: 'malformed-key' });
      expect(getMessage(element)).to.equal(TWO_KEYS);
      expectKey(element, `${KEY} ${OTHER_KEY}`);
      expect(await api.requests()).to.be.empty;
    });
  }

  const createRefusingApi = (): Promise<Api> => createApi({ status: 404, body: { message: 'License not found' } });

  it('are recognized when the same key was pasted twice', async () => {
    const api = await createRefusingApi();
    const element = await createTag({ 'api-base': api.base });
    await pasteInto(element, KEY);
    await paste();
    expectKey(element, KEY + KEY);
    expect(await pressEnter(element)).to.include({ reason: 'not-found', message: TWO_KEYS });
    expect(getMessage(element)).to.equal(TWO_KEYS);
    expect(await api.posts()).to.have.length(1);
  });

  it('are recognized when one was pasted right after the other', async () => {
    const element = await createTag({ 'api-base': (await createRefusingApi()).base });
    await pasteInto(element, KEY);
    await copy(OTHER_KEY);
    element.focus();
    await press('End');
    await paste();
    expectKey(element, KEY + OTHER_KEY);
    expect(await pressEnter(element)).to.include({ reason: 'not-found', message: TWO_KEYS });
  });

  it('are not recognized in a single key', async () => {
    const element = await createTag({ 'api-base': (await createRefusingApi()).base });
    await pasteInto(element, KEY);
    await pressEnter(element);
    expect(getMessage(element)).to.match(/^We couldn't find this key/);
  });

  it('can be replaced by pasting one key', async () => {
    const api = await createApi({ body: validMembership() });
    const element = await createTag({ 'api-base': api.base });
    await pasteInto(element, `${KEY}\n${OTHER_KEY}`);
    await pressEnter(element);
    await copy(KEY);
    element.focus();
    await press('Control+a');
    await paste();
    expect(await pressEnter(element)).to.include({ outcome: 'valid' });
  });
});

describe('a license key with line breaks, set by a script', () => {
  for (const [given, shown] of [
    [`${KEY}\n${OTHER_KEY}`, `${KEY} ${OTHER_KEY}`],
    [`${KEY}\r\n`, `${KEY} `],
    ['\n', ' '],
  ] as const) {
    it(`is the same in the property and in the field: ${JSON.stringify(given)}`, async () => {
      const element = await createTag({ 'license-key': given });
      expectKey(element, shown);
      element.licenseKey = 'x';
      element.licenseKey = given;
      await element.updateComplete;
      expectKey(element, shown);
    });
  }

  it('is malformed when it holds two keys', async () => {
    const element = await createTag({ 'license-key': `${KEY}\n${OTHER_KEY}` });
    expect(await element.check()).to.include({ reason: 'malformed-key', message: TWO_KEYS });
  });

  for (const given of [null, undefined, 7, {}, [], NaN, Symbol('key')] as unknown[]) {
    it(`becomes a string even if the script sets ${String(given) || '[]'}`, async () => {
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
    expectKey(element, 'given');
    expect(getPart(element, 'message').textContent.trim()).to.equal('');
  });
});
