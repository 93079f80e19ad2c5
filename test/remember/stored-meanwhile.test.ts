import { expect } from '@open-wc/testing';
import { invalid } from '../../src/check/verdict.js';
import type { VerdictMemory } from '../../src/memory/verdict-memory.js';
import { createApi } from '../support/api.js';
import { memoryOf } from '../support/memory-of.js';
import { validMembership } from '../support/membership.js';
import { checkKey, createTag, KEY } from '../support/tag.js';
import { expectWarnings } from '../support/warnings.js';

/** What other tabs can do to the storage, before this one hears of it by an event. */
const actions: Record<string, (memory: VerdictMemory) => void> = {
  'forgets the license': (memory) => memory.forget(),
  'is told that the license is refused': (memory) => memory.saveResult(invalid('inactive'), KEY),
};

beforeEach(() => expectWarnings('unauthorized'));

describe('a check that ends with a fault', () => {
  afterEach(() => localStorage.clear());

  for (const [description, act] of Object.entries(actions)) {
    it(`does not bring the license back when another tab ${description} meanwhile`, async () => {
      const api = await createApi({ body: validMembership() }, { hold: true, status: 401 });
      const element = await createTag({ 'api-base': api.base, remember: 'local' });
      const memory = memoryOf(element);
      await checkKey(element);
      await api.nextPost();
      expect(memory.read().license?.licenseKey).to.equal(KEY);
      const check = element.check();
      await api.nextPost();
      act(memory);
      await api.release();
      await check;
      expect(memory.read().license).to.equal(null);
    });
  }
});
