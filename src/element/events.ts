import type { InvalidVerdict, UnverifiedVerdict, ValidVerdict } from '../check/verdict.js';

/** What the element tells, by the event's name. */
export interface WhopLicenseCheckEventMap {
  /** Whop says that the license is good. */
  valid: CustomEvent<ValidVerdict>;
  /** The license was refused; `detail.reason` says why. */
  invalid: CustomEvent<InvalidVerdict>;
  /** Nobody could say; never the buyer's fault. */
  unverified: CustomEvent<UnverifiedVerdict>;
  /** After every change of `state`. */
  statechange: Event;
}
