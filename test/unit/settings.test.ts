import { expect } from '@open-wc/testing';
import {
  readCheckSettings,
  type CheckOptions,
  type CheckSettings,
  type Misconfigured,
} from '../../src/check/check-settings.js';

const given = { apiKey: 'apik_test' };

function use(settings: Record<string, unknown>): CheckSettings {
  const read = readCheckSettings({ ...given, ...settings } as CheckOptions);
  if (!read.ok) expect.fail(`was refused: ${read.attribute}`);
  return read;
}

/** The attribute that the seller is told to fix. */
function faultyAttribute(settings: Record<string, unknown>): string {
  const read = readCheckSettings({ ...given, ...settings } as CheckOptions);
  if (read.ok) expect.fail(`was accepted: ${JSON.stringify(read)}`);
  return read.attribute;
}

function expectRefused(attribute: string, name: string, values: readonly unknown[]): void {
  for (const value of values) {
    const text = faultyAttribute({ [name]: value });
    expect(text, describeValue(value)).to.equal(attribute);
  }
}

function describeValue(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value).slice(0, 60) : Object.prototype.toString.call(value);
}

const throwing = {
  toString: (): string => {
    throw new Error('SECRET');
  },
  valueOf: (): number => {
    throw new Error('SECRET');
  },
};

describe('settings that nobody gave', () => {
  it('are the contract\u2019s defaults', () => {
    const defaults = {
      ok: true,
      apiBase: 'https://api.whop.com/api/v2',
      apiKey: 'apik_test',
      products: [],
      plans: [],
      body: '{"metadata":{}}',
      timeoutMs: 10000,
    };
    expect(use({})).to.deep.equal(defaults);
    expect(
      use({ apiBase: undefined, product: undefined, plan: undefined, metadata: undefined, timeout: undefined }),
    ).to.deep.equal(defaults);
    expect(use({ apiBase: null, product: null, plan: null, metadata: null, timeout: null })).to.deep.equal(defaults);
    expect(use({ product: '', plan: '  \n' })).to.deep.equal(defaults);
  });
});

describe('api-key', () => {
  it('loses white space around it and "Bearer " in front', () => {
    for (const apiKey of [
      'apik_test',
      ' apik_test\n',
      'Bearer apik_test',
      'bearer apik_test',
      'BEARER\tapik_test',
      '\n Bearer \n apik_test \r\n',
      '\u00a0apik_test\u00a0',
    ]) {
      expect(use({ apiKey }).apiKey, JSON.stringify(apiKey)).to.equal('apik_test');
    }
    expect(use({ apiKey: 'bearerapik_test' }).apiKey).to.equal('bearerapik_test');
  });

  it('is missed at Whop, whatever stands in its place', () => {
    for (const apiKey of [undefined, null, '', ' ', '\n', 'Bearer', 'bearer ', ' Bearer \n']) {
      for (const apiBase of [
        undefined,
        'https://api.whop.com/api/v2/',
        'https://API.WHOP.COM/x',
        'https://whop.com/api',
        'https://api.whop.com:443',
        'https://api.whop.com:8443/',
      ]) {
        expect(faultyAttribute({ apiKey, apiBase }), `${apiKey} at ${apiBase}`).to.equal('api-key');
      }
    }
  });

  it('is not missed by a relay of the seller\u2019s own', () => {
    for (const apiBase of [
      'https://relay.example/v2',
      'https://evilwhop.com',
      'https://whop.com.example',
      'http://localhost:8787',
      '/relay',
      'https://relay.example/whop.com/',
    ]) {
      expect(use({ apiKey: '', apiBase }).apiKey, apiBase).to.equal('');
    }
  });

  it('is one word of plain ASCII', () => {
    expectRefused('api-key', 'apiKey', [
      'apik a',
      'apik\na',
      'apik\ta',
      'apik_\u00e9',
      'apik_\u200b',
      '\u201capik\u201d',
      'apik_\0',
      'apik_\x7f',
      'apik_a\r\nX-Evil: 1',
      'Bearer Bearer apik_a',
      'apik_\ud800',
      'x'.repeat(1e6),
      {},
    ]);
  });

  it('is text', () => {
    expectRefused('api-key', 'apiKey', [Symbol('apik_x'), true, 5, ['apik_x'], { toString: () => 'apik_x' }]);
  });
});

describe('product and plan', () => {
  for (const [name, prefix] of [
    ['product', 'prod_'],
    ['plan', 'plan_'],
  ] as const) {
    const field = name === 'product' ? 'products' : 'plans';

    it(`${name}: one or more ids, separated by any white space`, () => {
      expect(use({ [name]: `${prefix}A` })[field]).to.deep.equal([`${prefix}A`]);
      expect(use({ [name]: ` ${prefix}A1\n\t${prefix}b2\u00a0${prefix}c-3_d ` })[field]).to.deep.equal([
        `${prefix}A1`,
        `${prefix}b2`,
        `${prefix}c-3_d`,
      ]);
    });

    it(`${name}: a word that is none is the seller's to fix, not a product that nobody has`, () => {
      const words = [
        'x',
        prefix,
        prefix.toUpperCase() + 'A',
        `${prefix}a,${prefix}b`,
        `${prefix}a;`,
        `${prefix}<b>`,
        `${prefix}\u00e9`,
        `${prefix}\u200b`,
        `x${prefix}a`,
        `"${prefix}a"`,
        'pass_1',
        '*',
        '{}',
        'null',
        'undefined',
        '\u200b',
        'x'.repeat(1e6),
      ];
      expectRefused(name, name, [
        ...words,
        ...words.map((word) => `${prefix}good1 ${word}`),
        0,
        5,
        NaN,
        true,
        false,
        {},
        ['x'],
        Symbol('x'),
      ]);
      expectRefused(name, name, [name === 'product' ? 'plan_A1' : 'prod_A1']);
    });
  }
});

describe('metadata', () => {
  it('becomes the body, in the seller\u2019s order', () => {
    expect(use({ metadata: { hwid: 'A', app: 1 } }).body).to.equal('{"metadata":{"hwid":"A","app":1}}');
    expect(use({ metadata: Object.assign(Object.create(null), { b: null, a: [true] }) }).body).to.equal(
      '{"metadata":{"b":null,"a":[true]}}',
    );
    expect(use({ metadata: { 'he said "\u2028"': '</script>\ud800' } }).body).to.equal(
      '{"metadata":{"he said \\"\u2028\\"":"</script>\\ud800"}}',
    );
  });

  it('is an object of JSON\u2019s, and nothing else is', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    expectRefused('metadata', 'metadata', [
      cyclic,
      { big: 5n },
      5n,
      [],
      [{}],
      'text',
      '{}',
      '{"hwid":"A"}',
      '',
      0,
      5,
      NaN,
      Infinity,
      true,
      false,
      Symbol('x'),
      () => ({}),
      new Date(0),
      new Date(NaN),
      new String('{}'),
      { toJSON: () => 'x' },
      { toJSON: () => undefined },
    ]);
    expectRefused('metadata', 'metadata', [
      { hwid: undefined },
      { hwid: NaN },
      { hwid: () => 'A' },
      new Map([['hwid', 'A']]),
      { devices: new Set(['A']) },
    ]);
    expectRefused('metadata', 'metadata', [
      {
        get hwid() {
          throw new Error('SECRET');
        },
      },
      {
        toJSON() {
          throw new Error('SECRET');
        },
      },
    ]);
  });
});

describe('timeout', () => {
  it('is a number of milliseconds that a timer can hold', () => {
    for (const [timeout, read] of [
      [1, 1],
      [10_000, 10_000],
      [2 ** 31 - 1, 2 ** 31 - 1],
      ['5000', 5000],
    ] as const)
      expect(use({ timeout }).timeoutMs).to.equal(read);
  });

  it('is refused where it would fire at once, or never', () => {
    expectRefused('timeout', 'timeout', [
      0,
      -1,
      -Infinity,
      Infinity,
      NaN,
      2 ** 31,
      1e300,
      '',
      'soon',
      '10s',
      {},
      [],
      () => 1,
      '1e999',
      '<b>5</b>',
      false,
    ]);
  });
});

describe('settings that cannot be read', () => {
  it('never throw, and name what the seller must fix', () => {
    for (const [name, attribute] of [
      ['apiBase', 'api-base'],
      ['apiKey', 'api-key'],
      ['product', 'product'],
      ['plan', 'plan'],
      ['metadata', 'metadata'],
      ['timeout', 'timeout'],
    ] as const) {
      const settings = { ...given } as CheckOptions;
      Object.defineProperty(settings, name, {
        get: () => {
          throw new Error('SECRET');
        },
      });
      const read = readCheckSettings(settings) as Misconfigured;
      expect(read).to.include({ ok: false, attribute });
      if (name !== 'metadata') expectRefused(attribute, name, [throwing]);
    }
    expectRefused('timeout', 'timeout', [Symbol('x')]);
  });

  it('never throw where there are none at all', () => {
    for (const junk of [
      undefined,
      null,
      0,
      '',
      'x',
      Symbol('x'),
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('SECRET');
          },
        },
      ),
    ]) {
      const read = readCheckSettings(junk as CheckOptions);
      expect(read).to.have.keys('ok', 'attribute', 'apiKey');
    }
  });

  it('are named without their value, which may be a secret', () => {
    const secret = 'SECRET-1 \u00e9\n<SECRET>';
    let refused = 0;
    for (const name of ['apiBase', 'apiKey', 'product', 'plan', 'metadata', 'timeout']) {
      for (const value of [
        secret,
        `https://user:${secret}@relay.example`,
        `https://relay.example/?key=${secret}`,
        `http://${secret}`,
        [secret],
        { toString: () => secret, toJSON: () => secret },
        throwing,
      ]) {
        const read = readCheckSettings({ ...given, [name]: value } as CheckOptions);
        if (read.ok) continue; // as a relative URL
        expect(read.attribute).to.not.contain('SECRET');
        refused++;
      }
    }
    expect(refused).to.be.above(36);
  });
});
