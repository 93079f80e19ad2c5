import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { openPage, type Page } from '../support/page.js';
import { overrideGlobal, recordFetches } from '../support/override-global.js';
import { API_KEY, recordEvents, getField, KEY, OTHER_KEY, createTag, typeKey, checkKey } from '../support/tag.js';

/** Records everything else that could send data from the page: blocked requests and calls of other APIs. */
function recordLeaks({ window, document }: Page, allowedOrigin: string): string[] {
  const leaks: string[] = [];
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `default-src 'none'; script-src ${location.origin}; connect-src ${allowedOrigin}`;
  document.head.append(policy);
  document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) =>
    leaks.push(`${violatedDirective} ${blockedURI}`),
  );
  for (const name of ['WebSocket', 'EventSource', 'XMLHttpRequest', 'Image', 'Worker', 'open']) {
    overrideGlobal(window, name, { value: () => leaks.push(name) });
  }
  overrideGlobal(window.navigator, 'sendBeacon', { value: () => leaks.push('sendBeacon') });
  return leaks;
}

/** Returns the URLs of everything that the page has fetched, except for the tests' own modules. */
function getFetchedUrls({ window }: Page): string[] {
  const entries = window.performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return entries
    .filter(({ name, initiatorType }) => initiatorType !== 'script' || !name.startsWith(location.origin))
    .map(({ name }) => name);
}

const waitForValidations = ({ window }: Page, count: number): Promise<void> =>
  new Promise((resolve) => {
    new window.PerformanceObserver((_, observer) => {
      if (
        window.performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/validate_license'))
          .length < count
      )
        return;
      observer.disconnect();
      resolve();
    }).observe({ type: 'resource', buffered: true });
  });

describe('a page sends nothing', () => {
  it('except the check itself, whatever the visitor does', async () => {
    const api = await createApi();
    await api.replyTo(KEY, { body: validMembership({ manage_url: `${api.origin}/manage` }) });
    await api.replyTo(OTHER_KEY, { status: 404, body: { message: `<img src="${api.origin}/image">` } });
    const page = await openPage();
    const leaks = recordLeaks(page, api.origin);
    const calls = recordFetches(page.window);
    await page.load();
    const element = await createTag(
      { 'api-base': api.base, 'buy-url': `${api.origin}/buy`, unlocks: 'p', metadata: '{"a":1}' },
      page.document.body,
    );
    getField(element).focus();
    for (const key of ['a/b', 'mem_1', '']) await checkKey(element, key);
    await checkKey(element, KEY);
    await checkKey(element, OTHER_KEY);
    element.forget();
    element.remove();

    const path = (key: string): string => `/api/v2/memberships/${key}/validate_license`;
    const log = (await api.requests()).map(({ method, path }) => `${method} ${path}`);
    expect(log).to.deep.equal([KEY, OTHER_KEY].flatMap((key) => [`OPTIONS ${path(key)}`, `POST ${path(key)}`]));
    await waitForValidations(page, 2);
    expect(getFetchedUrls(page)).to.deep.equal(
      [KEY, OTHER_KEY].map((key) => `${api.base}/memberships/${key}/validate_license`),
    );
    expect(calls).to.have.length(2);
    expect(leaks).to.be.empty;
    expect(page.uncaught).to.be.empty;
  });

  it('on import, on render, when attributes change or on a keystroke', async () => {
    const api = await createApi({ body: validMembership() });
    const page = await openPage();
    const leaks = recordLeaks(page, api.origin);
    const calls = recordFetches(page.window);
    await page.load();
    const element = await createTag({ 'api-base': api.base, 'license-key': OTHER_KEY }, page.document.body);
    getField(element).focus();
    for (let length = 1; length <= KEY.length; length++) {
      typeKey(element, KEY.slice(0, length));
      await element.updateComplete;
    }
    getField(element).blur();
    getField(element).dispatchEvent(new page.window.Event('change', { bubbles: true }));
    element.apiKey = 'apik_other';
    await element.updateComplete;
    expect(calls).to.be.empty;
    expect(getFetchedUrls(page)).to.be.empty;
    expect(leaks).to.be.empty;

    await checkKey(element);
    expect((await api.requests()).map(({ method }) => method)).to.deep.equal(['OPTIONS', 'POST']);
  });
});

describe('a malformed key is refused without a request', () => {
  const malformedKeys = {
    'a dot': '.',
    'two dots': '..',
    'full-width dots': '．．',
    'a two-dot leader': '‥',
    'a slash': 'ABC/DEF',
    'a full-width slash': 'ABC／DEF',
    'a backslash': 'ABC\\DEF',
    'a question mark': 'ABC?DEF',
    'a hash': 'ABC#DEF',
    'a percent sign': 'ABC%2e',
    'angle brackets': '<b>',
    'an email address': 'ada@example.com',
    'a control character': 'ABC\u0007DEF',
    'a lone surrogate': 'ABC\ud800DEF',
    '257 characters': 'x'.repeat(257),
    'a membership ID': 'mem_4eKq2VbNsWc0Lt',
    'a product ID': 'prod_Wi5LVBzrFG2nE',
    'the API key': API_KEY,
    'another API key': 'apik_other',
    'an API key of the newer kind': 'whop_other',
    'two keys': `${KEY} ${OTHER_KEY}`,
    'two keys on two lines': `${KEY}\n${OTHER_KEY}`,
    'a sentence': 'My key is ABC-DEF',
  };
  const refused = [
    ...Object.entries(malformedKeys).map(([description, key]) => [description, key, 'malformed-key'] as const),
    ['nothing', '', 'empty-key'] as const,
    ['white space', ' \t\u00a0', 'empty-key'] as const,
    ['invisible characters', '\u200b\u2060\ufeff', 'empty-key'] as const,
  ];
  for (const [description, key, reason] of refused) {
    it(description, async () => {
      const api = await createApi({ body: validMembership() });
      const element = await createTag({ 'api-base': api.base });
      const calls = recordFetches();
      const events = recordEvents(element);
      element.licenseKey = key;
      const verdict = await element.check();
      expect(verdict).to.deep.include({ outcome: 'invalid', reason, membership: null });
      expect(events).to.deep.equal(['statechange:invalid', `invalid:${reason}`]);
      expect(calls).to.be.empty;
      expect(await api.requests()).to.be.empty;
    });
  }

  it('the API key, in an older format', async () => {
    const api = await createApi({ body: validMembership() });
    const element = await createTag({ 'api-base': api.base, 'api-key': 'Bearer Ab3-_x' });
    expect(await checkKey(element, 'Ab3-_x')).to.include({ reason: 'malformed-key' });
    expect(await api.requests()).to.be.empty;
  });
});

describe('the connection to the API', () => {
  /** Returns the targets of correct preconnect links. Other links are returned as markup. */
  const getLinks = ({ document }: Page): string[] =>
    [...document.querySelectorAll('link')].map((link) =>
      link.matches('head > [rel=preconnect][crossorigin=anonymous]')
        ? link.href
        : `<${link.parentElement!.localName}> ${link.outerHTML}`,
    );
  const refocus = (element: WhopLicenseCheck): void => {
    getField(element).blur();
    getField(element).focus();
  };

  it('is opened when the field first gets the focus, once per origin', async () => {
    const api = await createApi({ body: validMembership() });
    const page = await openPage();
    await page.load();
    const element = await createTag({ 'api-base': api.base }, page.document.body);
    typeKey(element, KEY);
    await checkKey(element);
    expect(getLinks(page)).to.be.empty;

    refocus(element);
    refocus(element);
    refocus(await createTag({ 'api-base': `${api.base}/other` }, page.document.body));
    expect(getLinks(page)).to.deep.equal([`${api.origin}/`]);

    refocus(await createTag({ 'api-base': 'http://127.0.0.2:9/v2' }, page.document.body));
    refocus(element);
    expect(getLinks(page)).to.deep.equal([`${api.origin}/`, 'http://127.0.0.2:9/']);
    expect(await api.posts()).to.have.length(1);
  });

  it('is opened to the current api-base', async () => {
    const page = await openPage();
    await page.load();
    const element = await createTag({ 'api-base': 'http://127.0.0.2:9/v2' }, page.document.body);
    element.apiBase = 'http://127.0.0.3:9/v2';
    await element.updateComplete;
    refocus(element);
    expect(getLinks(page)).to.deep.equal(['http://127.0.0.3:9/']);
  });

  it('is not opened to an unusable api-base', async () => {
    const page = await openPage();
    await page.load();
    refocus(await createTag({ 'api-base': 'http://license.example/' }, page.document.body));
    refocus(await createTag({ 'api-base': 'data:,' }, page.document.body));
    expect(getLinks(page)).to.be.empty;
    expect(page.uncaught).to.be.empty;
  });
});
