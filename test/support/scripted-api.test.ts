import { expect } from '@open-wc/testing';
import { createApi, type Api } from './api.js';
import { personalTexts, validMembership } from './membership.js';

const KEY = 'PRO-0123AB-CDEF4567-89ABCDW';

function post(api: Api, key = KEY, init: RequestInit = {}): Promise<Response> {
  return fetch(`${api.base}/memberships/${encodeURIComponent(key)}/validate_license`, {
    method: 'POST',
    cache: 'no-store',
    ...init,
  });
}

/** Whether nothing comes while another API answers. */
async function isSilent(promise: Promise<unknown>): Promise<boolean> {
  let hasCome = false;
  promise.then(
    () => (hasCome = true),
    () => {},
  );
  await post(await createApi({}));
  return !hasCome;
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('should have failed'),
    (error: unknown) => error,
  );
}

describe('scripted API', () => {
  it('is on another origin', async () => {
    const api = await createApi();
    expect(api.origin).to.not.equal(location.origin);
    expect(new URL(api.base).origin).to.equal(api.origin);
    expect(api.base).to.match(/\/api\/v2$/);
  });

  it('records requests, including the preflight', async () => {
    const api = await createApi({ body: validMembership() });
    const response = await post(api, 'A b/ü', {
      headers: { Authorization: 'Bearer apik_test', 'Content-Type': 'application/json' },
      body: '{"metadata":{}}',
    });
    expect(response.status).to.equal(201);
    expect(response.headers.get('Content-Type')).to.equal('application/json');
    expect(await response.json()).to.include({ valid: true, product: 'prod_Wi5LVBzrFG2nE' });

    const [preflight, request, ...more] = await api.requests();
    expect(more).to.be.empty;
    expect(preflight?.method).to.equal('OPTIONS');
    expect(preflight?.headers['access-control-request-headers']).to.equal('authorization,content-type');
    expect(request?.method).to.equal('POST');
    expect(request?.path).to.equal('/api/v2/memberships/A%20b%2F%C3%BC/validate_license');
    expect(request?.headers).to.include({ authorization: 'Bearer apik_test', origin: location.origin });
    expect(request?.body).to.equal('{"metadata":{}}');
    expect(await api.posts()).to.deep.equal([request]);
  });

  it('gives each test its own API', async () => {
    const [one, other] = await Promise.all([createApi({ status: 200 }), createApi({ status: 404 })]);
    expect((await post(one)).status).to.equal(200);
    expect((await post(other)).status).to.equal(404);
    expect(await one.posts()).to.have.length(1);
  });

  it('replies in the scripted order and repeats the last reply', async () => {
    const api = await createApi(
      { status: 500 },
      { status: 429, headers: { 'Retry-After': '7', 'Access-Control-Expose-Headers': 'Retry-After' } },
    );
    expect((await post(api)).status).to.equal(500);
    for (const response of [await post(api), await post(api)]) {
      expect(response.status).to.equal(429);
      expect(response.headers.get('Retry-After')).to.equal('7');
    }
  });

  it('hides Retry-After unless it is exposed', async () => {
    const response = await post(await createApi({ status: 429, headers: { 'Retry-After': '7' } }));
    expect(response.headers.get('Retry-After')).to.equal(null);
  });

  it('replies by license key', async () => {
    const api = await createApi({ status: 404 });
    await api.replyTo('gute Größe', { status: 200, body: 'text' });
    expect((await post(api)).status).to.equal(404);
    const response = await post(api, 'gute Größe');
    expect(response.status).to.equal(200);
    expect(response.headers.get('Content-Type')).to.equal(null);
    expect(await response.text()).to.equal('text');
  });

  it('replies with 418 when nothing is scripted', async () => {
    expect((await post(await createApi())).status).to.equal(418);
  });

  it('reports each POST once, whether it is awaited before or after it arrives', async () => {
    const api = await createApi({});
    await post(api, 'first');
    const late = api.nextPost();
    const early = api.nextPost();
    await post(api, 'second');
    expect((await late).path).to.contain('first');
    expect((await early).path).to.contain('second');
  });

  it('holds replies and releases them in any order', async () => {
    const api = await createApi({ hold: true });
    const order: string[] = [];
    const one = post(api, 'one').then(() => order.push('one'));
    await api.nextPost();
    const two = post(api, 'two').then(() => order.push('two'));
    await api.nextPost();
    await api.release('two');
    await two;
    await api.release();
    await one;
    expect(order).to.deep.equal(['two', 'one']);
    expect(String(await failure(api.release()))).to.contain('being held');
  });

  it('drops a held reply when the request is aborted', async () => {
    const api = await createApi({ hold: true });
    const abort = new AbortController();
    const aborted = failure(post(api, 'one', { signal: abort.signal }));
    await api.nextPost();
    abort.abort();
    await aborted;
    const other = post(api, 'two');
    await api.nextPost();
    await api.release();
    expect((await other).status).to.equal(201);
  });

  it('cuts the connection in the middle of the body', async () => {
    const response = await post(await createApi({ body: validMembership(), cut: true }));
    expect(response.status).to.equal(201);
    await failure(response.text());
  });

  it('refuses a connection, once per request', async () => {
    const api = await createApi({ refuse: true });
    expect(await failure(post(api))).to.be.instanceOf(TypeError);
    expect(await api.posts()).to.have.length(1);
  });

  it('refuses only the request that is scripted to fail', async () => {
    const api = await createApi({}, {}, { refuse: true });
    await post(api);
    await post(api);
    expect(await failure(post(api))).to.be.instanceOf(TypeError);
    expect(await api.posts()).to.have.length(3);
  });

  it('goes silent before the headers', async () => {
    const api = await createApi({ stall: 'headers' });
    const abort = new AbortController();
    const answer = post(api, KEY, { signal: abort.signal });
    await api.nextPost();
    expect(await isSilent(answer)).to.equal(true);
    abort.abort();
    await failure(answer);
  });

  it('goes silent in the middle of the body', async () => {
    const response = await post(await createApi({ stall: 'body', body: validMembership() }));
    const reader = response.body!.getReader();
    expect((await reader.read()).value)
      .to.have.property('length')
      .above(0);
    expect(await isSilent(reader.read())).to.equal(true);
    await reader.cancel();
  });

  it('trickles forever', async () => {
    const reader = (await post(await createApi({ trickle: true, body: '{}' }))).body!.getReader();
    for (let i = 0; i < 5; i++) expect((await reader.read()).done).to.equal(false);
    await reader.cancel();
  });

  it('streams exactly as many bytes as asked, with complete JSON in them', async () => {
    const text = await (await post(await createApi({ huge: 1_000_000, body: { valid: true } }))).text();
    expect(text).to.have.length(1_000_000);
    expect(JSON.parse(text)).to.deep.equal({ valid: true });
  });

  it('redirects', async () => {
    const api = await createApi();
    const target = await createApi({ status: 200, body: 'elsewhere' });
    await api.reply({ redirect: `${target.base}/memberships/x/validate_license` });
    expect(await (await post(api)).text()).to.equal('elsewhere');
    expect(await failure(post(api, KEY, { redirect: 'error' }))).to.be.instanceOf(TypeError);
    expect(await target.posts()).to.have.length(1);
  });
});

describe('CORS in the test browser', () => {
  it('hides a response without the CORS header from the page', async () => {
    const api = await createApi({ cors: false, body: validMembership() });
    const headers = { 'Content-Type': 'application/json' };
    expect(await failure(post(api, KEY, { headers, body: '{}' }))).to.be.instanceOf(TypeError);
    expect((await api.requests()).map(({ method }) => method)).to.deep.equal(['OPTIONS', 'POST']);
  });

  it('blocks a header that the preflight does not allow', async () => {
    const api = await createApi({});
    expect(await failure(post(api, KEY, { headers: { 'X-Other': '1' } }))).to.be.instanceOf(TypeError);
    expect((await api.requests()).map(({ method }) => method)).to.deep.equal(['OPTIONS']);
  });
});

describe('validMembership', () => {
  it('has all personal fields, and a license key only when given', () => {
    expect(validMembership()).to.not.have.property('license_key');
    expect(validMembership({ license_key: KEY }).license_key).to.equal(KEY);
    const json = JSON.stringify(validMembership());
    for (const text of personalTexts) expect(json).to.contain(text);
    expect(personalTexts.length).to.be.above(15);
  });
});
