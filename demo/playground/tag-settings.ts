import {
  FAKE_API_KEY,
  FAKE_API_KEY_FORBIDDEN,
  FAKE_API_KEY_WITHOUT_SCOPE,
  FAKE_PLAN,
  FAKE_PRODUCT,
} from '../../src/testing.js';

/** Everything that the visitor can set: the tag's attributes as text, and the page's own option. */
export interface TagSettings {
  /** If empty, the tag gets no `api-base` either. */
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
  /** Not an attribute: the page simulates being offline. */
  offline: boolean;
}

/** The tag's own default, in ms. */
const DEFAULT_TIMEOUT_MS = '10000';

export const defaultSettings: TagSettings = {
  apiKey: FAKE_API_KEY,
  apiBase: 'test-api',
  product: FAKE_PRODUCT,
  plan: FAKE_PLAN,
  metadata: '',
  timeout: DEFAULT_TIMEOUT_MS,
  label: '',
  buyUrl: '',
  disabled: false,
  unlocks: true,
  offline: false,
};

/** The options of each select: value and text. */
export const choices = {
  apiKey: [
    [FAKE_API_KEY, 'safe to publish'],
    ['apik_test_unknown', 'unknown'],
    [FAKE_API_KEY_WITHOUT_SCOPE, 'missing permission'],
    [FAKE_API_KEY_FORBIDDEN, 'forbidden'],
    ['', 'none, and no api-base'],
  ],
  apiBase: [
    ['test-api', 'test API'],
    ['not-https', 'not https:'],
  ],
  timeout: [
    ['500', 'half a second'],
    ['2000', '2 seconds'],
    [DEFAULT_TIMEOUT_MS, '10 seconds (default)'],
  ],
} as const;

/** Returns the tag's attributes with their values; `null` means that the attribute is absent. */
export function tagAttributes(settings: TagSettings, testApi: string): [name: string, value: string | null][] {
  const { apiKey, apiBase, product, plan, metadata, timeout, label, buyUrl, disabled, unlocks } = settings;
  const url = apiBase === 'test-api' ? testApi : 'http://license.example/api/v2';
  return [
    ['api-key', apiKey || null],
    ['api-base', apiKey ? url : null],
    ['product', product || null],
    ['plan', plan || null],
    ['metadata', metadata || null],
    ['timeout', timeout === DEFAULT_TIMEOUT_MS ? null : timeout],
    ['label', label || null],
    ['buy-url', buyUrl || null],
    ['disabled', disabled ? '' : null],
    ['unlocks', unlocks ? '#download' : null],
  ];
}
