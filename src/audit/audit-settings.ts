import { readBaseUrl } from '../check/base-url.js';
import { readCheckSettings, type CheckSettings } from '../check/check-settings.js';
import { ConfigurationError } from '../check/configuration-error.js';

/** The URL that `/api/v1` and `/api/v2` are appended to. */
const WHOP_ORIGIN = 'https://api.whop.com';

/** The settings of an audit. */
export interface AuditSettings {
  /** The settings of a tag with this key. */
  tag: CheckSettings;
  /** The URL that `/v1` and `/v2` are appended to, without a trailing slash. */
  apiRoot: string;
}

/**
 * Reads the API key, in the same way as the tag does, and the environment.
 *
 * @throws {ConfigurationError} The message says what to fix. It contains no value, because any value could be the key in
 *   the wrong place.
 */
export function readAuditSettings(
  keyText: string,
  { WHOP_API_BASE = '' }: { WHOP_API_BASE?: string | undefined },
): AuditSettings {
  // The relay's variable of the same name includes the version, so accept that, too.
  const origin = readOrigin(WHOP_API_BASE.trim() || WHOP_ORIGIN);
  if (!keyText.trim()) throw new ConfigurationError('no API key was given. Use standard input or WHOP_API_KEY.');
  const tag = readCheckSettings({ apiKey: keyText, apiBase: `${origin}/api/v2` });
  if (!tag.ok || !tag.apiKey)
    throw new ConfigurationError(
      'the API key must be one word of plain ASCII characters, with nothing else next to it.',
    );
  return { tag, apiRoot: `${origin}/api` };
}

function readOrigin(text: string): string {
  try {
    return readBaseUrl(text).replace(/\/api\/v\d+$/, '');
  } catch {
    throw new ConfigurationError('WHOP_API_BASE must be an https: URL without credentials, a query or a fragment.');
  }
}
