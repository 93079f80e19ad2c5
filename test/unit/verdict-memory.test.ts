import { expect } from '@open-wc/testing';
import type { Remember } from '../../src/memory/browser-storage.js';
import { serializeResult } from '../../src/memory/serialize-result.js';
import { hasRemembered, readForgottenAt, VerdictMemory } from '../../src/memory/verdict-memory.js';
import { overrideGlobal } from '../support/override-global.js';
import { invalid, unverified, type ValidVerdict } from '../../src/check/verdict.js';

const SCOPE = {
  apiBase: 'https://api.whop.com/api/v2',
  apiKey: 'apik_1',
  products: [],
  plans: [],
  requirements: 'apik_1 {}',
};
const KEY = 'DEMO-A1B2C3-D4E5F607-ABCDEFW';

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
      memory.saveResult(valid, KEY);
      const { license } = new VerdictMemory(remember, SCOPE).read();
      expect(license).to.deep.equal({ licenseKey: KEY, verdict: { ...valid, token: null } });
      expect(globalThis[name].length).to.equal(1);
      expect(everythingStored()).not.to.include('secret');
    });

    it('is dropped when it is refused, and whoever asks the same reads the refusal', () => {
      memory.saveResult(valid, KEY);
      const refusal = invalid('inactive');
      memory.saveResult(refusal, KEY);
      const stored = memory.read();
      expect(stored.license).to.equal(null);
      expect(stored.readRefusalSince(KEY, +refusal.checkedAt)).to.deep.equal(refusal);
      expect(stored.readRefusalSince(`${KEY}X`, +refusal.checkedAt)).to.equal(null);
      expect(stored.readRefusalSince(KEY, +refusal.checkedAt + 1)).to.equal(null);
      expect(everythingStored()).not.to.include('DEMO').and.not.to.include('apik_1');
    });

    it('stays when another key is refused, and when nobody could say', () => {
      memory.saveResult(valid, KEY);
      memory.saveResult(invalid('not-found'), `${KEY}X`);
      memory.saveResult(unverified('server-error'), KEY);
      expect(memory.read().license?.licenseKey).to.equal(KEY);
      expect(hasRemembered(remember)).to.equal(true);
    });

    it('is forgotten with all that was ever stored about it, and other tabs hear of it', () => {
      const written: string[] = [];
      const { setItem } = Storage.prototype;
      overrideGlobal(Storage.prototype, 'setItem', {
        value(this: Storage, item: string, text: string) {
          written.push(text);
          setItem.call(this, item, text);
        },
      });
      const earlier = new VerdictMemory(remember, { ...SCOPE, requirements: 'apik_1 {"hwid":1}' });
      const others = [{ products: ['prod_a'] }, { apiKey: 'apik_2' }].map(
        (scope) => new VerdictMemory(remember, { ...SCOPE, ...scope }),
      );
      for (const each of [earlier, memory, ...others]) each.saveResult(valid, KEY);
      memory.saveResult(invalid('inactive'), `${KEY}X`);
      const since = Date.now();
      written.length = 0;
      expect(memory.forget()).to.have.members([memory.name, earlier.name]);
      expect(Object.keys(globalThis[name])).to.have.members(others.map((other) => other.name));
      expect(written.map(readForgottenAt).every((at) => at >= since && at <= Date.now())).to.equal(true);
      expect(written).to.have.length(2);
    });

    it('lends its key to the same seller with other settings, and to nobody else', () => {
      const memoryFor = (changes: object): VerdictMemory =>
        new VerdictMemory(remember, { ...SCOPE, requirements: 'others', ...changes });
      const products = ['prod_a'];
      expect(memoryFor({}).findRelatedKey()).to.equal(null);
      memory.saveResult(valid, KEY);
      expect(memoryFor({}).findRelatedKey()).to.equal(KEY);
      expect(memoryFor({}).read().license).to.equal(null);
      for (const changes of [
        { products },
        { plans: ['plan_a'] },
        { apiBase: 'https://relay.example' },
        { apiKey: '' },
      ]) {
        expect(memoryFor(changes).findRelatedKey()).to.equal(null);
      }
      memoryFor({ products }).saveResult(valid, KEY);
      expect(memoryFor({ products, apiKey: 'apik_2', requirements: 'new' }).findRelatedKey()).to.equal(KEY);
    });

    it('ignores what comes from the future, because the system clock was set back', () => {
      memory.saveResult({ ...invalid('inactive'), checkedAt: new Date(Date.now() + 1e9) }, KEY);
      expect(memory.read().readRefusalSince(KEY, 0)).to.equal(null);
    });

    it('replaces every earlier result, which must not come true later by a clock that was ahead', () => {
      memory.saveResult(invalid('inactive'), KEY);
      memory.forget();
      memory.saveResult(valid, KEY);
      expect(memory.read().readRefusalSince(KEY, 0)).to.equal(null);
    });

    it('stays in a full storage, and can be dropped from it all the same', () => {
      memory.saveResult(valid, KEY);
      const { setItem } = Storage.prototype;
      try {
        Storage.prototype.setItem = refuse;
        memory.saveResult(valid, 'DEMO-OTHER');
        expect(memory.read().license?.licenseKey).to.equal(KEY);
        memory.forget();
        expect(memory.read().license, 'forgotten').to.equal(null);
        Storage.prototype.setItem = setItem;
        memory.saveResult(valid, KEY);
        Storage.prototype.setItem = refuse;
        memory.saveResult(invalid('inactive'), KEY);
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
      memory.saveResult(invalid('inactive'), KEY);
      const { refused, refusal } = JSON.parse(globalThis[name].getItem(memory.name)!) as Record<string, unknown>;
      storeItem({ key: KEY, license: refusal });
      expect(memory.read().license).to.equal(null);
      storeItem({ refused, refusal: serializeResult(valid) });
      expect(memory.read().readRefusalSince(KEY, 0)).to.equal(null);
    });

    for (const text of ['', 'null', '[1]', '42', '{"theme":"dark"}', '{"key":', '"x"']) {
      it(`is nothing when the item says ${JSON.stringify(text)}`, () => {
        globalThis[name].setItem(memory.name, text);
        const stored = memory.read();
        expect(stored.license).to.equal(null);
        expect(stored.readRefusalSince(KEY, 0)).to.equal(null);
      });
    }

    for (const [title, get] of BROKEN) {
      it(`is nothing when the storage is ${title}`, () => {
        replaceStorage(name, get);
        memory.saveResult(valid, KEY);
        memory.saveResult(invalid('inactive'), KEY);
        memory.forget();
        const stored = memory.read();
        expect([stored.license, stored.readRefusalSince(KEY, 0)]).to.deep.equal([null, null]);
      });
    }
  });
}

describe('a license that is not to be remembered', () => {
  it('is stored nowhere', () => {
    const memory = new VerdictMemory('' as Remember, SCOPE);
    memory.saveResult(valid, KEY);
    memory.forget();
    expect(memory.read().license).to.equal(null);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
  });
});

describe('the storage item of a remembered license', () => {
  const nameOf = (scope: object): string => new VerdictMemory('local', { ...SCOPE, ...scope }).name;

  it('is another one for another product, plan, api-base, API key or metadata', () => {
    const names = [
      {},
      { products: ['prod_a'] },
      { products: ['prod_b'] },
      { products: ['prod_a', 'prod_b'] },
      { plans: ['plan_a'] },
      { apiBase: 'https://relay.example' },
      { apiKey: 'apik_2' },
      { requirements: 'apik_1 {"hwid":1}' },
    ].map(nameOf);
    expect(new Set(names).size).to.equal(names.length);
  });
});
