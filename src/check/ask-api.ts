import type { CheckSettings, Misconfigured } from './check-settings.js';
import { cooldownSecondsLeft, DEFAULT_COOLDOWN_S, startCooldown } from './cooldown.js';
import type { ApiResponse, Fetcher, NetworkFault } from './fetch-response.js';
import { fetchWithRetry } from './fetch-with-retry.js';
import { findKeyFault } from './license-key.js';
import { readResult } from './read-result.js';
import { readRetryAfter } from './retry-after.js';
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
/** Keys that were `valid`, and that Whop has not refused since. */
const goodKeys = new Set<string>();

const MAX_GOOD_KEYS = 1000;
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
  if (!settings.ok) {
    warnSeller('misconfigured', `look at ${settings.attribute}.`);
    return unverified('misconfigured');
  }
  const cooldown = cooldownSecondsLeft(settings.apiBase);
  return cooldown ? unverified('rate-limited', cooldown) : null;
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
  const { products, plans } = settings;
  const response = await shareRequest(validationRequest(licenseKey, settings), settings, signal, fetcher);
  const result =
    typeof response === 'string'
      ? unverified(response)
      : readResult(response, { licenseKey, products, plans, wasValid: goodKeys.has(licenseKey) });
  if (result.outcome === 'unverified') warnSeller(result.reason);
  if (result.outcome === 'valid') rememberGoodKey(licenseKey);
  // That a license is for something else says nothing against it.
  if (result.outcome === 'invalid' && !/^wrong-/.test(result.reason)) goodKeys.delete(licenseKey);
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
  let request = inFlight.get(id);
  if (!request) {
    request = { onTimeout: 'timeout', waiting: 0, abort: new AbortController() } as SharedRequest;
    request.response = send(request, url, init, apiBase, fetcher);
    inFlight.set(id, request);
  }
  const shared = request;
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

async function send(
  request: SharedRequest,
  url: string,
  init: RequestInit,
  apiBase: string,
  fetcher?: Fetcher,
): Promise<ApiResponse | NetworkFault> {
  const { signal } = request.abort;
  const onFirstFault = (fault: ApiResponse | NetworkFault): void => void (request.onTimeout = fault);
  const mayRetry = (): boolean => !cooldownSecondsLeft(apiBase);
  const response = await fetchWithRetry(url, init, {
    signal,
    pauseMs: RETRY_PAUSE_MS,
    onFirstFault,
    mayRetry,
    fetcher,
  });
  if (typeof response !== 'string' && response.status === 429) {
    const since = Date.now();
    startCooldown(apiBase, {
      since,
      until: since + (readRetryAfter(response.retryAfter) ?? DEFAULT_COOLDOWN_S) * 1000,
    });
  }
  return response;
}

/** The key was `valid`, here or in this browser's memory. */
export function rememberGoodKey(licenseKey: string): void {
  goodKeys.add(licenseKey);
  const [oldest] = goodKeys;
  if (goodKeys.size > MAX_GOOD_KEYS && oldest) goodKeys.delete(oldest);
}
