import { expect } from '@open-wc/testing';
import type { Verdict } from '../../src/index.js';
import { createApi, type Api } from '../support/api.js';
import { recordEvents, formatVerdict, KEY, OTHER_KEY, stage, createTag } from '../support/tag.js';
import { goodReply, PRODUCT } from '../support/verdict-rows.js';

/** Creates tags with these attributes and checks all of them at once. */
async function checkWithAll(api: Api, tags: Record<string, string>[]): Promise<Promise<Verdict>[]> {
  const elements = await Promise.all(
    tags.map((attributes) => createTag({ 'api-base': api.base, 'license-key': KEY, ...attributes })),
  );
  return elements.map((element) => element.check());
}

/** Holds all responses until `count` POSTs have arrived, and returns the verdicts. */
async function getVerdicts(api: Api, tags: Record<string, string>[], count: number): Promise<string[]> {
  const promises = await checkWithAll(api, tags);
  for (let i = 0; i < count; i++) await api.nextPost();
  for (let i = 0; i < count; i++) await api.release();
  const verdicts = await Promise.all(promises);
  expect(await api.posts()).to.have.length(count);
  return verdicts.map(formatVerdict);
}

describe('concurrent identical checks share one request', () => {
  it('for fifty tags, each with its own event', async () => {
    const api = await createApi({ ...goodReply(), hold: true });
    const events = recordEvents(stage());
    const verdicts = await getVerdicts(api, Array(50).fill({}), 1);
    expect(verdicts).to.deep.equal(Array(50).fill('valid'));
    expect(events.filter((event) => event === 'valid')).to.have.length(50);
  });

  it('for tags that check while it is running', async () => {
    const api = await createApi({ ...goodReply(), hold: true });
    const [first] = await checkWithAll(api, [{}]);
    await api.nextPost();
    const [second] = await checkWithAll(api, [{}]);
    await api.release();
    expect(formatVerdict(await first!)).to.equal('valid');
    expect(formatVerdict(await second!)).to.equal('valid');
    expect(await api.posts()).to.have.length(1);
  });

  it('for tags with different products and plans, each with its own verdict', async () => {
    const api = await createApi({ ...goodReply(), hold: true });
    const tags: Record<string, string>[] = [
      {},
      { product: PRODUCT },
      { product: 'prod_other' },
      { plan: 'plan_other' },
    ];
    expect(await getVerdicts(api, tags, 1)).to.deep.equal([
      'valid',
      'valid',
      'invalid:wrong-product',
      'invalid:wrong-plan',
    ]);
  });

  it('for keys that are the same after cleaning', async () => {
    const api = await createApi({ ...goodReply(), hold: true });
    expect(await getVerdicts(api, [{}, { 'license-key': ` ${KEY}\u200b` }], 1)).to.deep.equal(['valid', 'valid']);
  });

  it('and its retry: fifty tags, two requests', async () => {
    const api = await createApi({ status: 503 }, { ...goodReply(), hold: true });
    const promises = await checkWithAll(api, Array(50).fill({}));
    await api.nextPost();
    await api.nextPost();
    await api.release();
    expect(new Set((await Promise.all(promises)).map(formatVerdict))).to.deep.equal(new Set(['valid']));
    expect(await api.posts()).to.have.length(2);
  });

  it('but not with later checks', async () => {
    const api = await createApi(goodReply());
    for (let i = 0; i < 2; i++) await Promise.all(await checkWithAll(api, [{}, {}]));
    expect(await api.posts()).to.have.length(2);
  });

  it('but not with a check that starts in a listener for the verdict', async () => {
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

describe('different checks send their own requests', () => {
  const differing: Record<string, Record<string, string>> = {
    'another key': { 'license-key': OTHER_KEY },
    'the key in another case': { 'license-key': KEY.toLowerCase() },
    'another API key': { 'api-key': 'apik_other' },
    'no API key': { 'api-key': '' },
    'other metadata': { metadata: '{"hwid":"7F"}' },
  };
  for (const [description, attributes] of Object.entries(differing)) {
    it(`for ${description}`, async () => {
      const api = await createApi({ ...goodReply(), hold: true });
      expect(await getVerdicts(api, [{}, attributes], 2)).to.deep.equal(['valid', 'valid']);
    });
  }

  it('for another API', async () => {
    const [one, other] = await Promise.all([createApi(goodReply()), createApi(goodReply({ valid: false }))]);
    const verdicts = await Promise.all([...(await checkWithAll(one, [{}])), ...(await checkWithAll(other, [{}]))]);
    expect(verdicts.map(formatVerdict)).to.deep.equal(['valid', 'invalid:inactive']);
    expect([(await one.posts()).length, (await other.posts()).length]).to.deep.equal([1, 1]);
  });
});

describe('a shared request continues when one tag gives up', () => {
  for (const [when, tags] of [
    ['first', [{ timeout: '30' }, {}]],
    ['last', [{}, { timeout: '30' }]],
  ] as const) {
    it(`because of its shorter timeout, having started ${when}`, async () => {
      const api = await createApi({ ...goodReply(), hold: true });
      const [impatient, patient] = when === 'first' ? [0, 1] : [1, 0];
      const promises = await checkWithAll(api, [...tags]);
      expect(formatVerdict(await promises[impatient]!)).to.equal('unverified:timeout');
      await api.nextPost();
      await api.release();
      expect(formatVerdict(await promises[patient]!)).to.equal('valid');
      expect(await api.posts()).to.have.length(1);
    });
  }

  it('because of forget()', async () => {
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

  it('and is aborted when the last tag gives up', async () => {
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
