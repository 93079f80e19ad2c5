import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';

const MODULE = '<script type="module" src="/dist/whop-license-check.js"></script>';
const CLASSIC = '<script src="/dist/whop-license-check.iife.js"></script>';
const TAG = '<whop-license-check>Fallback</whop-license-check>';

const RECORD_ERRORS = `<script>
  errors = [];
  addEventListener('error', ({ message }) => errors.push(message));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => errors.push(violatedDirective));
</script>`;

/** Allows only Trusted Types policies with these names. */
const allowPolicies = (names: string): string =>
  `<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'; trusted-types ${names}">`;

type Page = Window & typeof globalThis & { errors: string[] };

const pages: HTMLIFrameElement[] = [];

/** Opens a page in an iframe and waits for its scripts. */
async function openPage(html: string): Promise<Page> {
  const frame = document.createElement('iframe');
  pages.push(frame);
  frame.srcdoc = `<!doctype html>${RECORD_ERRORS}${html}`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  return frame.contentWindow as Page;
}

async function expectUpgraded(page: Page): Promise<void> {
  const element = page.document.querySelector<WhopLicenseCheck>('whop-license-check')!;
  await element.updateComplete;
  expect(element.shadowRoot?.querySelector('input')).to.exist;
}

describe('the single files', () => {
  afterEach(() => pages.splice(0).forEach((frame) => frame.remove()));

  for (const [name, script] of [
    ['the module', MODULE],
    ['the classic script', CLASSIC],
  ] as const) {
    describe(name, () => {
      it('upgrades the tag', async () => {
        const page = await openPage(script + TAG);
        await expectUpgraded(page);
        expect(page.errors).to.deep.equal([]);
      });

      it('adds no global but the four by which Lit finds its other copies', async () => {
        const before = Object.getOwnPropertyNames(await openPage(''));
        const page = await openPage(script + TAG);
        await expectUpgraded(page);
        const added = Object.getOwnPropertyNames(page).filter((global) => !before.includes(global));
        expect(added).to.have.members([
          'litElementVersions',
          'litHtmlVersions',
          'litPropertyMetadata',
          'reactiveElementVersions',
        ]);
      });

      it('works when Trusted Types allow only our policy', async () => {
        const page = await openPage(allowPolicies('whop-license-check') + script + TAG);
        await expectUpgraded(page);
        expect(page.errors).to.deep.equal([]);
      });

      it('works next to another copy of itself under Trusted Types', async () => {
        const page = await openPage(allowPolicies('whop-license-check') + CLASSIC + script + MODULE + TAG);
        await expectUpgraded(page);
        expect(page.errors.filter((error) => error !== 'trusted-types')).to.deep.equal([]);
      });

      it('shows the fallback when Trusted Types do not allow our policy', async () => {
        const page = await openPage(allowPolicies("'none'") + script + TAG);
        const tag = page.document.querySelector('whop-license-check');
        expect(tag?.shadowRoot).to.equal(null);
        expect(tag?.textContent).to.equal('Fallback');
      });
    });
  }
});
