import { expect } from '@open-wc/testing';
import { createApi, type Api, type ReceivedRequest } from '../support/api.js';
import { engineSupports } from '../support/engine.js';
import { validMembership } from '../support/membership.js';
import { openPage } from '../support/page.js';
import { recordFetches } from '../support/override-global.js';
import { API_KEY, KEY, createTag, checkKey, getField } from '../support/tag.js';

/** Sends a request by hand, to find out which headers the browser itself adds. */
async function sendByHand(init: RequestInit): Promise<ReceivedRequest> {
  const api = await createApi({ body: {} });
  await fetch(`${api.base}/memberships/${KEY}/validate_license`, init);
  return api.nextPost();
}

/** Sets a cookie for the API's host, and makes sure that the browser would send it. */
async function setCookie(api: Api): Promise<void> {
  await api.reply({ headers: { 'Set-Cookie': 'canary=1; SameSite=None; Secure; Path=/' } });
  for (let i = 0; i < 2; i++) await fetch(api.base, { method: 'POST', mode: 'no-cors', credentials: 'include' });
  const [, second] = await api.posts();
  expect(second?.headers.cookie).to.equal('canary=1');
}

describe('what a check sends', () => {
  it('is one POST with its preflight, byte for byte', async () => {
    const api = await createApi({ body: validMembership() });
    await checkKey(await createTag({ 'api-base': api.base }));

    const [preflight, post, ...more] = await api.requests();
    expect(more).to.be.empty;
    expect(preflight).to.include({ method: 'OPTIONS', path: `/api/v2/memberships/${KEY}/validate_license`, body: '' });
    expect(preflight?.headers).to.include({
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    });
    expect(post).to.include({
      method: 'POST',
      path: `/api/v2/memberships/${KEY}/validate_license`,
      body: '{"metadata":{}}',
    });
    expect(post?.headers).to.include({
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: 'Bearer apik_test',
    });
    const manualRequest = await sendByHand({
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', Authorization: `Bearer ${API_KEY}` },
      body: '{"metadata":{}}',
      mode: 'cors',
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
    expect(post?.headers).to.deep.equal(manualRequest.headers);
  });

  for (const [keyboard, zero] of [
    ['an Arabic', 0x660],
    ['a Persian', 0x6f0],
    ['a Hindi', 0x966],
    ['a full-width', 0xff10],
  ] as const) {
    it(`has ASCII digits when the key was typed on ${keyboard} keyboard`, async () => {
      const api = await createApi({ body: validMembership() });
      const element = await createTag({ 'api-base': api.base });
      const typed = KEY.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
      expect(await checkKey(element, typed)).to.include({ outcome: 'valid' });
      expect((await api.posts()).map(({ path }) => path)).to.deep.equal([
        `/api/v2/memberships/${KEY}/validate_license`,
      ]);
      expect(getField(element).value).to.equal(KEY);
    });
  }

  it('uses exactly the fetch options of the contract', async () => {
    const api = await createApi({ body: validMembership() });
    const element = await createTag({ 'api-base': api.base });
    const calls = recordFetches();
    await checkKey(element);

    expect(calls).to.have.length(1);
    const [url, init] = calls[0]!;
    expect(url).to.equal(`${api.base}/memberships/${KEY}/validate_license`);
    const { signal, ...members } = { ...init };
    expect(signal).to.be.instanceOf(AbortSignal);
    expect(members).to.deep.equal({
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', Authorization: `Bearer ${API_KEY}` },
      body: '{"metadata":{}}',
      mode: 'cors',
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
  });

  it('reveals neither the page nor the visitor', async () => {
    const api = await createApi();
    if (engineSupports('cookies of other sites')) await setCookie(api);
    await api.reply({ body: validMembership() });
    const page = await openPage();
    const policy = page.document.createElement('meta');
    Object.assign(policy, { name: 'referrer', content: 'unsafe-url' });
    page.document.head.append(policy);
    await page.window.fetch(api.base, { method: 'POST' });
    await page.load();
    await checkKey(await createTag({ 'api-base': api.base }, page.document.body));

    const [byPage, ours] = (await api.posts()).slice(-2);
    // Firefox never sends more than the origin to another site.
    expect(byPage?.headers.referer, 'what the page itself sends').to.satisfy((referer: string) =>
      page.document.URL.startsWith(referer),
    );
    expect(ours?.headers).to.not.have.any.keys('referer', 'cookie');
  });
});

describe('the API key of a check', () => {
  for (const apiKey of [API_KEY, ` ${API_KEY}\n`, `Bearer ${API_KEY}`, `\t Bearer  ${API_KEY} `]) {
    it(`is sent as a bearer token for ${JSON.stringify(apiKey)}`, async () => {
      const api = await createApi({ body: validMembership() });
      await checkKey(await createTag({ 'api-base': api.base, 'api-key': apiKey }));
      expect((await api.nextPost()).headers.authorization).to.equal(`Bearer ${API_KEY}`);
    });
  }

  for (const apiKey of ['', ' ', 'Bearer ']) {
    it(`is not sent to a relay that needs none: ${JSON.stringify(apiKey)}`, async () => {
      const api = await createApi({ body: validMembership() });
      expect(await checkKey(await createTag({ 'api-base': api.base, 'api-key': apiKey }))).to.include({
        outcome: 'valid',
      });
      const [preflight, post] = await api.requests();
      expect(preflight?.headers['access-control-request-headers']).to.equal('content-type');
      expect(post?.headers).to.not.have.property('authorization');
    });
  }
});

describe('the metadata of a check', () => {
  it('comes from the attribute', async () => {
    const api = await createApi({ body: validMembership() });
    await checkKey(await createTag({ 'api-base': api.base, metadata: ' {"hwid": "7F-ü", "n": [1, {"a": null}]} ' }));
    expect((await api.nextPost()).body).to.equal('{"metadata":{"hwid":"7F-ü","n":[1,{"a":null}]}}');
  });

  it('comes from the property', async () => {
    const api = await createApi({ body: validMembership() });
    const element = await createTag({ 'api-base': api.base });
    element.metadata = { hwid: '7F' };
    await checkKey(element);
    expect((await api.nextPost()).body).to.equal('{"metadata":{"hwid":"7F"}}');
  });

  it('comes from the property when a framework sets it to the text of the attribute', async () => {
    const api = await createApi({ body: validMembership() });
    const element = await createTag({ 'api-base': api.base });
    (element as { metadata: unknown }).metadata = '{"hwid":"7F"}';
    await checkKey(element);
    expect((await api.nextPost()).body).to.equal('{"metadata":{"hwid":"7F"}}');
  });

  it('is empty again once the attribute is removed or the property is undefined', async () => {
    const api = await createApi({ body: validMembership() });
    const element = await createTag({ 'api-base': api.base, metadata: '{"hwid":"7F"}' });
    element.removeAttribute('metadata');
    await checkKey(element);
    element.metadata = { hwid: '7F' };
    (element as { metadata: unknown }).metadata = undefined;
    await checkKey(element);
    expect((await api.posts()).map(({ body }) => body)).to.deep.equal(['{"metadata":{}}', '{"metadata":{}}']);
  });

  it('is read from the object when the check starts', async () => {
    const api = await createApi({ body: validMembership() });
    const element = await createTag({ 'api-base': api.base });
    const metadata = { hwid: 'first' };
    element.metadata = metadata;
    await element.updateComplete;
    metadata.hwid = 'second';
    await checkKey(element);
    expect((await api.nextPost()).body).to.equal('{"metadata":{"hwid":"second"}}');
  });
});
