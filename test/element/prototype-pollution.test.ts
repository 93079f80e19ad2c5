import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { openPage, type Page } from '../support/page.js';
import { recordEvents, KEY, getMessage, createTag, checkKey } from '../support/tag.js';

/** Harmful members of `RequestInit`, `EventInit`, `ShadowRootInit`, of listener options and of a verdict. */
const pollution: Record<string, (page: Page) => unknown> = {
  method: () => 'DELETE',
  headers: () => ({ 'X-Polluted': '1' }),
  body: () => 'polluted',
  mode: () => 'no-cors',
  credentials: () => 'include',
  cache: () => 'force-cache',
  redirect: () => 'follow',
  referrer: () => 'about:client',
  referrerPolicy: () => 'unsafe-url',
  integrity: () => 'sha256-polluted',
  keepalive: () => true,
  window: () => 'polluted',
  duplex: () => 'polluted',
  priority: () => 'polluted',
  signal: () => 'polluted',
  'signal, aborted': ({ window }) => window.AbortSignal.abort(),
  Authorization: () => 'Bearer polluted',
  bubbles: () => false,
  composed: () => false,
  cancelable: () => true,
  detail: () => 'polluted',
  once: () => true,
  passive: () => true,
  valid: () => true,
  product: () => 'prod_Polluted',
  license_key: () => 'polluted',
  outcome: () => 'valid',
  stale: () => true,
};

const membership = validMembership();

/** Runs some checks on a page and returns everything that is observable. */
async function runChecks(page: Page): Promise<unknown> {
  const api = await createApi(
    ...[{}, { valid: false, product: undefined }, { valid: undefined }].map((own) => ({
      body: { ...membership, ...own },
    })),
  );
  await page.load();
  const element = await createTag({ 'api-base': api.base }, page.document.body);
  const onElement = recordEvents(element);
  const onWindow = recordEvents(page.window);
  const flags: unknown[] = [];
  for (const outcome of ['valid', 'invalid', 'unverified', 'statechange']) {
    element.addEventListener(outcome, ({ type, bubbles, composed, cancelable }) =>
      flags.push([type, bubbles, composed, cancelable]),
    );
  }
  const verdicts = [];
  for (let i = 0; i < 3; i++) {
    const { checkedAt, ...verdict } = await checkKey(element, KEY);
    verdicts.push({
      ...verdict,
      isDated: checkedAt instanceof page.window.Date,
      shown: getMessage(element),
      state: element.getAttribute('state'),
    });
  }
  const requests = (await api.requests()).map(({ path, ...request }) => [path, request]);
  // A JSON round trip drops what the page's polluted prototypes add.
  return JSON.parse(JSON.stringify({ onElement, onWindow, flags, verdicts, requests, uncaught: page.uncaught }));
}

describe('a page that polluted Object.prototype', () => {
  let clean: unknown;
  before(async () => {
    clean = await runChecks(await openPage());
  });

  it('dispatches the expected events without pollution', () => {
    expect(clean)
      .to.have.property('onWindow')
      .that.deep.equals([
        'statechange:checking',
        'statechange:valid',
        'valid',
        'statechange:checking',
        'statechange:invalid',
        'invalid:inactive',
        'statechange:checking',
        'statechange:unverified',
        'unverified:unexpected-response',
      ]);
  });

  for (const [name, value] of Object.entries(pollution)) {
    it(`with ${name} works as usual`, async () => {
      const page = await openPage();
      const [member] = name.split(',');
      Object.defineProperty(page.window.Object.prototype, member!, {
        value: value(page),
        configurable: true,
        writable: true,
        enumerable: true,
      });
      expect(await runChecks(page)).to.deep.equal(clean);
    });
  }
});
