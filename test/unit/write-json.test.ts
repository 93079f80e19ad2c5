import { expect } from '@open-wc/testing';
import { readCheckSettings } from '../../src/check/check-settings.js';
import { writeJson } from '../../src/check/write-json.js';
import { overrideGlobal } from '../support/override-global.js';
import { openPage } from '../support/page.js';

/** Returns the request's body, or the attribute that is to blame. */
function bodyFor(metadata: unknown): string {
  const settings = readCheckSettings({ apiKey: 'apik_test', metadata: metadata as object });
  return settings.ok ? settings.body : `misconfigured: ${settings.attribute}`;
}

/** Metadata of each kind that JSON has, and what leaves. */
const metadata = {
  hwid: '7F-ü\u2028"',
  count: [0, -1.5, 1e21, true, null],
  nested: { list: [[], {}, [{ a: ['b'] }]] },
  since: new Date(0),
};
const METADATA_JSON =
  '{"hwid":"7F-ü\u2028\\"","count":[0,-1.5,1e+21,true,null],"nested":{"list":[[],{},[{"a":["b"]}]]},' +
  '"since":"1970-01-01T00:00:00.000Z"}';

/** What JSON would drop or change. */
const unwritable: Record<string, unknown> = {
  'a function': () => 'x',
  undefined: undefined,
  NaN: NaN,
  Infinity: Infinity,
  'a BigInt': 1n,
  'a symbol': Symbol('x'),
  'a map': new Map([['a', 1]]),
  'a set': new Set([1]),
  'a date that is none': new Date(NaN),
  'a boxed string': new String('x'),
  'a boxed number': new Number(1),
  'a regular expression': /x/,
  'an error': new Error('x'),
  'a promise': Promise.resolve(),
  bytes: new Uint8Array(2),
  'a node': document.createElement('p'),
  'an instance of a class': new (class {
    a = 1;
  })(),
  'an instance of a class with a toJSON': new (class {
    toJSON = () => 'x';
  })(),
  'an object that inherits its members': Object.create({ a: 1 }),
  'a list with a gap': Object.assign([1], { 2: 3 }),
};

describe('metadata', () => {
  it('leaves as it was given', () => {
    expect(bodyFor(metadata)).to.equal(`{"metadata":${METADATA_JSON}}`);
    expect(bodyFor({})).to.equal('{"metadata":{}}');
  });

  for (const [description, value] of Object.entries(unwritable)) {
    it(`is misconfigured with ${description}, on any level`, () => {
      const given = [{ a: value }, { a: [value] }, { a: [{ b: value }] }, { a: { b: { c: [[value]] } } }];
      for (const each of given) expect(bodyFor(each)).to.equal('misconfigured: metadata');
      expect(() => writeJson(value)).to.throw();
    });
  }

  it('is misconfigured when it contains itself', () => {
    const object: Record<string, unknown> = {};
    const list: unknown[] = [object];
    object.list = list;
    expect(bodyFor(object)).to.equal('misconfigured: metadata');
    expect(bodyFor({ list })).to.equal('misconfigured: metadata');
  });

  it('may have the same part twice', () => {
    const part = { a: [1] };
    expect(bodyFor({ first: part, second: part })).to.equal('{"metadata":{"first":{"a":[1]},"second":{"a":[1]}}}');
  });

  it('may have no prototype', () => {
    const bare = Object.assign(Object.create(null) as object, { b: [Object.create(null)], a: 1 });
    expect(bodyFor(bare)).to.equal('{"metadata":{"b":[{}],"a":1}}');
  });

  it('may have a member named __proto__', () => {
    const given: unknown = JSON.parse('{"a":1,"__proto__":{"b":[{"__proto__":2}]}}');
    expect(bodyFor(given)).to.equal('{"metadata":{"a":1,"__proto__":{"b":[{"__proto__":2}]}}}');
  });

  it('leaves without what it inherits from a polluted prototype', () => {
    overrideGlobal(Object.prototype, 'hwid', { value: 'polluted', enumerable: true });
    expect(bodyFor({ a: {} })).to.equal('{"metadata":{"a":{}}}');
  });

  it('may be of another document', async () => {
    const { window } = await openPage();
    const given = window.eval(`({ list: [{ a: [1] }], since: new Date(0), bare: Object.create(null) })`) as object;
    expect(given).not.to.be.instanceOf(Object);
    expect(bodyFor(given)).to.equal('{"metadata":{"list":[{"a":[1]}],"since":"1970-01-01T00:00:00.000Z","bare":{}}}');
    for (const code of ['new Map()', 'new (class {})()', '() => 1', 'new String("x")'])
      expect(bodyFor({ a: window.eval(code) }), code).to.equal('misconfigured: metadata');
  });
});

describe('next to a library that adds a toJSON, metadata leaves as it was given:', () => {
  for (const { prototype, name } of [Object, Array, Date, String, Number, Boolean]) {
    it(`${name}.prototype`, () => {
      overrideGlobal(prototype, 'toJSON', { value: () => 'replaced', writable: true });
      expect(bodyFor(metadata)).to.equal(`{"metadata":${METADATA_JSON}}`);
    });
  }

  it('a library that replaces Array.from as well', () => {
    overrideGlobal(Array.prototype, 'toJSON', { value: () => 'replaced', writable: true });
    for (const from of [(list: Iterable<unknown>) => [...list], (item: unknown) => [item]]) {
      overrideGlobal(Array, 'from', { value: from, writable: true });
      expect(bodyFor(metadata)).to.equal(`{"metadata":${METADATA_JSON}}`);
      expect(bodyFor({ a: [NaN] })).to.equal('misconfigured: metadata');
    }
  });
});
