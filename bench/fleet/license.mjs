import { between, exponential, weighted } from './random.mjs';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What becomes of a license in the time that is simulated, and for how many in a hundred. */
export const FATES = { 'never good': 1, canceled: 3, ends: 3, renewed: 4, 'ends some day': 25, 'goes on': 64 };

/** The license of one visitor: the truth, which Whop knows and pages have to find out. */
export class License {
  key;
  #fate;
  /** When it is canceled, ends, or is renewed. */
  #turn;
  /** How long Whop still names the old end once it is over, though the license is good. */
  #lag;

  constructor(random, index, { begin, end }, fates) {
    this.#fate = Object.keys(fates)[weighted(random, Object.values(fates))];
    this.key = `FLEET-${hex(index, 6)}-${hex(random() * 2 ** 32, 8)}-${hex(random() * 2 ** 24, 6)}W`;
    this.#turn = this.#fate === 'ends some day' ? end + between(random, DAY, 300 * DAY) : between(random, begin, end);
    this.#lag = Math.min(exponential(random, 10 * 60_000), HOUR);
  }

  get wasEverGood() {
    return this.#fate !== 'never good';
  }

  /** Until when it is good, in ms of the Unix epoch. */
  get goodUntil() {
    if (!this.wasEverGood) return -Infinity;
    return ['canceled', 'ends'].includes(this.#fate) ? this.#turn : Infinity;
  }

  isGood(now) {
    return now < this.goodUntil;
  }

  /** As v2 tells it. */
  membership(now) {
    const isGood = this.isGood(now);
    const seconds = (ms) => Math.round(ms / 1000);
    let expires = ['ends', 'ends some day', 'renewed'].includes(this.#fate) ? seconds(this.#turn) : null;
    if (this.#fate === 'renewed' && now >= this.#turn + this.#lag) expires += 30 * 86_400;
    return {
      id: `mem_${this.key.slice(6, 21)}`,
      product: 'prod_fleet0001',
      plan: 'plan_fleet0001',
      status: isGood ? 'active' : this.#fate === 'ends' ? 'expired' : 'canceled',
      valid: isGood,
      license_key: this.key,
      expires_at: expires,
      renewal_period_end: seconds(this.#turn + 20 * DAY),
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
