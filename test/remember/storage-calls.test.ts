import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { overrideGlobal } from '../support/override-global.js';
import { checkKey, createTag } from '../support/tag.js';

/** Counts the calls of a storage from now on, until the test ends. */
function countStorageCalls(): string[] {
  const calls: string[] = [];
  for (const method of ['getItem', 'setItem', 'removeItem'] as const) {
    const original = Storage.prototype[method] as (...args: unknown[]) => unknown;
    overrideGlobal(Storage.prototype, method, {
      value(this: Storage, ...args: unknown[]) {
        calls.push(method);
        return original.apply(this, args);
      },
      writable: true,
    });
  }
  return calls;
}

describe('one check of a tag that remembers', () => {
  afterEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  for (const [remember, most] of [
    ['local', 7],
    ['session', 3],
  ] as const) {
    it(`calls the storage at most ${most} times: ${remember}`, async () => {
      const api = await createApi({ body: validMembership() });
      const element = await createTag({ 'api-base': api.base, remember });
      const calls = countStorageCalls();
      expect((await checkKey(element)).outcome).to.equal('valid');
      expect(calls).to.have.length.within(1, most);
    });
  }
});
