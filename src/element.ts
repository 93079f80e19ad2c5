/**
 * The element's class, and the types of the tag. This entry registers nothing; `whop-license-check` exports the same, and
 * registers the tag.
 *
 * @module whop-license-check/element
 */
export { WhopLicenseCheck } from './element/whop-license-check.js';
export type { WhopLicenseCheckEventMap } from './element/events.js';
export type { WhopLicenseCheckAttributes, WhopLicenseCheckProperties } from './element/tag-types.js';
export type { Messages } from './i18n/messages.js';
export type {
  InvalidReason,
  InvalidVerdict,
  Membership,
  State,
  UnverifiedReason,
  UnverifiedVerdict,
  ValidVerdict,
  Verdict,
} from './check/verdict.js';
