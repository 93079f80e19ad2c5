import { expect } from '@open-wc/testing';
import { createApi, type Reply } from '../support/api.js';
import { formatVerdict, createTag, checkKey } from '../support/tag.js';
import { goodReply, jsonReply } from '../support/verdict-rows.js';

let count = 0;
/** A key that no test has used before. */
const freshKey = (): string => `W-0NCE${++count}-VAL1D000-KEY0000W`;

const bare = jsonReply(404, { message: 'Not found' });
const plain = jsonReply(404, { message: 'License not found' });

/** The verdicts on one key, answer by answer, each by a tag of its own. */
async function verdicts(key: string, ...replies: Reply[]): Promise<string[]> {
  const api = await createApi(...replies);
  const heard = [];
  for (let i = 0; i < replies.length; i++)
    heard.push(formatVerdict(await checkKey(await createTag({ 'api-base': api.base }), key)));
  return heard;
}

describe('a bare "Not found"', () => {
  it('refuses a key that was never good here', async () => {
    expect(await verdicts(freshKey(), bare, bare)).to.deep.equal(['invalid:not-found', 'invalid:not-found']);
  });

  it('says nothing against a key that was good here', async () => {
    expect(await verdicts(freshKey(), goodReply(), bare, bare)).to.deep.equal([
      'valid',
      'unverified:unexpected-response',
      'unverified:unexpected-response',
    ]);
  });

  it('says nothing against it after faults either', async () => {
    const heard = await verdicts(freshKey(), goodReply(), { status: 401 }, jsonReply(200, 'nonsense'), bare);
    expect(heard.at(-1)).to.equal('unverified:unexpected-response');
  });

  it('says nothing against it at another address', async () => {
    const key = freshKey();
    expect(await verdicts(key, goodReply())).to.deep.equal(['valid']);
    expect(await verdicts(key, bare)).to.deep.equal(['unverified:unexpected-response']);
  });

  it('refuses a key that was refused since', async () => {
    for (const refusal of [
      goodReply({ valid: false }),
      plain,
      jsonReply(400, { message: 'Please reset your key to use on a new machine' }),
    ]) {
      expect((await verdicts(freshKey(), goodReply(), refusal, bare)).at(-1)).to.equal('invalid:not-found');
    }
  });

  it('says nothing against a key that another tag, for another product, had no use for', async () => {
    const key = freshKey();
    const api = await createApi(goodReply(), goodReply(), bare);
    const element = await createTag({ 'api-base': api.base });
    expect(formatVerdict(await checkKey(element, key))).to.equal('valid');
    expect(
      formatVerdict(await checkKey(await createTag({ 'api-base': api.base, product: 'prod_another' }), key)),
    ).to.equal('invalid:wrong-product');
    expect(formatVerdict(await checkKey(await createTag({ 'api-base': api.base }), key))).to.equal(
      'unverified:unexpected-response',
    );
  });

  it('refuses other keys than the good one', async () => {
    const api = await createApi(goodReply(), bare);
    const element = await createTag({ 'api-base': api.base });
    const key = freshKey();
    expect(formatVerdict(await checkKey(element, key))).to.equal('valid');
    expect(formatVerdict(await checkKey(element, freshKey()))).to.equal('invalid:not-found');
    expect(formatVerdict(await checkKey(element, key))).to.equal('unverified:unexpected-response');
  });
});

describe('a license that is said not to be found', () => {
  it('is refused also when it was good here', async () => {
    expect(await verdicts(freshKey(), goodReply(), plain)).to.deep.equal(['valid', 'invalid:not-found']);
  });
});
