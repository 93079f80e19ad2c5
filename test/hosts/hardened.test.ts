import { expect } from '@open-wc/testing';
import {
  findFaults,
  findSafetyFaults,
  type HostWindow,
  type Journey,
  MOMENTS,
  openBrokenPage,
  openHostPage,
  runJourney,
} from '../support/host-page.js';
import { throwError, replaceProperty } from '../support/replace-property.js';

/** The globals of the language itself, without the browser's. */
const INTRINSICS = [
  'Object',
  'Function',
  'Array',
  'String',
  'Number',
  'Boolean',
  'Symbol',
  'BigInt',
  'Date',
  'RegExp',
  'Error',
  'TypeError',
  'Promise',
  'Proxy',
  'Reflect',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'ArrayBuffer',
  'Uint8Array',
  'DataView',
  'JSON',
  'Math',
  'Intl',
  'Atomics',
  'parseInt',
  'encodeURIComponent',
] as const;

/** Freezes everything that is reachable from the intrinsics, as the lockdown of SES does. */
function lockDown(page: HostWindow): void {
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (Object(value) !== value || seen.has(value as object)) return;
    const object = Object.freeze(value as object);
    seen.add(object);
    visit(Object.getPrototypeOf(object));
    for (const { get, set, value: member } of Object.values(Object.getOwnPropertyDescriptors(object)))
      [get, set, member].forEach(visit);
  };
  for (const name of INTRINSICS) visit(Reflect.get(page, name));
  // These have no global name: iterators, generators and async functions.
  visit(
    page.eval(
      '[async () => {}, async function* () {}, function* () {}, [].values(), new Map().entries(), "".matchAll(/x/g)].map(Object.getPrototypeOf)',
    ),
  );
}

/** Objects can't override a member that they inherit from a frozen prototype. SES fixes that with these accessors. */
function makeOverridable({ prototype }: { prototype: object }): void {
  for (const [name, { value, configurable }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (!configurable || typeof value !== 'function') continue;
    Object.defineProperty(prototype, name, {
      get: () => value as unknown,
      set(this: object, own: unknown) {
        Object.defineProperty(this, name, { value: own, writable: true, enumerable: true, configurable: true });
      },
    });
  }
}

const hardenings: Record<string, (page: HostWindow) => void> = {
  'freezing Object.prototype': (page) => Object.freeze(page.Object.prototype),
  'freezing Array.prototype': (page) => Object.freeze(page.Array.prototype),
  'freezing Promise and its prototype': (page) => [page.Promise, page.Promise.prototype].forEach(Object.freeze),
  'freezing HTMLElement.prototype': (page) => Object.freeze(page.HTMLElement.prototype),
  'freezing the prototypes of all kinds of nodes': (page) =>
    [
      page.EventTarget,
      page.Node,
      page.Element,
      page.HTMLElement,
      page.HTMLInputElement,
      page.ShadowRoot,
      page.Document,
    ].forEach(({ prototype }) => Object.freeze(prototype)),
  'forbidding eval and Function': (page) => {
    replaceProperty(page, 'eval', throwError);
    replaceProperty(page, 'Function', throwError);
  },
};

/** As SES does it, which Lit does not support: the tag stays safe there, or shows its fallback. */
const lockdowns: Record<string, (page: HostWindow) => void> = {
  'locking down the language': lockDown,
  'locking down the language, with overridable members': (page) => {
    [page.Object, page.Array, page.Function, page.Error, page.Promise].forEach(makeOverridable);
    lockDown(page);
  },
};

/** Pages that withhold the time or randomness from scripts. */
const tamings: Record<string, (page: HostWindow) => void> = {
  'a clock that returns NaN': (page) => replaceProperty(page.Date, 'now', () => NaN),
  'a Math.random that always returns 0': (page) => replaceProperty(page.Math, 'random', () => 0),
};

describe('a page that hardened itself', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  for (const when of MOMENTS) {
    async function runHardenedJourney(harden: (page: HostWindow) => void): Promise<Journey> {
      const host = await openBrokenPage(harden, when);
      const journey = await runJourney(host);
      expect([...host.uncaught, ...host.console]).to.deep.equal([]);
      return journey;
    }

    for (const [description, harden] of Object.entries(hardenings)) {
      it(`by ${description}, ${when} the script, works as usual`, async () => {
        expect(await runHardenedJourney(harden)).to.deep.equal(clean);
      });
    }

    for (const [description, breakPage] of Object.entries(lockdowns)) {
      it(`by ${description}, ${when} the script, gets no wrong verdict`, async () => {
        const host = await openBrokenPage(breakPage, when);
        expect(await findSafetyFaults(host, clean)).to.deep.equal([]);
      });
    }

    for (const [description, tame] of Object.entries(tamings)) {
      it(`with ${description}, ${when} the script, gets no wrong verdict`, async () => {
        expect(findFaults(await runHardenedJourney(tame), clean)).to.deep.equal([]);
      });
    }
  }
});
