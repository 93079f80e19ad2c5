import { expect, waitUntil } from '@open-wc/testing';
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
import { KEY } from '../support/tag.js';

const NOBODY_SAYS = (reason: string): string[] => [`unverified:${reason}`, `unverified:${reason}`];

interface Replacement {
  spoil: (page: HostWindow) => void;
  /** The two verdicts. Default: as ever, and all that goes with them. */
  told?: string[];
  /** Or all is as ever: engines differ. */
  orWorks?: boolean;
}

/** What a page, or a library in it, has put in the place of what the browser gave it. */
const replaced: Record<string, Replacement> = {
  'no fetch': { spoil: (page) => replaceProperty(page, 'fetch', undefined), told: NOBODY_SAYS('unreachable') },
  'a fetch that throws what it was given': {
    spoil: (page) =>
      replaceProperty(page, 'fetch', (...given: unknown[]) => {
        throw new Error(JSON.stringify(given));
      }),
    told: NOBODY_SAYS('unreachable'),
  },
  'a fetch that gives the body': {
    spoil: (page) => replaceProperty(page, 'fetch', () => Promise.resolve('{"valid":true,"id":"mem_1"}')),
    told: NOBODY_SAYS('unreachable'),
  },
  'a fetch that gives half an answer': {
    spoil: (page) =>
      replaceProperty(page, 'fetch', () =>
        Promise.resolve({ ok: true, status: 200, json: () => ({ valid: true, id: 'mem_1' }) }),
      ),
    told: NOBODY_SAYS('unreachable'),
  },
  'a fetch that never answers': {
    spoil: (page) => replaceProperty(page, 'fetch', () => new Promise(() => {})),
    told: NOBODY_SAYS('timeout'),
  },
  'a fetch of a library that logs': {
    spoil(page) {
      const { fetch } = page;
      replaceProperty(page, 'fetch', async (...given: Parameters<typeof fetch>) => (await fetch(...given)).clone());
    },
  },
  'no JSON': { spoil: (page) => replaceProperty(page, 'JSON', undefined), told: NOBODY_SAYS('misconfigured') },
  'a JSON.parse that throws': {
    spoil: (page) => replaceProperty(page.JSON, 'parse', throwError),
    told: NOBODY_SAYS('unexpected-response'),
  },
  'a JSON.parse that gives what it was given': {
    spoil: (page) => replaceProperty(page.JSON, 'parse', (text: string) => text),
    told: NOBODY_SAYS('unexpected-response'),
  },
  'a JSON.stringify that throws': {
    spoil: (page) => replaceProperty(page.JSON, 'stringify', throwError),
    told: NOBODY_SAYS('misconfigured'),
  },
  'a JSON.stringify that gives nothing': {
    spoil: (page) => replaceProperty(page.JSON, 'stringify', () => undefined),
    told: NOBODY_SAYS('misconfigured'),
  },
  'no URL': { spoil: (page) => replaceProperty(page, 'URL', undefined), told: NOBODY_SAYS('misconfigured') },
  'a URL that throws': {
    spoil: (page) => replaceProperty(page, 'URL', throwError),
    told: NOBODY_SAYS('misconfigured'),
  },
  'an encodeURIComponent that encodes nothing': {
    spoil: (page) => replaceProperty(page, 'encodeURIComponent', (text: string) => text),
  },
  'an AbortController whose signal is none': {
    spoil: (page) =>
      replaceProperty(
        page,
        'AbortController',
        class {
          signal = { aborted: false, addEventListener() {} };
          abort() {}
        },
      ),
    told: NOBODY_SAYS('unreachable'),
    // WebKit's fetch does without.
    orWorks: true,
  },
  'no AbortController': {
    spoil: (page) => replaceProperty(page, 'AbortController', undefined),
    told: NOBODY_SAYS('unexpected-response'),
  },
  'a Promise without race': { spoil: (page) => replaceProperty(page.Promise, 'race', undefined) },
  'a Promise of a library’s': {
    spoil: (page) => replaceProperty(page, 'Promise', class<T> extends page.Promise<T> {}),
  },
  'no CustomEvent': { spoil: (page) => replaceProperty(page, 'CustomEvent', undefined) },
  'a CustomEvent of a library’s': {
    spoil: (page) =>
      replaceProperty(page, 'CustomEvent', (type: string, { bubbles = false, detail = null }: CustomEventInit = {}) => {
        const event = page.document.createEvent('CustomEvent');
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        event.initCustomEvent(type, bubbles, false, detail);
        return event;
      }),
  },
  'an Event that is no event': {
    spoil: (page) =>
      replaceProperty(
        page,
        'Event',
        class {
          type = 'polluted';
        },
      ),
  },
  'no crypto': { spoil: (page) => replaceProperty(page, 'crypto', undefined) },
  'no Intl': { spoil: (page) => replaceProperty(page, 'Intl', undefined) },
  'storages that throw': {
    spoil(page) {
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(page, name, { configurable: true, get: throwError });
    },
  },
  'no console': { spoil: (page) => replaceProperty(page, 'console', undefined) },
  'a console that throws': {
    spoil: ({ console }) => ['log', 'warn', 'error'].forEach((level) => replaceProperty(console, level, throwError)),
  },
  'a clock that stands still': { spoil: (page) => replaceProperty(page.Date, 'now', () => 0) },
  'no locks': { spoil: (page) => replaceProperty(page.Navigator.prototype, 'locks', undefined) },
  'a browser that says it is offline': {
    spoil: (page) =>
      Object.defineProperty(page.Navigator.prototype, 'onLine', { configurable: true, get: () => false }),
  },
  'no TextDecoder': {
    spoil: (page) => replaceProperty(page, 'TextDecoder', undefined),
    told: NOBODY_SAYS('unreachable'),
  },
  'a TextDecoder that reads something else': {
    spoil: (page) =>
      replaceProperty(
        page,
        'TextDecoder',
        class {
          decode = () => '{"valid":1}';
        },
      ),
    told: NOBODY_SAYS('unexpected-response'),
  },
  'no CSSStyleSheet': { spoil: (page) => replaceProperty(page, 'CSSStyleSheet', undefined) },
  'a HTMLElement.hidden that does nothing': {
    spoil: (page) =>
      Object.defineProperty(page.HTMLElement.prototype, 'hidden', { configurable: true, get: () => false, set() {} }),
  },
  'a name that is somebody’s secret': { spoil: (page) => (page.name = 'polluted') },
};

describe('a page that replaced what the browser gave it', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  it('is one where there is something to see', () => {
    expect(clean.verdicts).to.deep.equal(['valid', 'invalid:not-found']);
    expect(clean.requests.map(({ method }) => method)).to.deep.equal(['OPTIONS', 'POST', 'OPTIONS', 'POST']);
    expect(clean.leaks).to.be.empty;
  });

  for (const [what, observer] of [
    ['none', undefined],
    ['one that throws', throwError],
  ] as const) {
    // What comes after the tag cannot be seen coming: here it stands there before the script.
    it(`by no MutationObserver, but ${what}: all that stands there is gated as ever`, async () => {
      const host = await openHostPage({
        beforeScripts: (page) => replaceProperty(page, 'MutationObserver', observer),
        script: '',
        body: (tag) => `<p id="pro">Pro</p>${tag}${CLASSIC}`,
      });
      expect(await runJourney(host)).to.deep.equal(clean);
      expect(host.uncaught).to.deep.equal([]);
    });
  }

  it('by no queueMicrotask: a key that is given is checked by itself as ever', async () => {
    const host = await openHostPage({
      beforeScripts: (page) => replaceProperty(page, 'queueMicrotask', undefined),
      attributes: `license-key="${KEY}" auto-check`,
    });
    await waitUntil(() => host.element.state === 'valid');
    expect(host.uncaught).to.deep.equal([]);
  });

  for (const [what, { spoil, told, orWorks }] of Object.entries(replaced)) {
    for (const when of ['before', 'after'] as const) {
      it(`by ${what}, ${when} the script: ${told?.join() ?? 'all is as ever'}`, async () => {
        const host = await openHostPage(
          when === 'before' ? { beforeScripts: spoil, script: CLASSIC } : { script: MODULE },
        );
        if (when === 'after') spoil(host.window);
        if (told?.[0] === 'unverified:timeout') host.element.timeout = 50;
        const journey = await runJourney(host);
        expect(findFaults(journey, clean)).to.deep.equal([]);
        if (orWorks) expect([told, clean.verdicts]).to.deep.include(journey.verdicts);
        else if (told) expect(journey.verdicts).to.deep.equal(told);
        else expect(journey).to.deep.equal(clean);
        expect(host.uncaught).to.deep.equal([]);
      });
    }
  }
});
