export { WhopLicenseCheck } from './element/whop-license-check.js';
export type { Messages } from './i18n/messages.js';
export type * from './element/events.js';
export type * from './element/tag-types.js';
export type * from './check/verdict.js';
