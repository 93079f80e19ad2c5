import { expect } from '@open-wc/testing';
import type { Remember } from '../../src/memory/browser-storage.js';
import { LicenseStorage } from '../../src/memory/verdict-memory.js';
import { writeRuling } from '../../src/memory/serialize-result.js';
import { invalid, unverified, type ValidVerdict } from '../../src/check/verdict.js';

const SCOPE = { apiBase: 'https://api.whop.com/api/v2', products: [], plans: [] };
const KEY = 'DEMO-A1B2C3-D4E5F607-ABCDEFW';
/** What it was asked by. */
const ASKED = `apik_1 ${KEY}`;

const valid: ValidVerdict = {
  outcome: 'valid',
  membership: {
    id: 'mem_1',
    product: null,
    plan: null,
    status: 'active',
    expiresAt: null,
    renewsAt: null,
    cancelAtPeriodEnd: false,
    quantity: null,
    manageUrl: null,
  },
  checkedAt: new Date(),
  stale: false,
  token: 'secret',
};

/** The page's storage, replaced until the test ends. */
function replaceStorage(name: 'localStorage' | 'sessionStorage', get: () => unknown): void {
  // WebKit goes on with a getter that it has called often, unless that is gone first.
  Reflect.deleteProperty(globalThis, name);
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
  describe(`a license remembered in ${name}`, () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, name);
    const storage = new LicenseStorage(remember, SCOPE);
    const everything = (): string => JSON.stringify({ ...globalThis[name] });

    afterEach(() => {
      if (own) Object.defineProperty(globalThis, name, own);
      else Reflect.deleteProperty(globalThis, name);
      globalThis[name].clear();
    });

    it('is there again, without its token', () => {
      expect(storage.isThere()).to.equal(true);
      storage.tell(valid, KEY, ASKED);
      expect(new LicenseStorage(remember, SCOPE).read()).to.deep.equal({
        licenseKey: KEY,
        verdict: { ...valid, token: null },
      });
      expect(globalThis[name].length).to.equal(1);
      expect(everything()).not.to.include('secret');
    });

    it('is gone when it is refused, and the refusal is heard by who asks the same', () => {
      storage.tell(valid, KEY, ASKED);
      const refusal = invalid('inactive');
      storage.tell(refusal, KEY, ASKED);
      expect(storage.read()).to.equal(null);
      expect(storage.heard(ASKED, +refusal.checkedAt)).to.deep.equal(refusal);
      expect(storage.heard(`${ASKED}X`, +refusal.checkedAt)).to.equal(null);
      expect(storage.heard(ASKED, +refusal.checkedAt + 1)).to.equal(null);
      expect(everything()).not.to.include('DEMO').and.not.to.include('apik_1');
    });

    it('stays where another key is refused, and where nobody could say', () => {
      storage.tell(valid, KEY, ASKED);
      storage.tell(invalid('not-found'), `${KEY}X`, 'x');
      storage.tell(unverified('server-error'), KEY, ASKED);
      expect(storage.read()?.licenseKey).to.equal(KEY);
    });

    it('is gone when it is to be forgotten, which is heard too', () => {
      const since = Date.now();
      storage.tell(valid, KEY, ASKED);
      expect(storage.isForgotten(1)).to.equal(false);
      storage.forget();
      expect(storage.read()).to.equal(null);
      expect([storage.isForgotten(since), storage.isForgotten(Date.now() + 1)]).to.deep.equal([true, false]);
      expect(everything()).not.to.include('DEMO');
    });

    it('heeds no word of the future: the clock was put back', () => {
      storage.tell({ ...invalid('inactive'), checkedAt: new Date(Date.now() + 1e9) }, KEY, ASKED);
      globalThis[name].setItem(`${storage.name} forgotten`, `${Date.now() + 1e9}`);
      expect(storage.heard(ASKED, 0)).to.equal(null);
      expect(storage.isForgotten(0)).to.equal(false);
    });

    it('ends every earlier word: one of a clock that was ahead must not come true later', () => {
      storage.tell(invalid('inactive'), KEY, ASKED);
      storage.forget();
      storage.tell(valid, KEY, ASKED);
      expect(storage.heard(ASKED, 0)).to.equal(null);
      expect(storage.isForgotten(1)).to.equal(false);
    });

    it('is not lost where there is no room for another, and can be dropped all the same', () => {
      storage.tell(valid, KEY, ASKED);
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = refuse;
      try {
        storage.tell(valid, 'DEMO-OTHER', ASKED);
        expect(storage.read()?.licenseKey).to.equal(KEY);
        expect(storage.isThere()).to.equal(false);
        storage.forget();
        expect(storage.read(), 'dropped').to.equal(null);
      } finally {
        Storage.prototype.setItem = setItem;
      }
    });

    for (const [title, of] of [
      ['no key', ''],
      ['a number', 42],
      ['a key that is not clean', '"DEMO-VALID"'],
      ['a key that cannot be one', '../users'],
      ['an API key', 'apik_secret'],
    ] as const) {
      it(`is none where somebody put ${title}`, () => {
        globalThis[name].setItem(storage.name, writeRuling(valid, of));
        expect(storage.read()).to.equal(null);
      });
    }

    it('is none where somebody put a refusal in its place, which is heard in no other place either', () => {
      storage.tell(invalid('inactive'), KEY, ASKED);
      globalThis[name].setItem(storage.name, globalThis[name].getItem(`${storage.name} answer`)!);
      expect(storage.read()).to.equal(null);
      const { of } = JSON.parse(globalThis[name].getItem(`${storage.name} answer`)!) as { of: number };
      globalThis[name].setItem(`${storage.name} answer`, writeRuling(valid, of));
      expect(storage.heard(ASKED, 0)).to.equal(null);
    });

    for (const [title, get] of BROKEN) {
      it(`is none where the storage is ${title}`, () => {
        replaceStorage(name, get);
        storage.tell(valid, KEY, ASKED);
        storage.tell(invalid('inactive'), KEY, ASKED);
        expect([storage.read(), storage.heard(ASKED, 0)]).to.deep.equal([null, null]);
        storage.forget();
        expect([storage.isThere(), storage.isForgotten(1)]).to.deep.equal([false, false]);
      });
    }
  });
}

describe('a license that is not to be remembered', () => {
  it('is nowhere', () => {
    const storage = new LicenseStorage('' as Remember, SCOPE);
    storage.tell(valid, KEY, ASKED);
    storage.forget();
    expect([storage.read(), storage.isThere()]).to.deep.equal([null, false]);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
  });
});

describe('the place of a remembered license', () => {
  const nameOf = (scope: object): string => new LicenseStorage('local', { ...SCOPE, ...scope }).name;

  it('is another one for another product, plan or api-base', () => {
    const names = [
      {},
      { products: ['prod_a'] },
      { products: ['prod_b'] },
      { products: ['prod_a', 'prod_b'] },
      { plans: ['plan_a'] },
      { apiBase: 'https://relay.example' },
    ].map(nameOf);
    expect(new Set(names).size).to.equal(names.length);
  });

  it('is the same, in whatever order they are named', () => {
    expect(nameOf({ products: ['prod_a', 'prod_b'] })).to.equal(nameOf({ products: ['prod_b', 'prod_a'] }));
  });
});
