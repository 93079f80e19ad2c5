import { expect } from '@open-wc/testing';
import {
  CLASSIC,
  findFaults,
  runJourney,
  MODULE,
  openHostPage,
  type HostWindow,
  type Journey,
} from '../support/host-page.js';
import { throwError, replaceProperty } from '../support/replace-property.js';

/** Adds members to `Object.prototype`, so that every object without its own inherits them. */
const pollute = (members: Record<string, unknown>) => (page: HostWindow) => {
  for (const [name, value] of Object.entries(members)) replaceProperty(page.Object.prototype, name, value);
};

/** Groups of members. test/element/prototype-pollution.test.ts and test/control/hosts.test.ts test single members. */
const pollutions: Record<string, (page: HostWindow) => void> = {
  'accessor members': pollute({ get: () => 'polluted', set() {} }),
  'property descriptor members': pollute({ value: 'polluted', configurable: false, enumerable: true, writable: false }),
  'shadow root options': pollute({
    mode: 'closed',
    slotAssignment: 'manual',
    delegatesFocus: true,
    customElementRegistry: null,
    registry: null,
  }),
  'element creation options': pollute({ extends: 'p', is: 'p' }),
  headers: pollute({
    'Content-Type': 'text/plain',
    Accept: '*/*',
    Authorization: 'Bearer polluted',
    'X-Polluted': '1',
  }),
  'enumerable headers': (page) => {
    for (const name of ['Content-Type', 'Accept', 'X-Polluted'])
      Object.defineProperty(page.Object.prototype, name, { value: 'polluted', enumerable: true, configurable: true });
  },
  'request options': pollute({
    method: 'GET',
    body: 'polluted',
    mode: 'no-cors',
    credentials: 'include',
    targetAddressSpace: 'local',
    adAuctionHeaders: true,
    browsingTopics: true,
  }),
  'event options': pollute({
    bubbles: false,
    composed: false,
    cancelable: true,
    detail: 'polluted',
    target: 'polluted',
    type: 'polluted',
  }),
  'decoder options': pollute({ fatal: true, ignoreBOM: true, stream: true }),
  'style sheet options': pollute({ media: 'print', disabled: true, baseURL: 'https://polluted.example/' }),
  'Trusted Types policy options': pollute({
    createHTML: () => 'polluted',
    createScript: () => 'polluted',
    createScriptURL: () => 'polluted',
  }),
  'date format options': pollute({
    timeZone: 'Polluted/Nowhere',
    timeStyle: 'long',
    numberingSystem: 'arab',
    calendar: 'hebrew',
    hour12: true,
  }),
  'lock options': pollute({ ifAvailable: true, steal: true, signal: null }),
  'the members of an error body': pollute({
    message: 'License not found',
    error: 'Not found',
    status: 'active',
    reason: 'not-found',
  }),
  'the members of a membership': pollute({
    id: 'mem_polluted',
    valid: true,
    product: 'prod_polluted',
    plan: 'plan_polluted',
    expires_at: 1,
    license_key: 'polluted',
    token: 'polluted',
  }),
  'the members of a verdict': pollute({
    outcome: 'valid',
    stale: true,
    membership: {},
    checkedAt: new Date(0),
    retryAfter: 1,
  }),
  'the names of our settings': pollute({
    apiKey: 'polluted',
    apiBase: 'https://polluted.example',
    remember: 'local',
    timeout: 1,
    maxAge: 1,
    ok: false,
    attribute: 'polluted',
    label: 'polluted',
  }),
  'array members': pollute({ 0: 'polluted', 1: 'polluted', length: 2 }),
  'standard object methods': pollute({ hasOwnProperty: () => true, valueOf: () => 42, toString: () => 'polluted' }),
  'an accessor at index 0 of every array': (page) =>
    Object.defineProperty(page.Array.prototype, '0', { configurable: true, get: () => 'polluted', set() {} }),
  'toJSON on every array': (page) => replaceProperty(page.Array.prototype, 'toJSON', () => 'polluted'),
  'toJSON on every string': (page) => replaceProperty(page.String.prototype, 'toJSON', () => 'polluted'),
  'an enumerable member on every array': (page) =>
    Object.defineProperty(page.Array.prototype, 'each', { value: throwError, enumerable: true, configurable: true }),
};

/** Pollution under which a check can't work, and its verdict. */
const breakages: Record<string, [(page: HostWindow) => void, string]> = {
  'toJSON on every object': [pollute({ toJSON: () => 'polluted' }), 'unverified:misconfigured'],
};

/** Removes dates, because WebKit's `Intl` reads the language from a polluted array. The date is right, its format differs. */
function withoutDates(journey: Journey): Journey {
  return { ...journey, steps: journey.steps.map((step) => step.replace(/renews on [^|]+ \|/, 'renews on a day. |')) };
}

describe('a page that polluted its prototypes', () => {
  let clean: Journey;
  before(async () => {
    clean = withoutDates(await runJourney(await openHostPage()));
  });

  async function runPollutedJourney(breakPage: (page: HostWindow) => void, when: 'before' | 'after'): Promise<Journey> {
    const host = await openHostPage(
      when === 'before' ? { beforeScripts: breakPage, script: CLASSIC } : { script: MODULE },
    );
    if (when === 'after') breakPage(host.window);
    const journey = await runJourney(host);
    expect(host.uncaught).to.deep.equal([]);
    // A JSON round trip drops what the page's polluted prototypes add.
    return withoutDates(JSON.parse(JSON.stringify(journey)) as Journey);
  }

  for (const when of ['before', 'after'] as const) {
    for (const [description, breakPage] of Object.entries(pollutions)) {
      it(`with ${description}, ${when} the script, works as usual`, async () => {
        expect(await runPollutedJourney(breakPage, when)).to.deep.equal(clean);
      });
    }

    for (const [description, [breakPage, verdict]] of Object.entries(breakages)) {
      it(`with ${description}, ${when} the script, gets only unverified verdicts`, async () => {
        const journey = await runPollutedJourney(breakPage, when);
        expect(findFaults(journey, clean)).to.deep.equal([]);
        expect(journey.verdicts).to.deep.equal([verdict, verdict]);
      });
    }

    it(`works as usual when it freezes them all, ${when} the script`, async () => {
      expect(await runPollutedJourney(freezeAll, when)).to.deep.equal(clean);
    });
  }

  it('shows the fallback when the element can’t be created', async () => {
    const host = await openHostPage({
      beforeScripts: (page) => {
        for (const name of ['outcome', 'verdict', 'state', 'licenseKey'])
          Object.defineProperty(page.Object.prototype, name, { configurable: true, get: throwError, set: throwError });
      },
    });
    expect(host.element.shadowRoot).to.equal(null);
    expect(host.element.textContent).to.equal('Fallback');
  });
});

/** Freezes all prototypes, as a hardened page does. Inherited members can't be overridden by assignment then. */
function freezeAll(page: HostWindow): void {
  for (const name of Object.getOwnPropertyNames(page)) {
    const { value } = Object.getOwnPropertyDescriptor(page, name)!;
    if (typeof value !== 'function' || !value.prototype) continue;
    Object.freeze(value.prototype);
    Object.freeze(value);
  }
}
