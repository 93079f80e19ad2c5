import { expect } from '@open-wc/testing';
import type { Remember } from '../../src/browser-storage.js';
import { LicenseStorage } from '../../src/license-storage.js';
import type { RememberedLicense } from '../../src/remembered-license.js';

const SCOPE = { apiBase: 'https://api.whop.com/api/v2', products: [], plans: [] };

function license(age = 0, licenseKey = 'DEMO-A1B2C3-D4E5F607-ABCDEFW'): RememberedLicense {
  return {
    apiBase: SCOPE.apiBase,
    licenseKey,
    checkedAt: new Date(Date.now() - age),
    membership: { id: 'mem_1', product: null, plan: null, status: 'active', expiresAt: null, renewsAt: null, cancelAtPeriodEnd: false, quantity: null, manageUrl: null },
  };
}

/** The page's storage, replaced until the test ends. */
function replaceStorage(name: 'localStorage' | 'sessionStorage', get: () => unknown): void {
  Object.defineProperty(globalThis, name, { configurable: true, get });
}

function refuse(): never {
  throw new DOMException('Denied.', 'SecurityError');
}

/** A storage as broken as they come. */
const BROKEN: [string, () => unknown][] = [
  ['denied', refuse],
  ['missing', () => undefined],
  ['null', () => null],
  ['denied when it is used', () => ({ getItem: refuse, setItem: refuse, removeItem: refuse })],
  ["somebody else's", () => ({ getItem: () => ({}), setItem: () => {}, removeItem: () => {} })],
  ['no storage', () => 'storage'],
  ['swallowing what is written', () => ({ getItem: () => null, setItem: () => {}, removeItem: () => {} })],
];

for (const [remember, name] of [
  ['local', 'localStorage'],
  ['session', 'sessionStorage'],
] as const) {
  describe(`a licence remembered in ${name}`, () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, name);
    const storage = new LicenseStorage(remember, SCOPE);

    afterEach(() => {
      if (own) Object.defineProperty(globalThis, name, own);
      else Reflect.deleteProperty(globalThis, name);
      globalThis[name].clear();
    });

    it('is there again', () => {
      const kept = license();
      expect(storage.keep(kept)).to.equal(true);
      expect(new LicenseStorage(remember, SCOPE).read()).to.deep.equal(kept);
      expect(globalThis[name].length).to.equal(1);
    });

    it('is gone when it is dropped, and its key with it', () => {
      storage.keep(license());
      storage.drop();
      expect(storage.read()).to.equal(null);
      expect(globalThis[name].getItem(storage.name)).not.to.include('DEMO');
    });

    it('is not brought back by a check that began earlier', () => {
      const slow = license(1);
      storage.drop();
      expect(storage.keep(slow)).to.equal(false);
      expect(storage.read()).to.equal(null);
    });

    it('is not brought back by a check that ended as it was dropped', () => {
      const kept = license();
      globalThis[name].setItem(storage.name, JSON.stringify({ droppedAt: +kept.checkedAt }));
      expect(storage.keep(kept)).to.equal(false);
    });

    it('is there after a new check, dropped or not', () => {
      const kept = license();
      globalThis[name].setItem(storage.name, JSON.stringify({ droppedAt: +kept.checkedAt - 1 }));
      expect(storage.keep(kept)).to.equal(true);
      expect(storage.read()).to.deep.equal(kept);
    });

    it('keeps the latest check', () => {
      const late = license(1000);
      storage.keep(late);
      storage.keep(license(5000));
      expect(storage.read()).to.deep.equal(late);
    });

    it('heeds no word of the future: the clock was put back', () => {
      const kept = license();
      for (const word of [license(-1e9), null]) {
        if (word) storage.keep(word);
        else globalThis[name].setItem(storage.name, JSON.stringify({ droppedAt: Date.now() + 1e9 }));
        expect(storage.keep(kept)).to.equal(true);
        expect(storage.read()).to.deep.equal(kept);
      }
    });

    it('is not lost where there is no room for another', () => {
      const kept = license(10);
      storage.keep(kept);
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = refuse;
      try {
        expect(storage.keep(license(0, 'DEMO-OTHER'))).to.equal(false);
        expect(storage.read()).to.deep.equal(kept);
        storage.drop();
        expect(storage.read(), 'dropped').to.equal(null);
      } finally {
        Storage.prototype.setItem = setItem;
      }
    });

    for (const [title, get] of BROKEN) {
      it(`is none where the storage is ${title}`, () => {
        replaceStorage(name, get);
        expect(storage.keep(license())).to.equal(false);
        expect(storage.read()).to.equal(null);
        storage.drop();
      });
    }
  });
}

describe('a licence that is not to be remembered', () => {
  it('is nowhere', () => {
    const storage = new LicenseStorage('' as Remember, SCOPE);
    expect(storage.keep(license())).to.equal(false);
    storage.drop();
    expect(storage.read()).to.equal(null);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
  });
});

describe('the place of a remembered licence', () => {
  const nameOf = (scope: object): string => new LicenseStorage('local', { ...SCOPE, ...scope }).name;

  it('is another one for another product, plan or api-base', () => {
    const names = [{}, { products: ['prod_a'] }, { products: ['prod_b'] }, { products: ['prod_a', 'prod_b'] }, { plans: ['plan_a'] }, { apiBase: 'https://relay.example' }].map(nameOf);
    expect(new Set(names).size).to.equal(names.length);
  });

  it('is the same, in whatever order they are named', () => {
    expect(nameOf({ products: ['prod_a', 'prod_b'] })).to.equal(nameOf({ products: ['prod_b', 'prod_a'] }));
  });
});
