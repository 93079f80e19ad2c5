import { expect } from '@open-wc/testing';
import type { Remember } from '../../src/memory/browser-storage.js';
import { serializeResult } from '../../src/memory/serialize-result.js';
import { VerdictMemory } from '../../src/memory/verdict-memory.js';
import { invalid, unverified, type ValidVerdict } from '../../src/check/verdict.js';

const SCOPE = { apiBase: 'https://api.whop.com/api/v2', products: [], plans: [] };
const KEY = 'DEMO-A1B2C3-D4E5F607-ABCDEFW';
/** The key, and all else that a result depends on. */
const QUESTION = `apik_1 ${KEY}`;

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

/** Broken storages of each kind. */
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
    const original = Object.getOwnPropertyDescriptor(globalThis, name);
    const memory = new VerdictMemory(remember, SCOPE);
    const everythingStored = (): string => JSON.stringify({ ...globalThis[name] });
    const storeItem = (stored: object): void => globalThis[name].setItem(memory.name, JSON.stringify(stored));

    afterEach(() => {
      if (original) Object.defineProperty(globalThis, name, original);
      else Reflect.deleteProperty(globalThis, name);
      globalThis[name].clear();
    });

    it('is read back without its token', () => {
      memory.saveResult(valid, KEY, QUESTION);
      const { license } = new VerdictMemory(remember, SCOPE).read();
      expect(license).to.deep.equal({ licenseKey: KEY, verdict: { ...valid, token: null } });
      expect(globalThis[name].length).to.equal(1);
      expect(everythingStored()).not.to.include('secret');
    });

    it('is dropped when it is refused, and whoever asks the same reads the refusal', () => {
      memory.saveResult(valid, KEY, QUESTION);
      const refusal = invalid('inactive');
      memory.saveResult(refusal, KEY, QUESTION);
      const stored = memory.read();
      expect(stored.license).to.equal(null);
      expect(stored.readRefusalSince(QUESTION, +refusal.checkedAt)).to.deep.equal(refusal);
      expect(stored.readRefusalSince(`${QUESTION}X`, +refusal.checkedAt)).to.equal(null);
      expect(stored.readRefusalSince(QUESTION, +refusal.checkedAt + 1)).to.equal(null);
      expect(everythingStored()).not.to.include('DEMO').and.not.to.include('apik_1');
    });

    it('stays when another key is refused, and when nobody could say', () => {
      memory.saveResult(valid, KEY, QUESTION);
      memory.saveResult(invalid('not-found'), `${KEY}X`, 'x');
      memory.saveResult(unverified('server-error'), KEY, QUESTION);
      expect(memory.read().license?.licenseKey).to.equal(KEY);
    });

    it('is dropped when it is forgotten, which others can read', () => {
      const since = Date.now();
      memory.saveResult(valid, KEY, QUESTION);
      expect(memory.read().isForgottenSince(1)).to.equal(false);
      memory.forget();
      const stored = memory.read();
      expect(stored.license).to.equal(null);
      expect([stored.isForgottenSince(since), stored.isForgottenSince(Date.now() + 1)]).to.deep.equal([true, false]);
      expect(everythingStored()).not.to.include('DEMO');
    });

    it('ignores what comes from the future, because the system clock was set back', () => {
      memory.saveResult({ ...invalid('inactive'), checkedAt: new Date(Date.now() + 1e9) }, KEY, QUESTION);
      expect(memory.read().readRefusalSince(QUESTION, 0)).to.equal(null);
      storeItem({ forgottenAt: Date.now() + 1e9 });
      expect(memory.read().isForgottenSince(0)).to.equal(false);
    });

    it('replaces every earlier result, which must not come true later by a clock that was ahead', () => {
      memory.saveResult(invalid('inactive'), KEY, QUESTION);
      memory.forget();
      memory.saveResult(valid, KEY, QUESTION);
      const stored = memory.read();
      expect(stored.readRefusalSince(QUESTION, 0)).to.equal(null);
      expect(stored.isForgottenSince(1)).to.equal(false);
    });

    it('stays in a full storage, and can be dropped from it all the same', () => {
      memory.saveResult(valid, KEY, QUESTION);
      const { setItem } = Storage.prototype;
      try {
        Storage.prototype.setItem = refuse;
        memory.saveResult(valid, 'DEMO-OTHER', QUESTION);
        expect(memory.read().license?.licenseKey).to.equal(KEY);
        memory.forget();
        expect(memory.read().license, 'forgotten').to.equal(null);
        Storage.prototype.setItem = setItem;
        memory.saveResult(valid, KEY, QUESTION);
        Storage.prototype.setItem = refuse;
        memory.saveResult(invalid('inactive'), KEY, QUESTION);
        expect(memory.read().license, 'refused').to.equal(null);
      } finally {
        Storage.prototype.setItem = setItem;
      }
    });

    for (const [title, key] of [
      ['no key', ''],
      ['a number', 42],
      ['a key that is not clean', '"DEMO-VALID"'],
      ['a key that cannot be one', '../users'],
      ['an API key', 'apik_secret'],
    ] as const) {
      it(`is ignored beside ${title}`, () => {
        storeItem({ key: KEY, license: serializeResult(valid) });
        expect(memory.read().license?.licenseKey).to.equal(KEY);
        storeItem({ key, license: serializeResult(valid) });
        expect(memory.read().license).to.equal(null);
      });
    }

    it('is ignored when a refusal stands in its place, and the other way round', () => {
      memory.saveResult(invalid('inactive'), KEY, QUESTION);
      const { question, refusal } = JSON.parse(globalThis[name].getItem(memory.name)!) as Record<string, unknown>;
      storeItem({ key: KEY, license: refusal });
      expect(memory.read().license).to.equal(null);
      storeItem({ question, refusal: serializeResult(valid) });
      expect(memory.read().readRefusalSince(QUESTION, 0)).to.equal(null);
    });

    for (const text of ['', 'null', '[1]', '42', '{"theme":"dark"}', '{"key":', '"x"']) {
      it(`is nothing when the item says ${JSON.stringify(text)}`, () => {
        globalThis[name].setItem(memory.name, text);
        const stored = memory.read();
        expect(stored.license).to.equal(null);
        expect(stored.readRefusalSince(QUESTION, 0)).to.equal(null);
        expect(stored.isForgottenSince(0)).to.equal(false);
      });
    }

    for (const [title, get] of BROKEN) {
      it(`is nothing when the storage is ${title}`, () => {
        replaceStorage(name, get);
        memory.saveResult(valid, KEY, QUESTION);
        memory.saveResult(invalid('inactive'), KEY, QUESTION);
        memory.forget();
        const stored = memory.read();
        expect([stored.license, stored.readRefusalSince(QUESTION, 0)]).to.deep.equal([null, null]);
        expect(stored.isForgottenSince(1)).to.equal(false);
      });
    }
  });
}

describe('a license that is not to be remembered', () => {
  it('is stored nowhere', () => {
    const memory = new VerdictMemory('' as Remember, SCOPE);
    memory.saveResult(valid, KEY, QUESTION);
    memory.forget();
    expect(memory.read().license).to.equal(null);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
  });
});

describe('the storage item of a remembered license', () => {
  const nameOf = (scope: object): string => new VerdictMemory('local', { ...SCOPE, ...scope }).name;

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
