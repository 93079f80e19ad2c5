import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { memoryOf } from '../support/memory-of.js';
import { validMembership } from '../support/membership.js';
import { createDetachedTag, KEY, nextVerdict, NO_TIMEOUT } from '../support/tag.js';

type PaintedPage = Window & typeof globalThis & { shifts: { value: number }[]; snapshots: string[] };

const API_BASE = 'https://relay.example/v2';

/** Records what each frame shows, and every layout shift in the page. */
const RECORDING_SCRIPT = `<script>
  shifts = [];
  snapshots = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
  (function frame() {
    const tag = document.querySelector('whop-license-check');
    const field = tag?.shadowRoot?.querySelector('input');
    snapshots.push([tag?.state, field?.value, document.querySelector('#pro')?.checkVisibility()].join());
    requestAnimationFrame(frame);
  })();
</script>`;

const frames: HTMLIFrameElement[] = [];
afterEach(() => frames.splice(0).forEach((frame) => frame.remove()));

function storeLicense(apiBase: string, ageMs = 0): void {
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
  memoryOf(createDetachedTag({ 'api-key': '', 'api-base': apiBase, remember: 'local' })).saveResult(
    { outcome: 'valid', checkedAt: new Date(Date.now() - ageMs), membership, stale: false, token: null },
    KEY,
  );
}

/** Opens a page as a visitor does: the script is in its head, the tag and the unlocked content in its body. */
async function openPage(apiBase: string): Promise<PaintedPage> {
  const frame = document.createElement('iframe');
  frames.push(frame);
  frame.width = '600';
  frame.srcdoc = `<!doctype html>${RECORDING_SCRIPT}<script src="/dist/whop-license-check.iife.js"></script>
    <h1>A product</h1>
    <whop-license-check api-base="${apiBase}" remember="local" unlocks="#pro" timeout="${NO_TIMEOUT}">Needs JavaScript.</whop-license-check>
    <p id="pro" hidden>The download</p><p>And more</p>`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  return frame.contentWindow as PaintedPage;
}

/** Waits for a few frames. */
async function waitForFrames(page: PaintedPage): Promise<void> {
  for (let count = 0; count < 5; count++) await new Promise((resolve) => page.requestAnimationFrame(resolve));
}

describe('a page with a remembered license', () => {
  it('is unlocked at its first paint, without a layout shift', async () => {
    storeLicense(API_BASE);
    const page = await openPage(API_BASE);
    await waitForFrames(page);
    // In earlier frames, the parser has not reached the unlocked content.
    const shownSnapshots = [
      ...new Set(page.snapshots.filter((snapshot) => /^(idle|checking|valid),.*(true|false)$/.test(snapshot))),
    ];
    expect(shownSnapshots).to.deep.equal([`valid,••••${KEY.slice(-4)},true`]);
    expect(page.shifts).to.be.empty;
  });

  it('shows no empty form while the license is rechecked, and nothing moves in the tag', async () => {
    const api = await createApi({ hold: true, body: validMembership() });
    storeLicense(api.base, 7_200_000);
    const page = await openPage(api.base);
    const element = page.document.querySelector('whop-license-check') as WhopLicenseCheck;
    await api.nextPost();
    await waitForFrames(page);
    const getRects = (): unknown[] =>
      ['input', 'button', 'label', 'link', 'message'].map(
        (part) => element.shadowRoot!.querySelector(`[part=${part}]`)!.getBoundingClientRect().toJSON() as object,
      );
    const before = getRects();
    const pendingVerdict = nextVerdict(element);
    await api.release();
    await pendingVerdict;
    await waitForFrames(page);
    expect(page.snapshots.filter((snapshot) => snapshot.startsWith('idle'))).to.be.empty;
    expect(new Set(page.snapshots.map((snapshot) => snapshot.split(',')[1]).filter(Boolean))).to.deep.equal(
      new Set([`••••${KEY.slice(-4)}`]),
    );
    const [field, button, label, link, message] = getRects();
    expect([field, button, label, link]).to.deep.equal(before.slice(0, 4));
    expect((message as DOMRect).y).to.equal((before[4] as DOMRect).y);
    expect((message as DOMRect).height).to.equal((before[4] as DOMRect).height);
  });
});
