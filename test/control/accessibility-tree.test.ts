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

/** Properties that differ from page to page and mean nothing to a visitor. */
const INTERNAL_PROPERTIES = ['backendNodeId', 'loaderId', 'url', 'relevant'];

/** Returns what a screen reader finds, one line per node: its role, name and properties. */
async function getOutline(): Promise<string[]> {
  const formatNode = ({ role, name, children = [], ...more }: AccessibleNode): string[] => {
    const visibleProperties = Object.entries(more).filter(
      ([property, value]) => value !== false && !INTERNAL_PROPERTIES.includes(property),
    );
    const formattedProperties = visibleProperties.map(([property, value]) =>
      value === true ? property : `${property}: ${String(value)}`,
    );
    const line = [name ? `${role} "${name}"` : role, ...formattedProperties.sort()]
      .join(', ')
      .replace(/\w{3} \d{1,2}, \d{4}/g, '{date}');
    return [line, ...children.flatMap(formatNode).map((inner) => `  ${inner}`)];
  };
  const { children = [] } = (await a11ySnapshot({})) as unknown as AccessibleNode;
  return children.flatMap(formatNode);
}

const [LABEL, FIELD, BUTTON, EMPTY_STATUS] = [
  'StaticText "License key"',
  'textbox "License key"',
  'button "Check"',
  'status, atomic, live: polite',
] as const;
const VALID = 'Your license is valid. It renews on {date}.';

if (engineSupports('accessibility tree')) {
  describe('what a screen reader finds', () => {
    it('before a check', async () => {
      await createTag();
      expect(await getOutline()).to.deep.equal([LABEL, FIELD, BUTTON, EMPTY_STATUS]);
    });

    it('with a buy link', async () => {
      await createTag({ 'buy-url': '/buy' });
      expect(await getOutline()).to.deep.equal([
        LABEL,
        'link "Get a license"',
        '  StaticText "Get a license"',
        FIELD,
        BUTTON,
        EMPTY_STATUS,
      ]);
    });

    it('in a disabled tag', async () => {
      await createTag({ disabled: '' });
      expect(await getOutline()).to.deep.equal([LABEL, `${FIELD}, disabled`, `${BUTTON}, disabled`, EMPTY_STATUS]);
    });

    it('during a check', async () => {
      const check = await createCheckingTag();
      expect(await getOutline()).to.deep.equal([
        'generic, busy',
        ...[LABEL, `${FIELD}, value: ${KEY}`, BUTTON, EMPTY_STATUS].map((line) => `  ${line}`),
      ]);
      await finishCheck(check);
    });

    const messages: Partial<Record<VerdictName, string>> = {
      valid: VALID,
      'invalid:not-found':
        "We couldn't find this key. Capitals and dashes matter; copy it from whop.com/@me/settings/orders.",
      'unverified:server-error': 'The license service has a problem. Try again later.',
    };
    for (const [verdictName, message] of Object.entries(messages)) {
      it(`after ${verdictName}`, async () => {
        await createTagWithVerdict(verdictName as VerdictName);
        const invalidProperty = verdictName.startsWith('invalid') ? ', invalid: true' : '';
        expect(await getOutline()).to.deep.equal([
          LABEL,
          `${FIELD}, description: ${message}${invalidProperty}, value: ${KEY}`,
          BUTTON,
          EMPTY_STATUS,
          `  StaticText "${message}"`,
        ]);
      });
    }

    it('with a remembered license', async () => {
      const attributes = { 'api-base': (await createApi({ body: validMembership() })).base, remember: 'session' };
      const first = await createTag(attributes);
      await checkKey(first);
      first.remove();
      await createTag(attributes);
      expect(await getOutline()).to.deep.equal([
        LABEL,
        'button "Use another key"',
        `${FIELD}, description: ${VALID}, readonly, value: ••••9D0W`,
        BUTTON,
        EMPTY_STATUS,
        `  StaticText "${VALID}"`,
      ]);
      (await createTag(attributes)).forget();
    });

    it('with the focus in the field', async () => {
      const element = await createTag();
      element.focus();
      expect(await getOutline()).to.deep.equal([LABEL, `${FIELD}, focused`, BUTTON, EMPTY_STATUS]);
    });

    it('in a right-to-left language', async () => {
      stage().setAttribute('lang', 'ar');
      stage().setAttribute('dir', 'rtl');
      await createTagWithVerdict('unverified:server-error');
      const message = 'تواجه خدمة التراخيص مشكلة. حاول من جديد لاحقًا.';
      expect(await getOutline()).to.deep.equal([
        'StaticText "مفتاح الترخيص"',
        `textbox "مفتاح الترخيص", description: ${message}, value: ${KEY}`,
        'button "تحقّق"',
        EMPTY_STATUS,
        `  StaticText "${message}"`,
      ]);
    });
  });
}
