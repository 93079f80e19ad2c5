const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

/** Values that a setting was not made for. */
export interface ConfigurationError {
  /** The property's name. */
  property: string;
  /** As markup has them; `null` is no attribute. */
  texts: (string | null)[];
  /** As scripts have them, each with what to call it. */
  values: Record<string, unknown>;
  /** What else the tag needs for that to matter. */
  beside?: Record<string, string>;
}

const noText = {
  'a number': 42,
  true: true,
  'an object': {},
  'a symbol': Symbol('canary'),
  'a function': () => 'canary',
};

/** By attribute: with these no request can be made. */
export const unusableSettings: Record<string, ConfigurationError> = {
  'api-key': {
    property: 'apiKey',
    texts: [
      null,
      '',
      ' ',
      'Bearer ',
      'canary key',
      'canary\nkey',
      'canary\u0007',
      'ключ-canary',
      'canary\u200bkey',
      '“canary”',
    ],
    values: noText,
    beside: { 'api-base': 'https://api.whop.com/api/v2' },
  },
  'api-base': {
    property: 'apiBase',
    texts: [
      '',
      ' ',
      'http://license.example/v2',
      'http://localhost.license.example',
      'http://127.0.0.1.license.example',
      'http://128.0.0.1',
      'http://[::2]',
      'ftp://license.example',
      'ws://localhost:9',
      'file:///v2',
      'javascript:alert(1)',
      'data:application/json,{}',
      'mailto:ada@license.example',
      'blob:https://license.example/1',
      'https://',
      '//',
      'https://license.example:99999',
      'https://user:canary@license.example',
      'https://canary@license.example',
      'https://license.example/?key=canary',
      'https://license.example/?',
      'https://license.example/#canary',
      'https://license.example/#',
      '?canary',
      '#canary',
    ],
    values: noText,
  },
  product: {
    property: 'product',
    texts: [
      'plan_A',
      'prod',
      'prod_',
      'PROD_A',
      'prod_A,prod_B',
      'prod_A canary',
      'prod_<b>',
      'https://whop.com/prod_A',
      'any',
    ],
    values: { ...noText, 'a list': ['prod_A', 'prod_B'], 'an empty list': [], NaN: NaN },
  },
  plan: {
    property: 'plan',
    texts: ['prod_A', 'plan', 'plan_', 'PLAN_A', 'plan_A,plan_B', 'plan_A canary', 'plan_<b>'],
    values: { ...noText, 'a list': ['plan_A', 'plan_B'], 'an empty list': [], NaN: NaN },
  },
  metadata: {
    property: 'metadata',
    texts: ['', '{', "{'hwid':'canary'}", 'hwid=canary', '["canary"]', '"canary"', '7', 'true', 'null'],
    values: {
      'a text': 'hwid=canary',
      'a number': 7,
      true: true,
      'a list': [],
      'a symbol': Symbol('canary'),
      'a function': () => ({}),
      'a date': new Date(),
      'a BigInt in it': { canary: 1n },
      'itself in it': cyclic,
    },
  },
  timeout: {
    property: 'timeout',
    texts: ['', 'soon', '10s', '-1', '0', 'NaN', 'Infinity', '1e99', '2147483648'],
    values: {
      NaN: NaN,
      Infinity: Infinity,
      'a negative number': -5000,
      '2³¹': 2 ** 31,
      'an object': {},
      'a list': [],
      'a symbol': Symbol('canary'),
      'a function': () => 5000,
    },
  },
  unlocks: {
    property: 'unlocks',
    texts: ['a[', '%', '>>', '1a', 'p,,a', '#', 'p:canary'],
    values: { 'a number': 42, 'an object': {}, 'a symbol': Symbol('canary'), 'a function': () => 'p' },
  },
};
