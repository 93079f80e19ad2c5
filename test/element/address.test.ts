import { expect } from '@open-wc/testing';
import { answerInPage } from '../support/answer-in-page.js';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { openPage } from '../support/page.js';
import { KEY, createTag, checkKey } from '../support/tag.js';

describe('the URL of a check', () => {
  it('is Whop’s by default', async () => {
    const element = await createTag();
    const urls = answerInPage();
    expect(await checkKey(element)).to.include({ outcome: 'valid' });
    expect(urls).to.deep.equal([`https://api.whop.com/api/v2/memberships/${KEY}/validate_license`]);
  });

  const paths: Record<string, string> = {
    'ABC-123': 'ABC-123',
    'abc-123': 'abc-123',
    "a!b'c(d)e*f~g_h.i": "a!b'c(d)e*f~g_h.i",
    'a&b=c+d$e,f;g:h': 'a%26b%3Dc%2Bd%24e%2Cf%3Bg%3Ah',
    'a[b]c{d}e|f^g': 'a%5Bb%5Dc%7Bd%7De%7Cf%5Eg',
    'Schlüssel-ß-日本-🔑': 'Schl%C3%BCssel-%C3%9F-%E6%97%A5%E6%9C%AC-%F0%9F%94%91',
    '...': '...',
    'a..b': 'a..b',
    '\ufeffW-A1B2C3\u200b\u2013D4E5F6A7\u00ad-B8C9D0W\u2060\u00a0': KEY,
    '\u201cAB\u2011CD -\n EF\u201d': 'AB-CD-EF',
    Ａ１: 'A1',
    ['x'.repeat(256)]: 'x'.repeat(256),
  };
  for (const [key, path] of Object.entries(paths)) {
    it(`for the key ${JSON.stringify(key).slice(0, 60)} contains ${path.slice(0, 60)}`, async () => {
      const api = await createApi({ body: validMembership() });
      const element = await createTag({ 'api-base': api.base });
      element.licenseKey = key;
      await element.check();
      expect((await api.requests()).map((request) => request.path)).to.deep.equal(
        Array(2).fill(`/api/v2/memberships/${path}/validate_license`),
      );
    });
  }

  it('has no double slash if api-base ends with a slash', async () => {
    const api = await createApi({ body: validMembership() });
    await checkKey(await createTag({ 'api-base': ` ${api.base}/ ` }));
    expect((await api.nextPost()).path).to.equal(`/api/v2/memberships/${KEY}/validate_license`);
  });

  it('is relative to the page’s URL, not to a <base>', async () => {
    const page = await openPage();
    const base = page.document.createElement('base');
    base.href = 'https://elsewhere.example/deep/';
    page.document.head.append(base);
    await page.load();
    const urls = answerInPage(page.window);
    for (const relative of ['relay', '/relay/v2/'])
      await checkKey(await createTag({ 'api-base': relative }, page.document.body));
    const folder = page.document.URL.replace(/[^/]*$/, '');
    expect(urls).to.deep.equal([
      `${folder}relay/memberships/${KEY}/validate_license`,
      `${location.origin}/relay/v2/memberships/${KEY}/validate_license`,
    ]);
  });

  for (const base of [
    'http://localhost:9/v2',
    'http://relay.localhost:9/v2',
    'http://127.9.8.7:9/v2',
    'http://[::1]:9/v2',
  ]) {
    it(`may use plain http on this machine: ${base}`, async () => {
      const element = await createTag({ 'api-base': base });
      const urls = answerInPage();
      await checkKey(element);
      expect(urls).to.deep.equal([`${base}/memberships/${KEY}/validate_license`]);
    });
  }
});
