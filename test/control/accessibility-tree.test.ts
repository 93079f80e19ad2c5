import { a11ySnapshot } from '@web/test-runner-commands';
import { expect } from '@open-wc/testing';
import '../../src/i18n/locales/ar.js';
import { createApi } from '../support/api.js';
import { engineSupports } from '../support/engine.js';
import { validMembership } from '../support/membership.js';
import { finishCheck, createCheckingTag, createTagWithVerdict, type VerdictName } from '../support/states.js';
import { KEY, stage, createTag, checkKey } from '../support/tag.js';

interface AccessibleNode {
  role: string;
  name?: string;
  children?: AccessibleNode[];
  [more: string]: unknown;
}

/** What differs from page to page, and says nothing to a visitor. */
const OF_THE_BROWSER = ['backendNodeId', 'loaderId', 'url', 'relevant'];

/** A screen reader's view of the page, a line for each thing in it: role, name, and all that is told of it. */
async function outline(): Promise<string[]> {
  const linesOf = ({ role, name, children = [], ...more }: AccessibleNode): string[] => {
    const told = Object.entries(more).filter(([what, value]) => value !== false && !OF_THE_BROWSER.includes(what));
    const words = told.map(([what, value]) => (value === true ? what : `${what}: ${String(value)}`));
    const line = [name ? `${role} "${name}"` : role, ...words.sort()].join(', ').replace(/\d+ \w{3} \d{4}/g, '{date}');
    return [line, ...children.flatMap(linesOf).map((inner) => `  ${inner}`)];
  };
  const { children = [] } = (await a11ySnapshot({})) as unknown as AccessibleNode;
  return children.flatMap(linesOf);
}

const [LABEL, FIELD, BUTTON, SILENCE] = [
  'StaticText "License key"',
  'textbox "License key"',
  'button "Check"',
  'status, atomic, live: polite',
] as const;
const VALID = 'Your license is valid. It renews on {date}.';

if (engineSupports('accessibility tree')) {
  describe('what a screen reader finds', () => {
    it('at rest', async () => {
      await createTag();
      expect(await outline()).to.deep.equal([LABEL, FIELD, BUTTON, SILENCE]);
    });

    it('where a license can be bought', async () => {
      await createTag({ 'buy-url': '/buy' });
      expect(await outline()).to.deep.equal([
        LABEL,
        'link "Get a license"',
        '  StaticText "Get a license"',
        FIELD,
        BUTTON,
        SILENCE,
      ]);
    });

    it('in a disabled tag', async () => {
      await createTag({ disabled: '' });
      expect(await outline()).to.deep.equal([LABEL, `${FIELD}, disabled`, `${BUTTON}, disabled`, SILENCE]);
    });

    it('during a check', async () => {
      const check = await createCheckingTag();
      expect(await outline()).to.deep.equal([
        'generic, busy',
        ...[LABEL, `${FIELD}, value: ${KEY}`, BUTTON, SILENCE].map((line) => `  ${line}`),
      ]);
      await finishCheck(check);
    });

    const endings: Partial<Record<VerdictName, string>> = {
      valid: VALID,
      'invalid:not-found':
        'No license has this key. Check capitals and dashes, or copy and paste it from whop.com/@me/settings/orders.',
      'unverified:server-error': 'The license service has a problem. Try again later.',
    };
    for (const [ending, message] of Object.entries(endings)) {
      it(`after ${ending}`, async () => {
        await createTagWithVerdict(ending as VerdictName);
        const wrong = ending.startsWith('invalid') ? ', invalid: true' : '';
        expect(await outline()).to.deep.equal([
          LABEL,
          `${FIELD}, description: ${message}${wrong}, value: ${KEY}`,
          BUTTON,
          SILENCE,
          `  StaticText "${message}"`,
        ]);
      });
    }

    it('where a license is remembered', async () => {
      const attributes = { 'api-base': (await createApi({ body: validMembership() })).base, remember: 'session' };
      const first = await createTag(attributes);
      await checkKey(first);
      first.remove();
      await createTag(attributes);
      expect(await outline()).to.deep.equal([
        LABEL,
        'button "Use another key"',
        `${FIELD}, description: ${VALID}, readonly, value: ••••9D0W`,
        BUTTON,
        SILENCE,
        `  StaticText "${VALID}"`,
      ]);
      (await createTag(attributes)).forget();
    });

    it('with the keyboard in the field', async () => {
      const element = await createTag();
      element.focus();
      expect(await outline()).to.deep.equal([LABEL, `${FIELD}, focused`, BUTTON, SILENCE]);
    });

    it('in another language, from right to left', async () => {
      stage().setAttribute('lang', 'ar');
      stage().setAttribute('dir', 'rtl');
      await createTagWithVerdict('unverified:server-error');
      const message = 'تواجه خدمة التراخيص مشكلة. حاول من جديد لاحقًا.';
      expect(await outline()).to.deep.equal([
        'StaticText "مفتاح الترخيص"',
        `textbox "مفتاح الترخيص", description: ${message}, value: ${KEY}`,
        'button "تحقّق"',
        SILENCE,
        `  StaticText "${message}"`,
      ]);
    });
  });
}
