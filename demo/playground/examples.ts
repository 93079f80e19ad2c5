import {
  FAKE_API_KEY,
  FAKE_API_KEY_FORBIDDEN,
  FAKE_API_KEY_WITHOUT_SCOPE,
  fakeLicenses,
  type FakeLicense,
} from '../../src/testing.js';
import type { TagSettings } from './tag-settings.js';

/** A key to click, and what comes of it. */
export interface Example extends Pick<FakeLicense, 'key' | 'title' | 'shows' | 'verdict'> {
  /** What has to be set otherwise than by default, for this check only. */
  settings: Partial<TagSettings>;
}

/** Each license of the test API, by its key alone. */
const licenses = fakeLicenses.map(({ key, title, shows, verdict }): Example => {
  const waitsInVain = verdict.outcome === 'unverified' && verdict.reason === 'timeout';
  return { key, title, shows, verdict, settings: waitsInVain ? { timeout: '2000' } : {} };
});

/** What is decided in the page, or by the settings of the tag. */
const inThePage: Example[] = [
  {
    key: 'DEMO-OTHER-PRODUCT',
    title: 'Any product',
    shows: 'Without `product`, a license for anything of the same seller opens this page.',
    verdict: { outcome: 'valid' },
    settings: { product: '' },
  },
  {
    key: 'DEMO-BOUND',
    title: 'Bound to this device',
    shows: 'The key is bound to the metadata {"hwid": "demo-device"}, and the tag sends the same.',
    verdict: { outcome: 'valid' },
    settings: { metadata: '{"hwid":"demo-device"}' },
  },
  {
    key: '',
    title: 'Empty field',
    shows: 'The button was pressed before anything was typed.',
    verdict: { outcome: 'invalid', reason: 'empty-key' },
    settings: {},
  },
  {
    key: 'DEMO-VALID DEMO-TRIALING',
    title: 'Two keys',
    shows: 'Two keys in one field: nobody knows which one is meant.',
    verdict: { outcome: 'invalid', reason: 'malformed-key' },
    settings: {},
  },
  {
    key: 'mem_DEMOVALID',
    title: 'A membership ID',
    shows: 'An ID is no secret, and so it is no proof of a purchase.',
    verdict: { outcome: 'invalid', reason: 'malformed-key' },
    settings: {},
  },
  {
    key: FAKE_API_KEY,
    title: 'An API key',
    shows: 'The seller’s own key, pasted into the wrong field.',
    verdict: { outcome: 'invalid', reason: 'malformed-key' },
    settings: {},
  },
  {
    key: 'DEMO-VALID',
    title: 'No API key',
    shows: 'Whop itself cannot be asked without one.',
    verdict: { outcome: 'unverified', reason: 'misconfigured' },
    settings: { apiKey: '' },
  },
  {
    key: 'DEMO-VALID',
    title: 'An address without https:',
    shows: 'A license key is not sent over a connection that anyone can read.',
    verdict: { outcome: 'unverified', reason: 'misconfigured' },
    settings: { apiBase: 'not-https' },
  },
  {
    key: 'DEMO-VALID',
    title: 'Metadata that are not JSON',
    shows: 'An attribute was written by hand, and not well.',
    verdict: { outcome: 'unverified', reason: 'misconfigured' },
    settings: { metadata: 'hwid: demo-device' },
  },
  {
    key: 'DEMO-VALID',
    title: 'API key unknown',
    shows: 'A good license, and an API key that was revoked or mistyped.',
    verdict: { outcome: 'unverified', reason: 'unauthorized' },
    settings: { apiKey: 'apik_test_unknown' },
  },
  {
    key: 'DEMO-VALID',
    title: 'API key without the permission',
    shows: 'A good license, and an API key that may not validate it.',
    verdict: { outcome: 'unverified', reason: 'unauthorized' },
    settings: { apiKey: FAKE_API_KEY_WITHOUT_SCOPE },
  },
  {
    key: 'DEMO-VALID',
    title: 'API key forbidden',
    shows: 'A good license, and an API key that the API turns away.',
    verdict: { outcome: 'unverified', reason: 'forbidden' },
    settings: { apiKey: FAKE_API_KEY_FORBIDDEN },
  },
  {
    key: 'DEMO-VALID',
    title: 'Offline',
    shows: 'This page pretends to have no connection; yours is not touched.',
    verdict: { outcome: 'unverified', reason: 'offline' },
    settings: { offline: true },
  },
  {
    key: 'DEMO-SLOW',
    title: 'Slow, and little patience',
    shows: 'The answer takes a second and a half, and the tag waits half a second.',
    verdict: { outcome: 'unverified', reason: 'timeout' },
    settings: { timeout: '500' },
  },
];

export const examples: readonly Example[] = [...licenses, ...inThePage];

/** The first ones to try. */
export const suggestions: readonly Example[] = ['DEMO-VALID', 'DEMO-EXPIRED', 'DEMO-DOWN'].flatMap(
  (key) => licenses.find((license) => license.key === key) ?? [],
);
