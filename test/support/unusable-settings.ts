const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

/** Values that a setting can't have. */
export interface UnusableSetting {
  /** The name of the property. */
  property: string;
  /** Attribute values from markup. `null` means that the attribute is missing. */
  attributeValues: (string | null)[];
  /** Property values from a script, by description. */
  propertyValues: Record<string, unknown>;
  /** Other attributes that the tag needs for the value to matter. */
  requiredAttributes?: Record<string, string>;
}

const nonStringValues = {
  'a number': 42,
  true: true,
  'an object': {},
  'a symbol': Symbol('canary'),
  'a function': () => 'canary',
};

/** Values, by attribute, that make a request impossible. */
export const unusableSettings: Record<string, UnusableSetting> = {
  'api-key': {
    property: 'apiKey',
    attributeValues: [
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
    propertyValues: nonStringValues,
    requiredAttributes: { 'api-base': 'https://api.whop.com/api/v2' },
  },
  'api-base': {
    property: 'apiBase',
    attributeValues: [
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
    propertyValues: nonStringValues,
  },
  product: {
    property: 'product',
    attributeValues: [
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
    propertyValues: { ...nonStringValues, 'a list': ['prod_A', 'prod_B'], 'an empty list': [], NaN: NaN },
  },
  plan: {
    property: 'plan',
    attributeValues: ['prod_A', 'plan', 'plan_', 'PLAN_A', 'plan_A,plan_B', 'plan_A canary', 'plan_<b>'],
    propertyValues: { ...nonStringValues, 'a list': ['plan_A', 'plan_B'], 'an empty list': [], NaN: NaN },
  },
  metadata: {
    property: 'metadata',
    attributeValues: ['', '{', "{'hwid':'canary'}", 'hwid=canary', '["canary"]', '"canary"', '7', 'true', 'null'],
    propertyValues: {
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
    attributeValues: ['', 'soon', '10s', '-1', '0', 'NaN', 'Infinity', '1e99', '2147483648'],
    propertyValues: {
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
    attributeValues: ['a[', '%', '>>', '1a', 'p,,a', '#', 'p:canary'],
    propertyValues: { 'a number': 42, 'an object': {}, 'a symbol': Symbol('canary'), 'a function': () => 'p' },
  },
};
