import { between, exponential, weighted } from './random.mjs';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What happens to a license in the simulated time, and to how many percent of licenses. */
export const FATES = { 'never good': 1, canceled: 3, ends: 3, renewed: 4, 'ends some day': 25, 'goes on': 64 };

/** One visitor's license, as Whop knows it. */
export class License {
  key;
  #fate;
  /** When it is canceled, ends or is renewed. */
  #changesAt;
  /** How long Whop still returns the old end date after a renewal, in ms. */
  #renewalLagMs;

  constructor(random, index, { begin, end }, fates) {
    this.#fate = Object.keys(fates)[weighted(random, Object.values(fates))];
    this.key = `FLEET-${hex(index, 6)}-${hex(random() * 2 ** 32, 8)}-${hex(random() * 2 ** 24, 6)}W`;
    this.#changesAt =
      this.#fate === 'ends some day' ? end + between(random, DAY_MS, 300 * DAY_MS) : between(random, begin, end);
    this.#renewalLagMs = Math.min(exponential(random, 10 * 60_000), HOUR_MS);
  }

  get wasEverGood() {
    return this.#fate !== 'never good';
  }

  /** When it stops being valid, in ms since the Unix epoch. */
  get goodUntil() {
    if (!this.wasEverGood) return -Infinity;
    return ['canceled', 'ends'].includes(this.#fate) ? this.#changesAt : Infinity;
  }

  isGood(now) {
    return now < this.goodUntil;
  }

  /** Returns the membership as in v2's response. */
  membership(now) {
    const isGood = this.isGood(now);
    const seconds = (ms) => Math.round(ms / 1000);
    let expires = ['ends', 'ends some day', 'renewed'].includes(this.#fate) ? seconds(this.#changesAt) : null;
    if (this.#fate === 'renewed' && now >= this.#changesAt + this.#renewalLagMs) expires += 30 * 86_400;
    return {
      id: `mem_${this.key.slice(6, 21)}`,
      product: 'prod_fleet0001',
      plan: 'plan_fleet0001',
      status: isGood ? 'active' : this.#fate === 'ends' ? 'expired' : 'canceled',
      valid: isGood,
      license_key: this.key,
      expires_at: expires,
      renewal_period_end: seconds(this.#changesAt + 20 * DAY_MS),
      cancel_at_period_end: this.#fate === 'ends',
      quantity: 1,
      metadata: {},
      manage_url: 'https://whop.com/@me/settings/orders/',
      email: 'buyer@example.com',
    };
  }
}

function hex(number, digits) {
  return Math.floor(number).toString(16).toUpperCase().padStart(digits, '0');
}
