import { expect, waitUntil } from '@open-wc/testing';

const MODULE = '<script type="module" src="/dist/whop-license-check.js"></script>';
const CLASSIC = '<script src="/dist/whop-license-check.iife.js"></script>';
const TAG = '<whop-license-check>Fallback</whop-license-check>';

const WATCH = `<script>
  errors = [];
  addEventListener('error', ({ message }) => errors.push(message));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => errors.push(violatedDirective));
</script>`;

/** Says which names of policies the page allows. */
const policies = (names: string): string =>
  `<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'; trusted-types ${names}">`;

type Page = Window & typeof globalThis & { errors: string[] };

const pages: HTMLIFrameElement[] = [];

/** A page of its own, once its scripts have run. */
async function open(html: string): Promise<Page> {
  const frame = document.createElement('iframe');
  pages.push(frame);
  frame.srcdoc = `<!doctype html>${WATCH}${html}`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  return frame.contentWindow as Page;
}

const shownIn = (page: Page): Element | null | undefined =>
  page.document.querySelector('whop-license-check')?.shadowRoot?.querySelector('input');

describe('the single files', () => {
  afterEach(() => pages.splice(0).forEach((frame) => frame.remove()));

  for (const [name, script] of [
    ['the module', MODULE],
    ['the classic script', CLASSIC],
  ] as const) {
    describe(name, () => {
      it('upgrades the tag', async () => {
        const page = await open(script + TAG);
        await waitUntil(() => shownIn(page));
        expect(page.errors).to.deep.equal([]);
      });

      it('adds no global', async () => {
        const before = Object.getOwnPropertyNames(await open(''));
        const page = await open(script + TAG);
        await waitUntil(() => shownIn(page));
        const added = Object.getOwnPropertyNames(page).filter((global) => !before.includes(global));
        expect(added).to.deep.equal([]);
      });

      it('works where Trusted Types allow our policy alone', async () => {
        const page = await open(policies('whop-license-check') + script + TAG);
        await waitUntil(() => shownIn(page));
        expect(page.errors).to.deep.equal([]);
      });

      it('works beside another copy of itself under Trusted Types', async () => {
        const page = await open(policies('whop-license-check') + CLASSIC + script + MODULE + TAG);
        await waitUntil(() => shownIn(page));
        expect(page.errors.filter((error) => error !== 'trusted-types')).to.deep.equal([]);
      });

      it('leaves the fallback where Trusted Types do not allow our policy', async () => {
        const page = await open(policies("'none'") + script + TAG);
        const tag = page.document.querySelector('whop-license-check');
        expect(tag?.shadowRoot).to.equal(null);
        expect(tag?.textContent).to.equal('Fallback');
      });
    });
  }
});
