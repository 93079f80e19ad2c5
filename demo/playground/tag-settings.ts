import {
  FAKE_API_KEY,
  FAKE_API_KEY_FORBIDDEN,
  FAKE_API_KEY_WITHOUT_SCOPE,
  FAKE_PLAN,
  FAKE_PRODUCT,
} from '../../src/testing.js';

/** What the visitor can set: the attributes of the tag as texts, and what the page itself does. */
export interface TagSettings {
  /** Empty: neither an API key nor an address, so that the tag has nobody that it could ask. */
  apiKey: string;
  apiBase: 'test-api' | 'not-https';
  product: string;
  plan: string;
  metadata: string;
  timeout: string;
  label: string;
  buyUrl: string;
  disabled: boolean;
  unlocks: boolean;
  /** No attribute: the page pretends to have no connection. */
  offline: boolean;
}

/** The default of the tag itself. */
export const DEFAULT_TIMEOUT = '10000';

export const defaultSettings: TagSettings = {
  apiKey: FAKE_API_KEY,
  apiBase: 'test-api',
  product: FAKE_PRODUCT,
  plan: FAKE_PLAN,
  metadata: '',
  timeout: DEFAULT_TIMEOUT,
  label: '',
  buyUrl: '',
  disabled: false,
  unlocks: true,
  offline: false,
};

/** Value and text of each choice. */
export const choices = {
  apiKey: [
    [FAKE_API_KEY, 'fit for a page'],
    ['apik_test_unknown', 'unknown to the API'],
    [FAKE_API_KEY_WITHOUT_SCOPE, 'without the permission'],
    [FAKE_API_KEY_FORBIDDEN, 'forbidden'],
    ['', 'none, no api-base'],
  ],
  apiBase: [
    ['test-api', 'the test API'],
    ['not-https', 'not https:'],
  ],
  timeout: [
    ['500', 'half a second'],
    ['2000', '2 seconds'],
    [DEFAULT_TIMEOUT, '10 seconds, default'],
  ],
} as const;

/** Attributes that this page sets, with their values; `null` for one that is not there. */
export function tagAttributes(settings: TagSettings, testApi: string): [name: string, value: string | null][] {
  const { apiKey, apiBase, product, plan, metadata, timeout, label, buyUrl, disabled, unlocks } = settings;
  const base = apiBase === 'test-api' ? testApi : 'http://license.example/api/v2';
  return [
    ['api-key', apiKey || null],
    ['api-base', apiKey ? base : null],
    ['product', product || null],
    ['plan', plan || null],
    ['metadata', metadata || null],
    ['timeout', timeout === DEFAULT_TIMEOUT ? null : timeout],
    ['label', label || null],
    ['buy-url', buyUrl || null],
    ['disabled', disabled ? '' : null],
    ['unlocks', unlocks ? '#download' : null],
  ];
}
