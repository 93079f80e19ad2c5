import { fetchAnswer, type Fault, type Send } from './fetch-answer.js';
import { faultOfKey } from './license-key.js';
import { isServerFault, readRetryAfter, readVerdict, type Answer } from './read-verdict.js';
import { validationRequest, type Misconfigured, type Settings, type ValidationRequest } from './validation-request.js';
import { invalid, unverified, type Ruling } from './verdict.js';
import { warnSeller } from './warn-seller.js';

/** One request under way, and those that wait for its answer. */
interface Flight {
  answer: Promise<Answer | Fault>;
  /** What the first try ended with, while a second is made. */
  first: Answer | Fault;
  waiting: number;
  abort: AbortController;
}

/** Since when, and until when, an API may not be asked, in ms of the Unix epoch. */
export interface Cooldown {
  since: number;
  until: number;
}

/** One for each different request: who asks the same at the same time shares it. */
const flights = new Map<string, Flight>();
/** By `apiBase`. */
const cooldowns = new Map<string, Cooldown>();
/** Keys that were `valid`, and that Whop has not refused since. */
const goodKeys = new Set<string>();

const MOST_GOOD_KEYS = 1000;

/**
 * What can be said of a key without a request: the key is judged first, then the settings.
 *
 * @param licenseKey A cleaned key.
 * @returns `null`: Whop has to be asked, and the settings are fit for it.
 */
export function judgeWithoutAsking(licenseKey: string, settings: Settings | Misconfigured): Ruling | null {
  const fault = faultOfKey(licenseKey, settings.apiKey);
  if (fault) return invalid(fault === 'empty-key' ? fault : 'malformed-key');
  if ('mend' in settings) {
    warnSeller('misconfigured', settings.mend);
    return unverified('misconfigured');
  }
  const cooldown = secondsOfCooldown(settings.apiBase);
  return cooldown ? unverified('rate-limited', cooldown) : null;
}

/**
 * Asks whether a key is good.
 *
 * @param licenseKey A cleaned key without a fault.
 * @param signal Aborted when nobody wants the ruling any more.
 * @returns Never rejects.
 */
export async function askWhop(
  licenseKey: string,
  settings: Settings,
  signal?: AbortSignal,
  send?: Send,
): Promise<Ruling> {
  const { products, plans } = settings;
  const answer = await join(validationRequest(licenseKey, settings), settings, signal, send);
  if (typeof answer === 'string') {
    if (answer === 'unreachable') warnSeller(answer);
    return unverified(answer);
  }
  const ruling = readVerdict(answer, { licenseKey, products, plans, wasValid: goodKeys.has(licenseKey) });
  if (ruling.outcome === 'unverified') warnSeller(ruling.reason);
  if (ruling.outcome === 'valid') rememberGoodKey(licenseKey);
  // That it is for something else says nothing against the license.
  if (ruling.outcome === 'invalid' && ruling.reason !== 'wrong-product' && ruling.reason !== 'wrong-plan')
    goodKeys.delete(licenseKey);
  return ruling;
}

/** Who asks the same shares the answer, each for as long as it waits; without anybody who waits, the request ends. */
function join(
  { url, init }: ValidationRequest,
  { apiBase, timeout }: Settings,
  signal?: AbortSignal,
  send?: Send,
): Promise<Answer | Fault> {
  const id = `${url} ${init.headers.Authorization} ${init.body}`;
  let flight = flights.get(id);
  if (!flight) {
    flight = { first: 'timeout', waiting: 0, abort: new AbortController() } as Flight;
    flight.answer = fly(flight, url, init, apiBase, send);
    flights.set(id, flight);
  }
  const shared = flight;
  shared.waiting++;
  let timer: ReturnType<typeof setTimeout>;
  return new Promise<Answer | Fault>((resolve) => {
    timer = setTimeout(() => resolve(shared.first), timeout);
    signal?.addEventListener('abort', () => resolve('timeout'));
    void shared.answer.then(resolve);
  }).finally(() => {
    clearTimeout(timer);
    if (--shared.waiting) return;
    flights.delete(id);
    shared.abort.abort();
  });
}

/** One try, and after a fault that may pass a second one. */
async function fly(
  flight: Flight,
  url: string,
  init: RequestInit,
  apiBase: string,
  send?: Send,
): Promise<Answer | Fault> {
  const { signal } = flight.abort;
  let answer = await fetchAnswer(url, init, signal, send);
  if (mayPass(answer)) {
    flight.first = answer;
    // Jitter: the visitors of a page that was down do not come back all at once.
    await new Promise((resolve) => setTimeout(resolve, 300 + 700 * Math.random()));
    if (signal.aborted || secondsOfCooldown(apiBase)) return answer;
    answer = await fetchAnswer(url, init, signal, send);
  }
  if (typeof answer !== 'string' && answer.status === 429) {
    const since = Date.now();
    coolDown(apiBase, { since, until: since + readRetryAfter(answer.retryAfter) * 1000 });
  }
  return answer;
}

function mayPass(answer: Answer | Fault): boolean {
  return typeof answer === 'string' ? answer === 'unreachable' : isServerFault(answer.status);
}

/** The API said that it is asked too often. */
export function coolDown(apiBase: string, cooldown: Cooldown): void {
  cooldowns.set(apiBase, cooldown);
}

export function cooldownOf(apiBase: string): Cooldown {
  return cooldowns.get(apiBase) ?? { since: 0, until: 0 };
}

/** 0: the API may be asked. One that has not begun yet comes of a clock put back, and counts for nothing. */
export function secondsOfCooldown(apiBase: string): number {
  const { since, until } = cooldownOf(apiBase);
  const now = Date.now();
  return since <= now && now < until ? Math.ceil((until - now) / 1000) : 0;
}

/** The key was `valid`, here or in this browser's memory. */
export function rememberGoodKey(licenseKey: string): void {
  goodKeys.add(licenseKey);
  const [oldest] = goodKeys;
  if (goodKeys.size > MOST_GOOD_KEYS && oldest) goodKeys.delete(oldest);
}
