import { expect } from '@open-wc/testing';
import {
  readCheckSettings,
  type CheckOptions,
  type CheckSettings,
  type Misconfigured,
} from '../../src/check/check-settings.js';

const minimal = { apiKey: 'apik_test' };

function readSettings(settings: Record<string, unknown>): CheckSettings {
  const result = readCheckSettings({ ...minimal, ...settings } as CheckOptions);
  if (!result.ok) expect.fail(`refused: ${result.attribute}`);
  return result;
}

/** Returns the attribute that the seller must fix. */
function faultyAttribute(settings: Record<string, unknown>): string {
  const result = readCheckSettings({ ...minimal, ...settings } as CheckOptions);
  if (result.ok) expect.fail(`accepted: ${JSON.stringify(result)}`);
  return result.attribute;
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

const throwingValue = {
  toString: (): string => {
    throw new Error('SECRET');
  },
  valueOf: (): number => {
    throw new Error('SECRET');
  },
};

describe('missing settings', () => {
  it('have the contract\u2019s defaults', () => {
    const defaults = {
      ok: true,
      apiBase: 'https://api.whop.com/api/v2',
      apiKey: 'apik_test',
      products: [],
      plans: [],
      body: '{"metadata":{}}',
      timeoutMs: 10000,
    };
    expect(readSettings({})).to.deep.equal(defaults);
    expect(
      readSettings({
        apiBase: undefined,
        product: undefined,
        plan: undefined,
        metadata: undefined,
        timeout: undefined,
      }),
    ).to.deep.equal(defaults);
    expect(readSettings({ apiBase: null, product: null, plan: null, metadata: null, timeout: null })).to.deep.equal(
      defaults,
    );
    expect(readSettings({ product: '', plan: '  \n' })).to.deep.equal(defaults);
  });
});

describe('api-key', () => {
  it('loses whitespace around it and a "Bearer " prefix', () => {
    for (const apiKey of [
      'apik_test',
      ' apik_test\n',
      'Bearer apik_test',
      'bearer apik_test',
      'BEARER\tapik_test',
      '\n Bearer \n apik_test \r\n',
      '\u00a0apik_test\u00a0',
    ]) {
      expect(readSettings({ apiKey }).apiKey, JSON.stringify(apiKey)).to.equal('apik_test');
    }
    expect(readSettings({ apiKey: 'bearerapik_test' }).apiKey).to.equal('bearerapik_test');
  });

  it('is required for Whop', () => {
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

  it('is not required for the seller\u2019s own relay', () => {
    for (const apiBase of [
      'https://relay.example/v2',
      'https://evilwhop.com',
      'https://whop.com.example',
      'http://localhost:8787',
      '/relay',
      'https://relay.example/whop.com/',
    ]) {
      expect(readSettings({ apiKey: '', apiBase }).apiKey, apiBase).to.equal('');
    }
  });

  it('must be one word of ASCII characters', () => {
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

  it('must be a string', () => {
    expectRefused('api-key', 'apiKey', [Symbol('apik_x'), true, 5, ['apik_x'], { toString: () => 'apik_x' }]);
  });
});

describe('product and plan', () => {
  for (const [name, prefix] of [
    ['product', 'prod_'],
    ['plan', 'plan_'],
  ] as const) {
    const field = name === 'product' ? 'products' : 'plans';

    it(`${name}: accepts one or more IDs, separated by any whitespace`, () => {
      expect(readSettings({ [name]: `${prefix}A` })[field]).to.deep.equal([`${prefix}A`]);
      expect(readSettings({ [name]: ` ${prefix}A1\n\t${prefix}b2\u00a0${prefix}c-3_d ` })[field]).to.deep.equal([
        `${prefix}A1`,
        `${prefix}b2`,
        `${prefix}c-3_d`,
      ]);
    });

    it(`${name}: refuses anything that is not such an ID`, () => {
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
  it('becomes the body, in the given order', () => {
    expect(readSettings({ metadata: { hwid: 'A', app: 1 } }).body).to.equal('{"metadata":{"hwid":"A","app":1}}');
    expect(readSettings({ metadata: Object.assign(Object.create(null), { b: null, a: [true] }) }).body).to.equal(
      '{"metadata":{"b":null,"a":[true]}}',
    );
    expect(readSettings({ metadata: { 'he said "\u2028"': '</script>\ud800' } }).body).to.equal(
      '{"metadata":{"he said \\"\u2028\\"":"</script>\\ud800"}}',
    );
  });

  it('must be an object that JSON can represent', () => {
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
  it('is a number of milliseconds that a timer supports', () => {
    for (const [timeout, result] of [
      [1, 1],
      [10_000, 10_000],
      [2 ** 31 - 1, 2 ** 31 - 1],
      ['5000', 5000],
    ] as const)
      expect(readSettings({ timeout }).timeoutMs).to.equal(result);
  });

  it('is refused if the timer would fire at once or never', () => {
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

describe('unreadable settings', () => {
  it('never throw, and the result names the attribute to fix', () => {
    for (const [name, attribute] of [
      ['apiBase', 'api-base'],
      ['apiKey', 'api-key'],
      ['product', 'product'],
      ['plan', 'plan'],
      ['metadata', 'metadata'],
      ['timeout', 'timeout'],
    ] as const) {
      const settings = { ...minimal } as CheckOptions;
      Object.defineProperty(settings, name, {
        get: () => {
          throw new Error('SECRET');
        },
      });
      const result = readCheckSettings(settings) as Misconfigured;
      expect(result).to.include({ ok: false, attribute });
      if (name !== 'metadata') expectRefused(attribute, name, [throwingValue]);
    }
    expectRefused('timeout', 'timeout', [Symbol('x')]);
  });

  it('never throw when there is no settings object', () => {
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
      const result = readCheckSettings(junk as CheckOptions);
      expect(result).to.have.keys('ok', 'attribute', 'apiKey');
    }
  });

  it('are reported without their value, which may be a secret', () => {
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
        throwingValue,
      ]) {
        const result = readCheckSettings({ ...minimal, [name]: value } as CheckOptions);
        if (result.ok) continue; // The value is a valid relative URL.
        expect(result.attribute).to.not.contain('SECRET');
        refused++;
      }
    }
    expect(refused).to.be.above(36);
  });
});
