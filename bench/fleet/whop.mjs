import { between } from './random.mjs';

/** Whop's limit for /v2/*: 100 requests in 10 s for each seller. After that, Whop refuses everything for a minute. */
const QUOTA = 100;
const WINDOW_MS = 10_000;
const REFUSAL_MS = 60_000;
/** The shortest and the longest response time, in ms. */
const LATENCY = [150, 600];
/** During a network outage, this percentage of requests hangs. The others fail quickly. */
const HANGING_PERCENT = 25;

const encoder = new TextEncoder();

/** Plays the part of Whop's v2 for one seller. */
export class Whop {
  /** By key. */
  #licenses;
  #clock;
  #random;
  #outage;
  #window = { since: -Infinity, count: 0 };
  #refusesUntil = -Infinity;
  /** Called for each request. */
  #count;

  /** @param {{ from: number, until: number, by: number | 'network' } | null} outage - `by`: the status of every response. */
  constructor({ clock, random, licenses, outage, count }) {
    this.#clock = clock;
    this.#random = random;
    this.#licenses = licenses;
    this.#outage = outage;
    this.#count = count;
  }

  /** Returns the response to a request and its delay in ms. `response` is `null` if there is none. */
  respond(url, { method, headers }, page) {
    const key = /^https:\/\/api\.whop\.com\/api\/v2\/memberships\/([^/]+)\/validate_license$/.exec(url)?.[1];
    if (!key || method !== 'POST' || headers.Authorization !== 'Bearer apik_fleet')
      throw new Error(`No such request: ${method} ${url}`);
    const ms = between(this.#random, ...LATENCY);
    const response = this.#respondTo(decodeURIComponent(key));
    this.#count(response?.status ?? 0, page);
    return { response, ms: response || this.#random() * 100 >= HANGING_PERCENT ? ms : 3_600_000 };
  }

  #respondTo(key) {
    const { now } = this.#clock;
    if (this.#outage && now >= this.#outage.from && now < this.#outage.until) {
      return this.#outage.by === 'network'
        ? null
        : jsonResponse(this.#outage.by, { message: 'Uh oh, something went wrong' });
    }
    if (this.#isOverQuota(now)) return jsonResponse(429, { message: 'You are being rate limited' });
    const license = this.#licenses.get(key);
    if (!license?.wasEverGood)
      return jsonResponse(404, {
        error: { status: 404, message: `No such Resource found with the provided ID: ${key}` },
      });
    return jsonResponse(201, license.membership(now));
  }

  #isOverQuota(now) {
    if (now < this.#refusesUntil) return true;
    if (now >= this.#window.since + WINDOW_MS) this.#window = { since: now, count: 0 };
    if (++this.#window.count <= QUOTA) return false;
    this.#refusesUntil = now + REFUSAL_MS;
    return true;
  }
}

function jsonResponse(status, json) {
  return { status, json, toResponse: () => fakeResponse(status, JSON.stringify(json)) };
}

/** Creates only the parts of a `Response` that are read, because a real one takes ten times as long to create. */
function fakeResponse(status, text) {
  let chunks = [encoder.encode(text)];
  return {
    status,
    ok: status >= 200 && status < 300,
    type: 'cors',
    headers: { get: (name) => (name === 'Content-Type' ? 'application/json; charset=utf-8' : null) },
    body: {
      getReader: () => ({
        read: async () => (chunks.length ? { done: false, value: chunks.pop() } : { done: true, value: undefined }),
        cancel: async () => {},
      }),
      cancel: async () => {
        chunks = [];
      },
    },
    json: async () => JSON.parse(text),
  };
}
