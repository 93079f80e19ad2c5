export * from './fake-ids.js';
export type * from './fake-license.js';
export { fakeLicenses } from './fake-licenses.js';
export { createFakeWhop, type FakeWhopOptions } from './fake-whop.js';
