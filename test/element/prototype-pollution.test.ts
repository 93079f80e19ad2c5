import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { openPage, type Page } from '../support/page.js';
import { createDetachedTag, formatVerdict, KEY } from '../support/tag.js';

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

interface Outcome {
  /** One for each check; `undefined` where the page is too broken to have one. */
  verdicts: (string | undefined)[];
  requests: unknown[];
}

/** Checks a key three times: the API says yes, no, and nothing. */
async function checksIn(page: Page): Promise<Outcome> {
  const responses = [{}, { valid: false, product: undefined }, { valid: undefined }];
  const api = await createApi(...responses.map((own) => ({ body: { ...membership, ...own } })));
  const element = createDetachedTag({ 'api-base': api.base }, page.document);
  page.document.body.append(element);
  const verdicts: Outcome['verdicts'] = [];
  for (let i = 0; i < responses.length; i++) {
    element.licenseKey = KEY;
    // A page may be so broken that `check()` throws at once.
    const verdict = await (async () => element.check())().catch(() => undefined);
    verdicts.push(verdict && formatVerdict(verdict));
  }
  const requests = (await api.requests()).map(({ path, ...request }) => ({
    ...request,
    path: path.replace(/^.*?(?=\/memberships)/, ''),
  }));
  // Without what the page's own prototypes add.
  return JSON.parse(JSON.stringify({ verdicts, requests })) as Outcome;
}

/** The tag owes such a page no service, but it must stay safe there: no wrong verdict, and nothing else leaves. */
describe('a page that polluted Object.prototype', () => {
  let clean: Outcome;
  before(async () => {
    const page = await openPage();
    await page.load();
    clean = await checksIn(page);
  });

  it('could get each verdict', () => {
    expect(clean.verdicts).to.deep.equal(['valid', 'invalid:inactive', 'unverified:unexpected-response']);
    expect(clean.requests).to.have.length.above(3);
  });

  for (const [name, value] of Object.entries(pollution)) {
    it(`gets no other verdict, and sends nothing else, with ${name}`, async () => {
      const page = await openPage();
      const [member] = name.split(',');
      await page.load();
      Object.defineProperty(page.window.Object.prototype, member!, {
        value: value(page),
        configurable: true,
        writable: true,
        enumerable: true,
      });
      const { verdicts, requests } = await checksIn(page);
      for (const [index, verdict] of verdicts.entries()) {
        expect([clean.verdicts[index], undefined]).to.include(
          verdict?.replace(/^unverified.*/, clean.verdicts[index]!),
        );
      }
      for (const request of requests) expect(clean.requests).to.deep.include(request);
    });
  }
});
