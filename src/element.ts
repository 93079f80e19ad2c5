export { WhopLicenseCheck } from './whop-license-check.js';
export type { Messages } from './element-messages.js';
export type * from './typed-tag.js';
export type * from './verdict.js';
