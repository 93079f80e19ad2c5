import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { checkKey, createTag, formatVerdict, KEY, OTHER_KEY, recordEvents } from '../support/tag.js';
import { expectWarnings } from '../support/warnings.js';

beforeEach(() => expectWarnings('misconfigured'));

const TIMES = 50;

/** Tags whose checks end without a request, and how these end. */
const tags: Record<string, [create: () => Promise<WhopLicenseCheck>, verdict: string]> = {
  'in a cooldown': [createRateLimitedTag, 'unverified:rate-limited'],
  'with a key that can be none': [() => createTag({ 'license-key': 'a/b' }), 'invalid:malformed-key'],
  'with an empty field': [() => createTag(), 'invalid:empty-key'],
  'with a setting that cannot be used': [
    () => createTag({ product: 'Pro', 'license-key': KEY }),
    'unverified:misconfigured',
  ],
};

async function createRateLimitedTag(): Promise<WhopLicenseCheck> {
  const api = await createApi({ status: 429 });
  await checkKey(await createTag({ 'api-base': api.base }), OTHER_KEY);
  return createTag({ 'api-base': api.base, 'license-key': KEY });
}

describe('a page that asks again at once', () => {
  for (const [description, [create, verdict]] of Object.entries(tags)) {
    it(`from its listener, ${description}, stays alive`, async () => {
      const element = await create();
      const events = recordEvents(element);
      let count = 0;
      let countAtTick = Infinity;
      await new Promise<void>((resolve) => {
        const onVerdict = (): void => (++count < TIMES ? void element.check() : resolve());
        for (const type of ['invalid', 'unverified']) element.addEventListener(type, onVerdict);
        setTimeout(() => (countAtTick = count));
        void element.check();
      });
      expect(countAtTick).to.be.below(2);
      expect(events.filter((event) => event === verdict)).to.have.length(TIMES);
    });

    it(`whenever its check ends, ${description}, stays alive`, async () => {
      const element = await create();
      let count = 0;
      let countAtTick = Infinity;
      setTimeout(() => (countAtTick = count));
      for (; count < TIMES; count++) expect(formatVerdict(await element.check())).to.equal(verdict);
      expect(countAtTick).to.be.below(2);
    });
  }
});
