import { expect } from '@open-wc/testing';
import { createApi, type Reply } from '../support/api.js';
import { formatVerdict, createTag, checkKey } from '../support/tag.js';
import { goodReply, jsonReply } from '../support/verdict-rows.js';

let count = 0;
/** Creates a key that no test has used before. */
const createUnusedKey = (): string => `W-0NCE${++count}-VAL1D000-KEY0000W`;

const bareNotFound = jsonReply(404, { message: 'Not found' });
const licenseNotFound = jsonReply(404, { message: 'License not found' });

/** Checks a key once per reply, each time with a new tag, and returns the verdicts. */
async function checkRepeatedly(key: string, ...replies: Reply[]): Promise<string[]> {
  const api = await createApi(...replies);
  const verdicts = [];
  for (let i = 0; i < replies.length; i++)
    verdicts.push(formatVerdict(await checkKey(await createTag({ 'api-base': api.base }), key)));
  return verdicts;
}

describe('a bare "Not found"', () => {
  it('refuses a key that was never valid here', async () => {
    expect(await checkRepeatedly(createUnusedKey(), bareNotFound, bareNotFound)).to.deep.equal([
      'invalid:not-found',
      'invalid:not-found',
    ]);
  });

  it('does not refuse a key that was valid here', async () => {
    expect(await checkRepeatedly(createUnusedKey(), goodReply(), bareNotFound, bareNotFound)).to.deep.equal([
      'valid',
      'unverified:unexpected-response',
      'unverified:unexpected-response',
    ]);
  });

  it('does not refuse it after faults either', async () => {
    const verdicts = await checkRepeatedly(
      createUnusedKey(),
      goodReply(),
      { status: 401 },
      jsonReply(200, 'nonsense'),
      bareNotFound,
    );
    expect(verdicts.at(-1)).to.equal('unverified:unexpected-response');
  });

  it('does not refuse it at another API', async () => {
    const key = createUnusedKey();
    expect(await checkRepeatedly(key, goodReply())).to.deep.equal(['valid']);
    expect(await checkRepeatedly(key, bareNotFound)).to.deep.equal(['unverified:unexpected-response']);
  });

  it('refuses a key that was refused since then', async () => {
    for (const refusal of [
      goodReply({ valid: false }),
      licenseNotFound,
      jsonReply(400, { message: 'Please reset your key to use on a new machine' }),
    ]) {
      expect((await checkRepeatedly(createUnusedKey(), goodReply(), refusal, bareNotFound)).at(-1)).to.equal(
        'invalid:not-found',
      );
    }
  });

  it('does not refuse a key that was only refused for another product', async () => {
    const key = createUnusedKey();
    const api = await createApi(goodReply(), goodReply(), bareNotFound);
    const element = await createTag({ 'api-base': api.base });
    expect(formatVerdict(await checkKey(element, key))).to.equal('valid');
    expect(
      formatVerdict(await checkKey(await createTag({ 'api-base': api.base, product: 'prod_another' }), key)),
    ).to.equal('invalid:wrong-product');
    expect(formatVerdict(await checkKey(await createTag({ 'api-base': api.base }), key))).to.equal(
      'unverified:unexpected-response',
    );
  });

  it('refuses keys other than the valid one', async () => {
    const api = await createApi(goodReply(), bareNotFound);
    const element = await createTag({ 'api-base': api.base });
    const key = createUnusedKey();
    expect(formatVerdict(await checkKey(element, key))).to.equal('valid');
    expect(formatVerdict(await checkKey(element, createUnusedKey()))).to.equal('invalid:not-found');
    expect(formatVerdict(await checkKey(element, key))).to.equal('unverified:unexpected-response');
  });
});

describe('a "License not found"', () => {
  it('refuses a key that was valid here', async () => {
    expect(await checkRepeatedly(createUnusedKey(), goodReply(), licenseNotFound)).to.deep.equal([
      'valid',
      'invalid:not-found',
    ]);
  });
});
