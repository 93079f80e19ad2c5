import type { InvalidVerdict, UnverifiedVerdict, ValidVerdict } from '../check/verdict.js';

/**
 * The element's events, by name. Every finished check fires exactly one of `valid`, `invalid` and `unverified`, with the
 * verdict in `detail`. All of them bubble.
 */
export interface WhopLicenseCheckEventMap {
  /** Whop says that the license is good. */
  valid: CustomEvent<ValidVerdict>;
  /** The license was refused; `detail.reason` says why. */
  invalid: CustomEvent<InvalidVerdict>;
  /** Nobody could say, which is never the buyer's fault; `detail.reason` says why. */
  unverified: CustomEvent<UnverifiedVerdict>;
  /** After every change of `state`. It has no `detail`. */
  statechange: Event;
}
