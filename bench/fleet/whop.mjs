import { between } from './random.mjs';

/** Whop's own rule for /v2/*: 100 requests in 10 s for the seller, then a minute of refusals. */
const QUOTA = 100;
const WINDOW = 10_000;
const REFUSAL = 60_000;
/** Ms until an answer. */
const LATENCY = [150, 600];
/** How many requests in a hundred hear nothing at all when the network is at fault; the others fail soon. */
const HANGS = 25;

const encoder = new TextEncoder();

/** Whop's v2, for one seller. */
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

  /** @param {{ from: number, until: number, by: number | 'network' } | null} outage `by`: the status of every answer. */
  constructor({ clock, random, licenses, outage, count }) {
    this.#clock = clock;
    this.#random = random;
    this.#licenses = licenses;
    this.#outage = outage;
    this.#count = count;
  }

  /** @returns What comes of a request, and after how many ms; `answer` is `null` where none comes. */
  ask(url, { method, headers }, page) {
    const key = /^https:\/\/api\.whop\.com\/api\/v2\/memberships\/([^/]+)\/validate_license$/.exec(url)?.[1];
    if (!key || method !== 'POST' || headers.Authorization !== 'Bearer apik_fleet')
      throw new Error(`No such request: ${method} ${url}`);
    const ms = between(this.#random, ...LATENCY);
    const answer = this.#answer(decodeURIComponent(key));
    this.#count(answer?.status ?? 0, page);
    return { answer, ms: answer || this.#random() * 100 >= HANGS ? ms : 3_600_000 };
  }

  #answer(key) {
    const { now } = this.#clock;
    if (this.#outage && now >= this.#outage.from && now < this.#outage.until) {
      return this.#outage.by === 'network'
        ? null
        : answerOf(this.#outage.by, { message: 'Uh oh, something went wrong' });
    }
    if (this.#isTooMuch(now)) return answerOf(429, { message: 'You are being rate limited' });
    const license = this.#licenses.get(key);
    if (!license?.wasEverGood)
      return answerOf(404, { error: { status: 404, message: `No such Resource found with the provided ID: ${key}` } });
    return answerOf(201, license.membership(now));
  }

  #isTooMuch(now) {
    if (now < this.#refusesUntil) return true;
    if (now >= this.#window.since + WINDOW) this.#window = { since: now, count: 0 };
    if (++this.#window.count <= QUOTA) return false;
    this.#refusesUntil = now + REFUSAL;
    return true;
  }
}

function answerOf(status, json) {
  return { status, json, response: () => responseOf(status, JSON.stringify(json)) };
}

/** As much of a `Response` as is read: a real one takes ten times as long to make. */
function responseOf(status, text) {
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
