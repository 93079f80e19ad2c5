import {
  FAKE_API_KEY,
  FAKE_API_KEY_FORBIDDEN,
  FAKE_API_KEY_WITHOUT_SCOPE,
  fakeLicenses,
  type FakeLicense,
} from '../../src/testing.js';
import type { TagSettings } from './tag-settings.js';

/** An example: a key, and the verdict it leads to. */
export interface Example extends Pick<FakeLicense, 'key' | 'title' | 'shows' | 'verdict'> {
  /** Settings that differ from the defaults for this check. */
  settings: Partial<TagSettings>;
}

/** All licenses of the test API. */
const licenses = fakeLicenses.map(({ key, title, shows, verdict }): Example => {
  const isTimeout = verdict.outcome === 'unverified' && verdict.reason === 'timeout';
  return { key, title, shows, verdict, settings: isTimeout ? { timeout: '2000' } : {} };
});

/** Outcomes that depend on the text in the field, or on the tag's settings. */
const localExamples: Example[] = [
  {
    key: 'DEMO-OTHER-PRODUCT',
    title: 'Any product',
    shows: 'Without `product`, a license for any of the seller’s products unlocks this page.',
    verdict: { outcome: 'valid' },
    settings: { product: '' },
  },
  {
    key: 'DEMO-BOUND',
    title: 'Bound to this device',
    shows: 'The key is bound to the metadata {"hwid": "demo-device"}, and the tag sends the same metadata.',
    verdict: { outcome: 'valid' },
    settings: { metadata: '{"hwid":"demo-device"}' },
  },
  {
    key: '',
    title: 'Empty field',
    shows: 'The visitor clicked the button without entering a key.',
    verdict: { outcome: 'invalid', reason: 'empty-key' },
    settings: {},
  },
  {
    key: 'DEMO-VALID DEMO-TRIALING',
    title: 'Two keys',
    shows: 'There are two keys in one field, so it is unclear which one to check.',
    verdict: { outcome: 'invalid', reason: 'malformed-key' },
    settings: {},
  },
  {
    key: 'mem_DEMOVALID',
    title: 'A membership ID',
    shows: 'An ID is not a secret, so it does not prove a purchase.',
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
    shows: 'Whop does not answer without an API key.',
    verdict: { outcome: 'unverified', reason: 'misconfigured' },
    settings: { apiKey: '' },
  },
  {
    key: 'DEMO-VALID',
    title: 'A URL without https:',
    shows: 'The tag never sends a license key over an unencrypted connection.',
    verdict: { outcome: 'unverified', reason: 'misconfigured' },
    settings: { apiBase: 'not-https' },
  },
  {
    key: 'DEMO-VALID',
    title: 'Metadata that is not JSON',
    shows: 'The attribute contains a typo.',
    verdict: { outcome: 'unverified', reason: 'misconfigured' },
    settings: { metadata: 'hwid: demo-device' },
  },
  {
    key: 'DEMO-VALID',
    title: 'Unknown API key',
    shows: 'A valid license, but the API key was revoked or mistyped.',
    verdict: { outcome: 'unverified', reason: 'unauthorized' },
    settings: { apiKey: 'apik_test_unknown' },
  },
  {
    key: 'DEMO-VALID',
    title: 'API key without the permission',
    shows: 'A valid license, but the API key may not validate licenses.',
    verdict: { outcome: 'unverified', reason: 'unauthorized' },
    settings: { apiKey: FAKE_API_KEY_WITHOUT_SCOPE },
  },
  {
    key: 'DEMO-VALID',
    title: 'Forbidden API key',
    shows: 'A valid license, but the API rejects the API key.',
    verdict: { outcome: 'unverified', reason: 'forbidden' },
    settings: { apiKey: FAKE_API_KEY_FORBIDDEN },
  },
  {
    key: 'DEMO-VALID',
    title: 'Offline',
    shows: 'This page simulates being offline. Your own connection is not affected.',
    verdict: { outcome: 'unverified', reason: 'offline' },
    settings: { offline: true },
  },
  {
    key: 'DEMO-SLOW',
    title: 'Slow, with a short timeout',
    shows: 'The response takes a second and a half, but the tag waits only half a second.',
    verdict: { outcome: 'unverified', reason: 'timeout' },
    settings: { timeout: '500' },
  },
];

export const examples: readonly Example[] = [...licenses, ...localExamples];

/** The examples right below the tag. */
export const suggestions: readonly Example[] = ['DEMO-VALID', 'DEMO-EXPIRED', 'DEMO-DOWN'].flatMap(
  (key) => licenses.find((license) => license.key === key) ?? [],
);
