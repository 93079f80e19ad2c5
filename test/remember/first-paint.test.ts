import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { LicenseStorage } from '../../src/memory/verdict-memory.js';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { KEY, nextVerdict } from '../support/tag.js';

type Page = Window & typeof globalThis & { shifts: { value: number }[]; seen: string[] };

const API_BASE = 'https://relay.example/v2';

/** Writes down how the tag looks at each frame, and what moved in the page. */
const WATCH = `<script>
  shifts = [];
  seen = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
  (function frame() {
    const tag = document.querySelector('whop-license-check');
    const field = tag?.shadowRoot?.querySelector('input');
    seen.push([tag?.state, field?.value, document.querySelector('#pro')?.checkVisibility()].join());
    requestAnimationFrame(frame);
  })();
</script>`;

const frames: HTMLIFrameElement[] = [];
afterEach(() => frames.splice(0).forEach((frame) => frame.remove()));

function remember(apiBase: string, age = 0): void {
  const membership = {
    id: 'mem_1',
    product: null,
    plan: null,
    status: 'active',
    expiresAt: null,
    renewsAt: null,
    cancelAtPeriodEnd: false,
    quantity: null,
    manageUrl: null,
  };
  new LicenseStorage('local', { apiBase, products: [], plans: [] }).tell(
    { outcome: 'valid', checkedAt: new Date(Date.now() - age), membership, stale: false, token: null },
    KEY,
    '',
  );
}

/** A page as a visitor opens it: the script in its head, the tag and what it unlocks in its body. */
async function visit(apiBase: string): Promise<Page> {
  const frame = document.createElement('iframe');
  frames.push(frame);
  frame.width = '600';
  frame.srcdoc = `<!doctype html>${WATCH}<script src="/dist/whop-license-check.iife.js"></script>
    <h1>A product</h1>
    <whop-license-check api-base="${apiBase}" remember="local" unlocks="#pro">Needs JavaScript.</whop-license-check>
    <p id="pro" hidden>The download</p><p>And more</p>`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  return frame.contentWindow as Page;
}

/** Some frames later. */
async function painted(page: Page): Promise<void> {
  for (let count = 0; count < 5; count++) await new Promise((resolve) => page.requestAnimationFrame(resolve));
}

describe('a page that remembers a license', () => {
  it('is open at its first paint, and nothing moves', async () => {
    remember(API_BASE);
    const page = await visit(API_BASE);
    await painted(page);
    // Before that, the parser has not come to what is unlocked.
    const looks = [...new Set(page.seen.filter((look) => /^(idle|checking|valid),.*(true|false)$/.test(look)))];
    expect(looks).to.deep.equal([`valid,••••${KEY.slice(-4)},true`]);
    expect(page.shifts).to.be.empty;
  });

  it('shows no form while it is asked about, and nothing moves in the tag', async () => {
    const api = await createApi({ hold: true, body: validMembership() });
    remember(api.base, 7_200_000);
    const page = await visit(api.base);
    const element = page.document.querySelector('whop-license-check') as WhopLicenseCheck;
    await api.nextPost();
    await painted(page);
    const places = (): unknown[] =>
      ['input', 'button', 'label', 'link', 'message'].map(
        (part) => element.shadowRoot!.querySelector(`[part=${part}]`)!.getBoundingClientRect().toJSON() as object,
      );
    const before = places();
    const heard = nextVerdict(element);
    await api.release();
    await heard;
    await painted(page);
    expect(page.seen.filter((look) => look.startsWith('idle'))).to.be.empty;
    expect(new Set(page.seen.map((look) => look.split(',')[1]).filter(Boolean))).to.deep.equal(
      new Set([`••••${KEY.slice(-4)}`]),
    );
    const [field, button, label, link, message] = places();
    expect([field, button, label, link]).to.deep.equal(before.slice(0, 4));
    expect((message as DOMRect).y).to.equal((before[4] as DOMRect).y);
    expect((message as DOMRect).height).to.equal((before[4] as DOMRect).height);
  });
});
