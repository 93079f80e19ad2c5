import { expect } from '@open-wc/testing';
import { createApi, type Api } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { BrowserClock, openTab, type Tab } from '../support/tab.js';
import { getField, formatVerdict, KEY, OTHER_KEY, checkKey } from '../support/tag.js';

const HOUR = 3_600_000;
const REFUSED = { status: 404, body: { message: 'License not found' } };
const VALID = { body: validMembership({ license_key: KEY }) };

/** Opens a browser in which the key was valid and the tab was closed. `visit()` opens the page again. */
async function openBrowserWithLicense(
  attributes: Record<string, string> = {},
  membership = VALID,
): Promise<{ api: Api; clock: BrowserClock; visit: (more?: Record<string, string>) => Promise<Tab> }> {
  const api = await createApi(membership);
  const clock = new BrowserClock();
  const all = { 'api-base': api.base, remember: 'local', ...attributes };
  const visit = (more = {}): Promise<Tab> => openTab(clock, { ...all, ...more });
  const tab = await visit();
  expect(formatVerdict(await checkKey(tab.element))).to.equal('valid');
  tab.element.remove();
  return { api, clock, visit };
}

async function countPosts(api: Api): Promise<number> {
  return (await api.posts()).length;
}

for (const remember of ['local', 'session']) {
  describe(`a license remembered by remember="${remember}"`, () => {
    it('unlocks the page without a request while it is fresh, and dispatches one event', async () => {
      const { api, visit } = await openBrowserWithLicense({ remember });
      const tab = await visit();
      expect(tab.element.state).to.equal('valid');
      expect(tab.events).to.deep.equal(['statechange:valid', 'valid']);
      expect(tab.element.verdict).to.deep.include({ outcome: 'valid', stale: false, token: null });
      expect(tab.element.licenseKey).to.equal(KEY);
      expect(await countPosts(api)).to.equal(1);
    });

    it('is rechecked once it is no longer fresh', async () => {
      const { api, clock, visit } = await openBrowserWithLicense({ remember });
      clock.jump(HOUR);
      const tab = await visit();
      await tab.nextVerdict();
      expect(tab.events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
      expect(await countPosts(api)).to.equal(2);
    });
  });
}

describe('a remembered license', () => {
  it('is not stored unless the page asks for it', async () => {
    await openBrowserWithLicense({ remember: '' });
    expect(
      Object.keys(localStorage)
        .concat(Object.keys(sessionStorage))
        .filter((name) => name.startsWith('whop')),
    ).to.be.empty;
  });

  it('has no end when Whop says zero', async () => {
    const { api, visit } = await openBrowserWithLicense({}, { body: validMembership({ expires_at: 0 }) });
    const tab = await visit();
    expect(tab.element.verdict).to.deep.include({ outcome: 'valid', stale: false });
    expect(await countPosts(api)).to.equal(1);
  });

  it('is rechecked on every load with max-age="0"', async () => {
    const { api, clock, visit } = await openBrowserWithLicense({ 'max-age': '0' });
    clock.jump(1000);
    await (await visit()).nextVerdict();
    expect(await countPosts(api)).to.equal(2);
  });

  it('is stored and found again when remember is set late', async () => {
    const { api, visit } = await openBrowserWithLicense({ remember: '' });
    await api.reply(VALID);
    const tab = await visit();
    await checkKey(tab.element);
    tab.element.remember = 'session';
    await tab.element.updateComplete;
    const next = await visit();
    expect(next.element.state).to.equal('idle');
    next.element.remember = 'session';
    await next.element.updateComplete;
    await Promise.resolve();
    expect(next.element.state).to.equal('valid');
    expect(await countPosts(api)).to.equal(2);
  });

  it('is not stored for another product when remember and product are set at the same time', async () => {
    const { visit } = await openBrowserWithLicense({ remember: '' });
    const tab = await visit();
    await checkKey(tab.element);
    tab.element.remember = 'local';
    tab.element.product = 'prod_another';
    await tab.element.updateComplete;
    expect(Object.keys(localStorage).filter((name) => name.startsWith('whop'))).to.be.empty;
  });

  it('is stored without the API key, the token or any personal data', async () => {
    await openBrowserWithLicense({}, { body: validMembership({ token: 'a.b.c' }) });
    const stored = JSON.stringify({ ...localStorage });
    expect(stored).to.include(KEY);
    for (const secret of ['apik_', 'a.b.c', 'ada', 'Personal', 'personal']) expect(stored).not.to.include(secret);
  });

  it('is removed when it is refused, and the page locks', async () => {
    const { api, clock, visit } = await openBrowserWithLicense({ 'stale-if-error': '999999' });
    clock.jump(HOUR);
    await api.reply(REFUSED);
    const tab = await visit();
    expect(formatVerdict(await tab.nextVerdict())).to.equal('invalid:not-found');
    expect(JSON.stringify({ ...localStorage })).not.to.include(KEY);
    expect(
      [getField(tab.element).value, getField(tab.element).readOnly],
      'the refused key is visible and editable',
    ).to.deep.equal([KEY, false]);
    await api.reply({ status: 503 });
    const next = await visit();
    expect(next.element.state).to.equal('idle');
    expect(await countPosts(api)).to.equal(2);
  });

  it('is kept when another key is refused', async () => {
    const { api, visit } = await openBrowserWithLicense();
    const tab = await visit();
    await api.reply({ body: validMembership({ valid: false }) });
    expect(formatVerdict(await checkKey(tab.element, OTHER_KEY))).to.equal('invalid:inactive');
    const next = await visit();
    expect(next.element.state).to.equal('valid');
    expect(next.element.licenseKey).to.equal(KEY);
  });

  it('is replaced by another valid key', async () => {
    const { api, visit } = await openBrowserWithLicense();
    await api.reply({ body: validMembership() });
    await checkKey((await visit()).element, OTHER_KEY);
    expect((await visit()).element.licenseKey).to.equal(OTHER_KEY);
  });

  it('is kept through faults of all kinds', async () => {
    const { api, clock, visit } = await openBrowserWithLicense({ 'max-age': '0' });
    for (const [reply, verdict] of [
      [{ status: 503 }, 'unverified:server-error'],
      [
        { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>Hello</p>' },
        'unverified:unexpected-response',
      ],
      [{ status: 401 }, 'unverified:unauthorized'],
      [{ status: 404, body: { message: 'Not found' } }, 'unverified:unexpected-response'],
      [{ status: 429 }, 'unverified:rate-limited'],
      [VALID, 'valid'],
    ] as const) {
      await api.reply(reply);
      clock.jump(2 * 60_000);
      const tab = await visit();
      expect(formatVerdict(await tab.nextVerdict())).to.equal(verdict);
      tab.element.remove();
    }
  });

  it('is used as a stale verdict while checks fail, within stale-if-error', async () => {
    const { api, clock, visit } = await openBrowserWithLicense({ 'stale-if-error': '86400' });
    clock.jump(24 * HOUR);
    await api.reply({ status: 503 });
    const verdict = await (await visit()).nextVerdict();
    expect(verdict).to.include({ outcome: 'valid', stale: true, token: null });
    clock.jump(1.1 * HOUR);
    expect(formatVerdict(await (await visit()).nextVerdict())).to.equal('unverified:server-error');
  });

  it('is not used as a stale verdict after it has expired', async () => {
    const { api, clock, visit } = await openBrowserWithLicense(
      { 'stale-if-error': '86400' },
      { body: validMembership({ expires_at: Math.floor(Date.now() / 1000) + 7200 }) },
    );
    await api.reply({ status: 503 });
    clock.jump(1.5 * HOUR);
    expect(await (await visit()).nextVerdict()).to.include({ outcome: 'valid', stale: true });
    clock.jump(HOUR);
    expect(formatVerdict(await (await visit()).nextVerdict())).to.equal('unverified:server-error');
  });

  it('is forgotten by forget(), including on the next visit', async () => {
    const { api, visit } = await openBrowserWithLicense();
    const tab = await visit();
    tab.element.forget();
    expect(tab.element.state).to.equal('idle');
    expect(getField(tab.element).value).to.equal('');
    expect(JSON.stringify({ ...localStorage })).not.to.include(KEY);
    expect((await visit()).element.state).to.equal('idle');
    expect(await countPosts(api)).to.equal(1);
  });

  it('is not used for another product, plan or API', async () => {
    const { visit } = await openBrowserWithLicense({ product: 'prod_Wi5LVBzrFG2nE' });
    const others: Record<string, string>[] = [
      { product: 'prod_another' },
      { plan: 'plan_another' },
      { 'api-base': 'https://relay.example' },
    ];
    for (const other of others) {
      expect((await visit(other)).element.state).to.equal('idle');
    }
  });

  it('is used again when the page switches to another product and back', async () => {
    const { api, visit } = await openBrowserWithLicense();
    const tab = await visit();
    tab.element.product = 'prod_another';
    await tab.element.updateComplete;
    expect(tab.element.state).to.equal('idle');
    expect(tab.element.licenseKey).to.equal('');
    tab.element.product = '';
    await tab.element.updateComplete;
    await Promise.resolve();
    expect(tab.element.state).to.equal('valid');
    expect(await countPosts(api)).to.equal(1);
  });

  it('is overridden by a key in the markup with auto-check', async () => {
    const { api, visit } = await openBrowserWithLicense();
    await api.replyTo(OTHER_KEY, REFUSED);
    const tab = await visit({ 'license-key': OTHER_KEY, 'auto-check': '' });
    expect(formatVerdict(await tab.nextVerdict())).to.equal('invalid:not-found');
    expect((await visit({ 'license-key': KEY, 'auto-check': '' })).element.state).to.equal('valid');
    expect(await countPosts(api)).to.equal(2);
  });

  for (const [title, corrupt] of [
    ['half-written', (text: string) => text.slice(0, 40)],
    ['from a newer version', (text: string) => text.replace('{', '{"version":2,')],
    ['null', () => 'null'],
    ['a number', () => '1'],
    ['empty', () => ''],
    [
      'with an unreadable expiration date',
      (text: string) => text.replace(/"expires_at":"[^"]+"/, '"expires_at":"never"'),
    ],
  ] as const) {
    it(`is ignored when its record is ${title}`, async () => {
      const { api, visit } = await openBrowserWithLicense();
      for (const [name, text] of Object.entries(localStorage)) localStorage.setItem(name, corrupt(text));
      const tab = await visit();
      expect(tab.element.state).to.equal('idle');
      expect(tab.uncaught).to.be.empty;
      expect(formatVerdict(await checkKey(tab.element))).to.equal('valid');
      expect((await visit()).element.state).to.equal('valid');
      expect(await countPosts(api)).to.equal(2);
    });
  }

  it('is rechecked when its tag was removed during the recheck and put back', async () => {
    const { api, clock, visit } = await openBrowserWithLicense();
    clock.jump(HOUR);
    await api.nextPost();
    await api.reply({ hold: true, ...VALID }, VALID);
    const tab = await visit();
    await api.nextPost();
    tab.element.remove();
    const restored = new Promise((resolve) => tab.element.addEventListener('statechange', resolve, { once: true }));
    await api.release();
    await restored;
    expect([tab.element.state, tab.verdicts.length]).to.deep.equal(['idle', 0]);
    tab.document.body.append(tab.element);
    expect((await tab.nextVerdict()).outcome).to.equal('valid');
  });

  it('stays masked after another check', async () => {
    const { visit } = await openBrowserWithLicense();
    const { element } = await visit();
    expect((await element.check()).outcome).to.equal('valid');
    expect(getField(element).value).to.equal(`••••${KEY.slice(-4)}`);
  });

  it('is masked except for its last four characters, until the visitor chooses to use another key', async () => {
    const { visit } = await openBrowserWithLicense();
    const { element } = await visit();
    const field = getField(element);
    expect(field.value).to.equal(`••••${KEY.slice(-4)}`);
    expect(field.readOnly).to.equal(true);
    const other = element.shadowRoot!.querySelector<HTMLElement>('button[part=link]')!;
    expect(other.textContent).to.equal('Use another key');
    other.click();
    await element.updateComplete;
    expect(field.value).to.equal('');
    expect(field.readOnly).to.equal(false);
    expect(element.shadowRoot!.activeElement).to.equal(field);
    expect(element.state).to.equal('valid');
    expect(formatVerdict(await checkKey(element, OTHER_KEY))).to.equal('unverified:unexpected-response');
  });
});
