import { expect } from '@open-wc/testing';
import { CLASSIC, faultsOf, journeyIn, MODULE, openHost, type HostWindow, type Journey } from '../support/host-page.js';
import { fails, put } from '../support/replace-property.js';

/** `Object.prototype` lends these to every object that has none of its own. */
const lends = (members: Record<string, unknown>) => (page: HostWindow) => {
  for (const [name, value] of Object.entries(members)) put(page.Object.prototype, name, value);
};

/** The names in test/element/polluted.test.ts and test/control/hosts.test.ts stand there alone, each. */
const pollutions: Record<string, (page: HostWindow) => void> = {
  'an accessor': lends({ get: () => 'polluted', set() {} }),
  'a value of properties': lends({ value: 'polluted', configurable: false, enumerable: true, writable: false }),
  'a way of shadow roots': lends({
    mode: 'closed',
    slotAssignment: 'manual',
    delegatesFocus: true,
    customElementRegistry: null,
    registry: null,
  }),
  'an element to extend': lends({ extends: 'p', is: 'p' }),
  headers: lends({ 'Content-Type': 'text/plain', Accept: '*/*', Authorization: 'Bearer polluted', 'X-Polluted': '1' }),
  'headers that are listed': (page) => {
    for (const name of ['Content-Type', 'Accept', 'X-Polluted'])
      Object.defineProperty(page.Object.prototype, name, { value: 'polluted', enumerable: true, configurable: true });
  },
  'a request': lends({
    method: 'GET',
    body: 'polluted',
    mode: 'no-cors',
    credentials: 'include',
    targetAddressSpace: 'local',
    adAuctionHeaders: true,
    browsingTopics: true,
  }),
  'an event': lends({
    bubbles: false,
    composed: false,
    cancelable: true,
    detail: 'polluted',
    target: 'polluted',
    type: 'polluted',
  }),
  'a decoder': lends({ fatal: true, ignoreBOM: true, stream: true }),
  'a style sheet': lends({ media: 'print', disabled: true, baseURL: 'https://polluted.example/' }),
  'a policy': lends({
    createHTML: () => 'polluted',
    createScript: () => 'polluted',
    createScriptURL: () => 'polluted',
  }),
  'a date': lends({
    timeZone: 'Polluted/Nowhere',
    timeStyle: 'long',
    numberingSystem: 'arab',
    calendar: 'hebrew',
    hour12: true,
  }),
  'a lock': lends({ ifAvailable: true, steal: true, signal: null }),
  'a body of an error': lends({
    message: 'License not found',
    error: 'License not found',
    status: 'active',
    reason: 'not-found',
  }),
  'a membership': lends({
    id: 'mem_polluted',
    valid: true,
    product: 'prod_polluted',
    plan: 'plan_polluted',
    expires_at: 1,
    license_key: 'polluted',
    token: 'polluted',
  }),
  'a verdict': lends({ outcome: 'valid', stale: true, membership: {}, checkedAt: new Date(0), retryAfter: 1 }),
  'the names of our settings': lends({
    apiKey: 'polluted',
    apiBase: 'https://polluted.example',
    remember: 'local',
    timeout: 1,
    maxAge: 1,
    mend: 'polluted',
    label: 'polluted',
  }),
  'a list': lends({ 0: 'polluted', 1: 'polluted', length: 2 }),
  'what objects are asked for': lends({ hasOwnProperty: () => true, valueOf: () => 42, toString: () => 'polluted' }),
  'a place in every list': (page) =>
    Object.defineProperty(page.Array.prototype, '0', { configurable: true, get: () => 'polluted', set() {} }),
  'toJSON in every list': (page) => put(page.Array.prototype, 'toJSON', () => 'polluted'),
  'toJSON in every text': (page) => put(page.String.prototype, 'toJSON', () => 'polluted'),
  'a member that is listed in every list': (page) =>
    Object.defineProperty(page.Array.prototype, 'each', { value: fails, enumerable: true, configurable: true }),
};

/** What no longer lets us work, honestly. */
const breakages: Record<string, [(page: HostWindow) => void, string]> = {
  'toJSON in every object': [lends({ toJSON: () => 'polluted' }), 'unverified:misconfigured'],
};

/** WebKit's own `Intl` takes the place of a language from a polluted list: the date is right, in another's way of writing. */
function dateless(journey: Journey): Journey {
  return { ...journey, steps: journey.steps.map((step) => step.replace(/renews on [^|]+ \|/, 'renews on a day. |')) };
}

describe('a page that polluted its prototypes', () => {
  let clean: Journey;
  before(async () => {
    clean = dateless(await journeyIn(await openHost()));
  });

  async function journeyAfter(spoil: (page: HostWindow) => void, when: 'before' | 'after'): Promise<Journey> {
    const host = await openHost(when === 'before' ? { before: spoil, script: CLASSIC } : { script: MODULE });
    if (when === 'after') spoil(host.window);
    const journey = await journeyIn(host);
    expect(host.uncaught).to.deep.equal([]);
    // Without what the page's own prototypes lend.
    return dateless(JSON.parse(JSON.stringify(journey)) as Journey);
  }

  for (const when of ['before', 'after'] as const) {
    for (const [what, spoil] of Object.entries(pollutions)) {
      it(`changes nothing by ${what}, ${when} the script`, async () => {
        expect(await journeyAfter(spoil, when)).to.deep.equal(clean);
      });
    }

    for (const [what, [spoil, verdict]] of Object.entries(breakages)) {
      it(`is told that nobody can say by ${what}, ${when} the script`, async () => {
        const journey = await journeyAfter(spoil, when);
        expect(faultsOf(journey, clean)).to.deep.equal([]);
        expect(journey.told).to.deep.equal([verdict, verdict]);
      });
    }

    it(`changes nothing by freezing them all, ${when} the script`, async () => {
      expect(await journeyAfter(freezeAll, when)).to.deep.equal(clean);
    });
  }

  it('gets the fallback where objects cannot be made', async () => {
    const host = await openHost({
      before: (page) => {
        for (const name of ['outcome', 'verdict', 'state', 'licenseKey'])
          Object.defineProperty(page.Object.prototype, name, { configurable: true, get: fails, set: fails });
      },
    });
    expect(host.element.shadowRoot).to.equal(null);
    expect(host.element.textContent).to.equal('Fallback');
  });
});

/** As a page does that hardens itself: what inherits from them cannot be given a member of theirs by assignment. */
function freezeAll(page: HostWindow): void {
  for (const name of Object.getOwnPropertyNames(page)) {
    const { value } = Object.getOwnPropertyDescriptor(page, name)!;
    if (typeof value !== 'function' || !value.prototype) continue;
    Object.freeze(value.prototype);
    Object.freeze(value);
  }
}
