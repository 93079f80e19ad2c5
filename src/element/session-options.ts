import { readCheckSettings, type CheckOptions } from '../check/check-settings.js';
import { asText } from '../check/read-json.js';
import type { SessionOptions } from '../session/session-host.js';
import { defaults, parseJson } from './properties.js';
import { isSelector } from './unlocked-content.js';

/** The properties that a check depends on, as a page or a framework set them: of any type. */
export interface SettingsHost extends Required<CheckOptions> {
  readonly remember: unknown;
  readonly maxAge: unknown;
  readonly staleIfError: unknown;
  readonly unlocks: unknown;
}

/**
 * Reads what the seller set on the element.
 *
 * @param pageUrl - What a relative `api-base` is resolved against. Default: the page's address.
 */
export function readSessionOptions(host: SettingsHost, pageUrl?: string): SessionOptions {
  const { apiKey, apiBase, product, plan, metadata, timeout, unlocks, remember, maxAge, staleIfError } = host;
  const given = { apiKey, apiBase, product, plan, metadata: parseJson(metadata) as object, timeout };
  const read = readCheckSettings(given, pageUrl);
  const settings = isSelector(unlocks) ? read : { ok: false as const, attribute: 'unlocks', apiKey: read.apiKey };
  return {
    settings,
    requirements: Object.values({ ...settings, timeoutMs: 0 }).join(' '),
    remember: remember === 'local' || remember === 'session' ? remember : '',
    maxAgeS: readSeconds(maxAge, defaults.maxAge),
    staleIfErrorS: readSeconds(staleIfError, defaults.staleIfError),
  };
}

/** @returns Seconds; `fallback` for what is not such a number. */
function readSeconds(given: unknown, fallback: number): number {
  const seconds = Number(asText(given) || NaN);
  return seconds >= 0 && seconds < Infinity ? seconds : fallback;
}
