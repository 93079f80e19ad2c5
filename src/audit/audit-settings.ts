import { readBaseUrl } from '../check/base-url.js';
import { readCheckSettings, type CheckSettings } from '../check/check-settings.js';
import { ConfigurationError } from '../check/configuration-error.js';

/** Where `/api/v1` and `/api/v2` are. */
const WHOP = 'https://api.whop.com';

/** What an audit needs to know. */
export interface AuditSettings {
  /** Those of the tag that the key would stand in. */
  tag: CheckSettings;
  /** Where `/v1` and `/v2` are. Without a closing slash. */
  apiRoot: string;
}

/**
 * Reads what the seller gives; the key as the tag reads it.
 *
 * @throws {ConfigurationError} Says what to mend, without any value: each could be the key, in the wrong place.
 */
export function readAuditSettings(
  keyText: string,
  { WHOP_API_BASE = '' }: { WHOP_API_BASE?: string | undefined },
): AuditSettings {
  // A relay's variable of the same name ends with the version.
  const whop = readRoot(WHOP_API_BASE.trim() || WHOP);
  if (!keyText.trim())
    throw new ConfigurationError('no API key was given, neither in WHOP_API_KEY nor on standard input.');
  const tag = readCheckSettings({ apiKey: keyText, apiBase: `${whop}/api/v2` });
  if (!tag.ok || !tag.apiKey)
    throw new ConfigurationError('the API key must be one word of plain ASCII characters, and nothing beside it.');
  return { tag, apiRoot: `${whop}/api` };
}

function readRoot(text: string): string {
  try {
    return readBaseUrl(text).replace(/\/api\/v\d+$/, '');
  } catch {
    throw new ConfigurationError('WHOP_API_BASE must be a https: URL without credentials, query and fragment.');
  }
}
