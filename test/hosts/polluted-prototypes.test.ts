import { expect } from '@open-wc/testing';
import {
  findSafetyFaults,
  type HostWindow,
  type Journey,
  MOMENTS,
  openBrokenPage,
  openHostPage,
  runJourney,
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
  'toJSON on every object': pollute({ toJSON: () => 'polluted' }),
  'standard object methods': pollute({ hasOwnProperty: () => true, valueOf: () => 42, toString: () => 'polluted' }),
  'toJSON on every array': (page) => replaceProperty(page.Array.prototype, 'toJSON', () => 'polluted'),
  'toJSON on every string': (page) => replaceProperty(page.String.prototype, 'toJSON', () => 'polluted'),
  'an enumerable member on every array': (page) =>
    Object.defineProperty(page.Array.prototype, 'each', { value: throwError, enumerable: true, configurable: true }),
};

/** The tag owes such a page no service, but it must stay safe there. */
describe('a page that polluted its prototypes', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  for (const when of MOMENTS) {
    for (const [description, breakPage] of Object.entries({ ...pollutions, 'all of them frozen': freezeAll })) {
      it(`with ${description}, ${when} the script, gets no wrong verdict`, async () => {
        const host = await openBrokenPage(breakPage, when);
        expect(await findSafetyFaults(host, clean)).to.deep.equal([]);
      });
    }
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
