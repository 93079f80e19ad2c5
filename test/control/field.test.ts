import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { getPart } from '../support/shadow-parts.js';
import { finishCheck, createCheckingTag, createTagWithVerdict } from '../support/states.js';
import { KEY, recordEvents, getField, nextVerdict, getMessage, createTag } from '../support/tag.js';
import { click, getFocused, isVisible, press, typeText } from '../support/user-input.js';

describe('the field', () => {
  const attributes: Record<string, string> = {
    dir: 'ltr',
    enterkeyhint: 'go',
    autocomplete: 'off',
    autocapitalize: 'off',
    autocorrect: 'off',
    spellcheck: 'false',
  };
  for (const [name, value] of Object.entries(attributes)) {
    it(`has ${name}=${value}`, async () => {
      expect(getField(await createTag()).getAttribute(name)).to.equal(value);
    });
  }

  it('is a single-line text input', async () => {
    expect(getField(await createTag()).type).to.equal('text');
  });

  for (const name of [
    'name',
    'required',
    'pattern',
    'maxlength',
    'minlength',
    'placeholder',
    'autofocus',
    'readonly',
  ]) {
    it(`has no ${name}`, async () => {
      expect(getField(await createTag()).hasAttribute(name)).to.equal(false);
    });
  }

  it('keeps what is typed, character by character, until the check', async () => {
    const element = await createTag();
    await click(getField(element));
    await typeText(' w-a1B2?/ x');
    expect(getField(element).value).to.equal(' w-a1B2?/ x');
    expect(element.licenseKey).to.equal(' w-a1B2?/ x');
  });

  it('shows the cleaned key once it is checked', async () => {
    const api = await createApi({ body: validMembership() });
    const element = await createTag({ 'api-base': api.base });
    await click(getField(element));
    await typeText(` “${KEY}” `);
    const pendingVerdict = nextVerdict(element);
    await press('Enter');
    await pendingVerdict;
    expect(getField(element).value).to.equal(KEY);
    expect(element.licenseKey).to.equal(KEY);
  });

  it('shows the value of the attribute or the property, whichever was set last', async () => {
    const element = await createTag({ 'license-key': 'from-markup' });
    expect(getField(element).value).to.equal('from-markup');
    element.licenseKey = 'from-script';
    await element.updateComplete;
    expect(getField(element).value).to.equal('from-script');
    expect(element.getAttribute('license-key')).to.equal('from-markup');
    element.setAttribute('license-key', 'from-markup-again');
    await element.updateComplete;
    expect(getField(element).value).to.equal('from-markup-again');
    element.removeAttribute('license-key');
    await element.updateComplete;
    expect(getField(element).value).to.equal('');
    expect(element.licenseKey).to.equal('');
  });

  it('shows the given key although the visitor typed another one over it', async () => {
    const element = await createTag({ 'license-key': 'given' });
    await click(getField(element));
    await press('Control+a');
    await typeText('typed');
    element.licenseKey = 'given';
    await element.updateComplete;
    expect(getField(element).value).to.equal('given');
  });

  it('keeps the caret where the visitor types when the tag renders', async () => {
    const element = await createTag({ 'license-key': 'AC' });
    await click(getField(element));
    await press('Home', 'ArrowRight');
    await typeText('B');
    element.label = 'Key';
    await element.updateComplete;
    await typeText('b');
    expect(getField(element).value).to.equal('ABbC');
    expect(element.licenseKey).to.equal('ABbC');
  });

  it('does not reflect the key into the page', async () => {
    const element = await createTagWithVerdict('valid');
    element.licenseKey = KEY.toLowerCase();
    await element.updateComplete;
    expect(element.outerHTML.toLowerCase()).to.not.contain(KEY.toLowerCase());
  });
});

describe('a disabled tag', () => {
  it('does nothing on a click, on Enter or when a script submits the form', async () => {
    const api = await createApi({ body: validMembership() });
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY, disabled: '' });
    const events = recordEvents(element);
    await click(getPart(element, 'button'));
    await click(getField(element));
    await press('Enter', 'x');
    (getPart(element, 'form') as HTMLFormElement).requestSubmit();
    getPart(element, 'button').dispatchEvent(new MouseEvent('click', { cancelable: true }));
    expect(element.state).to.equal('idle');
    expect(getField(element).value).to.equal(KEY);
    expect(getFocused()).to.equal('body');
    expect(events).to.be.empty;
    expect(await api.requests()).to.be.empty;
  });

  it('is skipped by Tab, except for its link', async () => {
    const element = await createTag({ disabled: '', 'buy-url': '/buy' });
    const [before, after] = [document.createElement('button'), document.createElement('button')];
    before.id = 'before';
    after.id = 'after';
    element.before(before);
    element.after(after);
    before.focus();
    await press('Tab');
    expect(getFocused()).to.equal('link');
    await press('Tab');
    expect(getFocused()).to.equal('#after');
  });

  it('still checks when a script calls check()', async () => {
    const api = await createApi({ body: validMembership() });
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY, disabled: '' });
    expect(await element.check()).to.include({ outcome: 'valid' });
    expect(element.state).to.equal('valid');
    expect(getField(element).disabled).to.equal(true);
  });

  it('finishes the check that is running', async () => {
    const check = await createCheckingTag();
    check.element.disabled = true;
    await finishCheck(check);
    expect(check.element.state).to.equal('valid');
  });

  it('follows the attribute and the property', async () => {
    const element = await createTag();
    const getDisabledFlags = (): boolean[] => [
      element.disabled,
      element.hasAttribute('disabled'),
      getField(element).disabled,
      (getPart(element, 'button') as HTMLButtonElement).disabled,
    ];
    expect(getDisabledFlags()).to.deep.equal([false, false, false, false]);
    element.disabled = true;
    await element.updateComplete;
    expect(getDisabledFlags()).to.deep.equal([true, true, true, true]);
    element.removeAttribute('disabled');
    await element.updateComplete;
    expect(getDisabledFlags()).to.deep.equal([false, false, false, false]);
    element.setAttribute('disabled', 'false');
    await element.updateComplete;
    expect(getDisabledFlags()).to.deep.equal([true, true, true, true]);
  });
});

describe('a hidden tag', () => {
  it('is invisible and still checks when a script calls check()', async () => {
    const api = await createApi({ body: validMembership() });
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY, hidden: '' });
    expect(isVisible(element)).to.equal(false);
    expect(await element.check()).to.include({ outcome: 'valid' });
    element.hidden = false;
    expect(isVisible(getField(element))).to.equal(true);
    expect(getMessage(element)).to.match(/^Your license is valid\./);
  });
});
