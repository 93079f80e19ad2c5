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
import { skipRetryDelay } from '../support/override-global.js';
import { throwError, replaceProperty } from '../support/replace-property.js';
import { KEY } from '../support/tag.js';
import { nextEvent } from '../support/user-input.js';

const bothUnverified = (reason: string): string[] => [`unverified:${reason}`, `unverified:${reason}`];

interface Replacement {
  replace: (page: HostWindow) => void;
  /** The expected two verdicts. By default, the whole journey must be as usual. */
  expectedVerdicts?: string[];
  /** Whether the usual verdicts are also accepted, because engines differ. */
  mayWork?: boolean;
}

/** Browser features that a page, or a library on it, has replaced. */
const replacements: Record<string, Replacement> = {
  'no fetch': {
    replace: (page) => replaceProperty(page, 'fetch', undefined),
    expectedVerdicts: bothUnverified('unreachable'),
  },
  'a fetch that throws its arguments': {
    replace: (page) =>
      replaceProperty(page, 'fetch', (...given: unknown[]) => {
        throw new Error(JSON.stringify(given));
      }),
    expectedVerdicts: bothUnverified('unreachable'),
  },
  'a fetch that resolves with the body': {
    replace: (page) => replaceProperty(page, 'fetch', () => Promise.resolve('{"valid":true,"id":"mem_1"}')),
    expectedVerdicts: bothUnverified('unreachable'),
  },
  'a fetch that resolves with an incomplete response': {
    replace: (page) =>
      replaceProperty(page, 'fetch', () =>
        Promise.resolve({ ok: true, status: 200, json: () => ({ valid: true, id: 'mem_1' }) }),
      ),
    expectedVerdicts: bothUnverified('unreachable'),
  },
  'a fetch that never settles': {
    replace: (page) => replaceProperty(page, 'fetch', () => new Promise(() => {})),
    expectedVerdicts: bothUnverified('timeout'),
  },
  'a fetch that a logging library has wrapped': {
    replace(page) {
      const { fetch } = page;
      replaceProperty(page, 'fetch', async (...given: Parameters<typeof fetch>) => (await fetch(...given)).clone());
    },
  },
  'a fetch without streams, from an old polyfill': {
    replace(page) {
      const { fetch } = page;
      replaceProperty(page, 'fetch', async (...given: Parameters<typeof fetch>) => {
        const response = await fetch(...given);
        const text = await response.text();
        return { status: response.status, headers: response.headers, text: () => Promise.resolve(text) };
      });
    },
  },
  'no JSON': {
    replace: (page) => replaceProperty(page, 'JSON', undefined),
    expectedVerdicts: bothUnverified('misconfigured'),
  },
  'a JSON.parse that throws': {
    replace: (page) => replaceProperty(page.JSON, 'parse', throwError),
    expectedVerdicts: bothUnverified('unexpected-response'),
  },
  'a JSON.parse that returns its argument': {
    replace: (page) => replaceProperty(page.JSON, 'parse', (text: string) => text),
    expectedVerdicts: bothUnverified('unexpected-response'),
  },
  'a JSON.stringify that throws': {
    replace: (page) => replaceProperty(page.JSON, 'stringify', throwError),
    expectedVerdicts: bothUnverified('misconfigured'),
  },
  'a JSON.stringify that returns undefined': {
    replace: (page) => replaceProperty(page.JSON, 'stringify', () => undefined),
    expectedVerdicts: bothUnverified('misconfigured'),
  },
  'no URL': {
    replace: (page) => replaceProperty(page, 'URL', undefined),
    expectedVerdicts: bothUnverified('misconfigured'),
  },
  'a URL that throws': {
    replace: (page) => replaceProperty(page, 'URL', throwError),
    expectedVerdicts: bothUnverified('misconfigured'),
  },
  'an encodeURIComponent that encodes nothing': {
    replace: (page) => replaceProperty(page, 'encodeURIComponent', (text: string) => text),
  },
  'an AbortController without a real signal': {
    replace: (page) =>
      replaceProperty(
        page,
        'AbortController',
        class {
          signal = { aborted: false, addEventListener() {} };
          abort() {}
        },
      ),
    expectedVerdicts: bothUnverified('unreachable'),
    // WebKit's fetch accepts it.
    mayWork: true,
  },
  'no AbortController': {
    replace: (page) => replaceProperty(page, 'AbortController', undefined),
    expectedVerdicts: bothUnverified('unexpected-response'),
  },
  'a Promise without race': { replace: (page) => replaceProperty(page.Promise, 'race', undefined) },
  'a Promise from a library': {
    replace: (page) => replaceProperty(page, 'Promise', class<T> extends page.Promise<T> {}),
  },
  'an Event class that makes no events': {
    replace: (page) =>
      replaceProperty(
        page,
        'Event',
        class {
          type = 'polluted';
        },
      ),
  },
  'no crypto': { replace: (page) => replaceProperty(page, 'crypto', undefined) },
  'no Intl': { replace: (page) => replaceProperty(page, 'Intl', undefined) },
  'storages that throw': {
    replace(page) {
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(page, name, { configurable: true, get: throwError });
    },
  },
  'no console': { replace: (page) => replaceProperty(page, 'console', undefined) },
  'a console that throws': {
    replace: ({ console }) => ['log', 'warn', 'error'].forEach((level) => replaceProperty(console, level, throwError)),
  },
  'a clock that stands still': { replace: (page) => replaceProperty(page.Date, 'now', () => 0) },
  'no locks': { replace: (page) => replaceProperty(page.Navigator.prototype, 'locks', undefined) },
  'a browser that reports that it is offline': {
    replace: (page) =>
      Object.defineProperty(page.Navigator.prototype, 'onLine', { configurable: true, get: () => false }),
  },
  'no TextDecoder': {
    replace: (page) => replaceProperty(page, 'TextDecoder', undefined),
    expectedVerdicts: bothUnverified('unreachable'),
  },
  'a TextDecoder that returns something else': {
    replace: (page) =>
      replaceProperty(
        page,
        'TextDecoder',
        class {
          decode = () => '{"valid":1}';
        },
      ),
    expectedVerdicts: bothUnverified('unexpected-response'),
  },
  'an HTMLElement.hidden that does nothing': {
    replace: (page) =>
      Object.defineProperty(page.HTMLElement.prototype, 'hidden', { configurable: true, get: () => false, set() {} }),
  },
  'a changed window.name': { replace: (page) => (page.name = 'polluted') },
};

/** Replacements without which no custom element can work. The tag owes such a page no service, but it must stay safe there. */
const breakages: Record<string, (page: HostWindow) => void> = {
  'no CustomEvent': (page) => replaceProperty(page, 'CustomEvent', undefined),
  'a CustomEvent that is not a constructor': (page) => replaceProperty(page, 'CustomEvent', () => ({})),
  'no CSSStyleSheet': (page) => replaceProperty(page, 'CSSStyleSheet', undefined),
  'no MutationObserver': (page) => replaceProperty(page, 'MutationObserver', undefined),
  'a MutationObserver that throws': (page) => replaceProperty(page, 'MutationObserver', throwError),
};

describe('a page that replaced browser features', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  it('works as expected without a replacement', () => {
    expect(clean.verdicts).to.deep.equal(['valid', 'invalid:not-found']);
    expect(clean.requests.map(({ method }) => method)).to.deep.equal(['OPTIONS', 'POST', 'OPTIONS', 'POST']);
    expect(clean.leaks).to.be.empty;
  });

  for (const [description, breakPage] of Object.entries(breakages)) {
    for (const when of MOMENTS) {
      it(`with ${description}, ${when} the script: no wrong verdict`, async () => {
        const host = await openBrokenPage(breakPage, when);
        expect(await findSafetyFaults(host, clean)).to.deep.equal([]);
      });
    }
  }

  it('checks a given key automatically without queueMicrotask', async () => {
    const host = await openHostPage({
      beforeScripts: (page) => replaceProperty(page, 'queueMicrotask', undefined),
      attributes: `license-key="${KEY}" auto-check`,
    });
    if (host.element.state !== 'valid') await nextEvent(host.element, 'valid');
    expect(host.uncaught).to.deep.equal([]);
  });

  for (const [description, { replace, expectedVerdicts, mayWork }] of Object.entries(replacements)) {
    for (const when of MOMENTS) {
      it(`with ${description}, ${when} the script: ${expectedVerdicts?.join() ?? 'works as usual'}`, async () => {
        const replaceAndHurry = (page: HostWindow): void => {
          skipRetryDelay(page);
          replace(page);
        };
        const host = await openBrokenPage(replaceAndHurry, when);
        if (expectedVerdicts?.[0] === 'unverified:timeout') host.element.timeout = 50;
        const journey = await runJourney(host);
        expect(findFaults(journey, clean)).to.deep.equal([]);
        if (mayWork) expect([expectedVerdicts, clean.verdicts]).to.deep.include(journey.verdicts);
        else if (expectedVerdicts) expect(journey.verdicts).to.deep.equal(expectedVerdicts);
        else expect(journey).to.deep.equal(clean);
        expect(host.uncaught).to.deep.equal([]);
      });
    }
  }
});
