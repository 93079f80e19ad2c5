import type { CheckSettings, Misconfigured } from './check-settings.js';
import { cooldownSecondsLeft, startCooldown } from './cooldown.js';
import type { ApiResponse, Fetcher, NetworkFault } from './fetch-response.js';
import { fetchWithRetry } from './fetch-with-retry.js';
import { findKeyFault } from './license-key.js';
import { readResult } from './read-result.js';
import { validationRequest, type ValidationRequest } from './validation-request.js';
import { invalid, unverified, type CheckResult } from './verdict.js';
import { warnSeller } from './warn-seller.js';

/** One request under way, and those that wait for its response. */
interface SharedRequest {
  response: Promise<ApiResponse | NetworkFault>;
  /** What a check ends with whose time runs out: the fault of the first try, while a second is made. */
  onTimeout: ApiResponse | NetworkFault;
  waiting: number;
  abort: AbortController;
}

/** One for each different request: checks that ask the same at the same time share it. */
const inFlight = new Map<string, SharedRequest>();
/** Random within these bounds, so that the visitors of a page that was down do not all return at once. */
const RETRY_PAUSE_MS = [300, 1000] as const;

/**
 * Says what can be said of a key without a request. The key is judged first, then the settings.
 *
 * @param licenseKey - A cleaned key.
 * @returns `null` when the API has to be asked, and the settings are fit for it.
 */
export function judgeWithoutAsking(licenseKey: string, settings: CheckSettings | Misconfigured): CheckResult | null {
  const fault = findKeyFault(licenseKey, settings.apiKey);
  if (fault) return invalid(fault === 'empty-key' ? fault : 'malformed-key');
  if (!settings.ok) return misconfigured(settings);
  const cooldown = cooldownSecondsLeft(settings.apiBase);
  return cooldown ? unverified('rate-limited', cooldown) : null;
}

/** Tells the seller which setting cannot be used. */
export function misconfigured({ attribute }: Misconfigured): CheckResult {
  warnSeller('misconfigured', `look at ${attribute}.`);
  return unverified('misconfigured');
}

/**
 * Asks the API whether a key is good.
 *
 * @param licenseKey - A cleaned key without a fault.
 * @param signal - Aborted when nobody wants the result any more.
 * @returns Never rejects.
 */
export async function askApi(
  licenseKey: string,
  settings: CheckSettings,
  signal?: AbortSignal,
  fetcher?: Fetcher,
): Promise<CheckResult> {
  const { apiBase, products, plans } = settings;
  const response = await shareRequest(validationRequest(licenseKey, settings), settings, signal, fetcher);
  const result =
    typeof response === 'string' ? unverified(response) : readResult(response, { licenseKey, products, plans });
  if (result.outcome === 'unverified') {
    warnSeller(result.reason);
    // Only a 429 has a time to wait.
    const since = +result.checkedAt;
    if (result.retryAfter !== null) startCooldown(apiBase, { since, until: since + result.retryAfter * 1000 });
  }
  return result;
}

/** Each waits for the shared response as long as its own timeout allows; when nobody waits any more, the request ends. */
function shareRequest(
  { url, init }: ValidationRequest,
  { apiBase, timeoutMs }: CheckSettings,
  signal?: AbortSignal,
  fetcher?: Fetcher,
): Promise<ApiResponse | NetworkFault> {
  const id = `${url} ${init.headers.Authorization} ${init.body}`;
  const shared =
    inFlight.get(id) ?? ({ onTimeout: 'timeout', waiting: 0, abort: new AbortController() } as SharedRequest);
  inFlight.set(id, shared);
  shared.response ??= fetchWithRetry(url, init, {
    signal: shared.abort.signal,
    pauseMs: RETRY_PAUSE_MS,
    onFirstFault: (fault) => (shared.onTimeout = fault),
    mayRetry: () => !cooldownSecondsLeft(apiBase),
    fetcher,
  });
  shared.waiting++;
  let timer: ReturnType<typeof setTimeout>;
  return new Promise<ApiResponse | NetworkFault>((resolve) => {
    timer = setTimeout(() => resolve(shared.onTimeout), timeoutMs);
    signal?.addEventListener('abort', () => resolve('timeout'));
    void shared.response.then(resolve);
  }).finally(() => {
    clearTimeout(timer);
    if (--shared.waiting) return;
    inFlight.delete(id);
    shared.abort.abort();
  });
}
