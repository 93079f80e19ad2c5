import { expect } from '@open-wc/testing';
import type { Verdict } from '../../src/index.js';
import { createApi, type Api } from '../support/api.js';
import { recordEvents, formatVerdict, KEY, OTHER_KEY, stage, createTag } from '../support/tag.js';
import { goodReply, PRODUCT } from '../support/verdict-rows.js';

/** Tags that each have these attributes beside the API, all asked at once. */
async function askAll(api: Api, tags: Record<string, string>[]): Promise<Promise<Verdict>[]> {
  const elements = await Promise.all(
    tags.map((attributes) => createTag({ 'api-base': api.base, 'license-key': KEY, ...attributes })),
  );
  return elements.map((element) => element.check());
}

/** The verdicts on answers that are held until all that is sent has arrived: `count` POSTs. */
async function verdictsAfter(api: Api, tags: Record<string, string>[], count: number): Promise<string[]> {
  const promises = await askAll(api, tags);
  for (let i = 0; i < count; i++) await api.nextPost();
  for (let i = 0; i < count; i++) await api.release();
  const verdicts = await Promise.all(promises);
  expect(await api.posts()).to.have.length(count);
  return verdicts.map(formatVerdict);
}

describe('the same check asked for at once is one request', () => {
  it('by fifty tags, each with its own event', async () => {
    const api = await createApi({ ...goodReply(), hold: true });
    const events = recordEvents(stage());
    const verdicts = await verdictsAfter(api, Array(50).fill({}), 1);
    expect(verdicts).to.deep.equal(Array(50).fill('valid'));
    expect(events.filter((event) => event === 'valid')).to.have.length(50);
  });

  it('by tags that come while it is under way', async () => {
    const api = await createApi({ ...goodReply(), hold: true });
    const [first] = await askAll(api, [{}]);
    await api.nextPost();
    const [second] = await askAll(api, [{}]);
    await api.release();
    expect(formatVerdict(await first!)).to.equal('valid');
    expect(formatVerdict(await second!)).to.equal('valid');
    expect(await api.posts()).to.have.length(1);
  });

  it('by tags for different products and plans, each with its own verdict', async () => {
    const api = await createApi({ ...goodReply(), hold: true });
    const tags: Record<string, string>[] = [
      {},
      { product: PRODUCT },
      { product: 'prod_other' },
      { plan: 'plan_other' },
    ];
    expect(await verdictsAfter(api, tags, 1)).to.deep.equal([
      'valid',
      'valid',
      'invalid:wrong-product',
      'invalid:wrong-plan',
    ]);
  });

  it('by keys that are the same once they are cleaned', async () => {
    const api = await createApi({ ...goodReply(), hold: true });
    expect(await verdictsAfter(api, [{}, { 'license-key': ` ${KEY}\u200b` }], 1)).to.deep.equal(['valid', 'valid']);
  });

  it('after a fault too: fifty tags, two tries', async () => {
    const api = await createApi({ status: 503 }, { ...goodReply(), hold: true });
    const promises = await askAll(api, Array(50).fill({}));
    await api.nextPost();
    await api.nextPost();
    await api.release();
    expect(new Set((await Promise.all(promises)).map(formatVerdict))).to.deep.equal(new Set(['valid']));
    expect(await api.posts()).to.have.length(2);
  });

  it('and is asked again by whoever comes later', async () => {
    const api = await createApi(goodReply());
    for (let i = 0; i < 2; i++) await Promise.all(await askAll(api, [{}, {}]));
    expect(await api.posts()).to.have.length(2);
  });

  it('and is asked again by a listener to its end', async () => {
    const api = await createApi(goodReply());
    const [one, other] = await Promise.all([1, 2].map(() => createTag({ 'api-base': api.base, 'license-key': KEY })));
    const again = new Promise<Verdict>((resolve) => {
      one!.addEventListener('valid', () => resolve(one!.check()), { once: true });
    });
    await Promise.all([one!.check(), other!.check()]);
    expect(formatVerdict(await again)).to.equal('valid');
    expect(await api.posts()).to.have.length(2);
  });
});

describe('checks that differ are requests of their own', () => {
  const differing: Record<string, Record<string, string>> = {
    'another key': { 'license-key': OTHER_KEY },
    'the key in another case': { 'license-key': KEY.toLowerCase() },
    'another API key': { 'api-key': 'apik_other' },
    'no API key': { 'api-key': '' },
    'other metadata': { metadata: '{"hwid":"7F"}' },
  };
  for (const [what, attributes] of Object.entries(differing)) {
    it(`for ${what}`, async () => {
      const api = await createApi({ ...goodReply(), hold: true });
      expect(await verdictsAfter(api, [{}, attributes], 2)).to.deep.equal(['valid', 'valid']);
    });
  }

  it('for another API', async () => {
    const [one, other] = await Promise.all([createApi(goodReply()), createApi(goodReply({ valid: false }))]);
    const verdicts = await Promise.all([...(await askAll(one, [{}])), ...(await askAll(other, [{}]))]);
    expect(verdicts.map(formatVerdict)).to.deep.equal(['valid', 'invalid:inactive']);
    expect([(await one.posts()).length, (await other.posts()).length]).to.deep.equal([1, 1]);
  });
});

describe('a tag that gives up leaves the others their check', () => {
  for (const [when, tags] of [
    ['first', [{ timeout: '30' }, {}]],
    ['last', [{}, { timeout: '30' }]],
  ] as const) {
    it(`by its own, shorter timeout, having come ${when}`, async () => {
      const api = await createApi({ ...goodReply(), hold: true });
      const [impatient, patient] = when === 'first' ? [0, 1] : [1, 0];
      const promises = await askAll(api, [...tags]);
      expect(formatVerdict(await promises[impatient]!)).to.equal('unverified:timeout');
      await api.nextPost();
      await api.release();
      expect(formatVerdict(await promises[patient]!)).to.equal('valid');
      expect(await api.posts()).to.have.length(1);
    });
  }

  it('by forget()', async () => {
    const api = await createApi({ ...goodReply(), hold: true });
    const [one, other] = await Promise.all([1, 2].map(() => createTag({ 'api-base': api.base, 'license-key': KEY })));
    const promises = [one!.check(), other!.check()];
    await api.nextPost();
    one!.forget();
    expect(formatVerdict(await promises[0]!)).to.equal('unverified:superseded');
    await api.release();
    expect(formatVerdict(await promises[1]!)).to.equal('valid');
    expect(await api.posts()).to.have.length(1);
  });

  it('and the last to give up ends the request: the next check is one of its own', async () => {
    const api = await createApi({ ...goodReply(), stall: 'headers' }, goodReply());
    const [one, other] = await Promise.all([1, 2].map(() => createTag({ 'api-base': api.base, 'license-key': KEY })));
    const promises = [one!.check(), other!.check()];
    await api.nextPost();
    one!.forget();
    other!.forget();
    await Promise.all(promises);
    one!.licenseKey = KEY;
    expect(formatVerdict(await one!.check())).to.equal('valid');
    expect(await api.posts()).to.have.length(2);
  });
});
