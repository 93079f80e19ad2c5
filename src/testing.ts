export * from './testing/fake-ids.js';
export type * from './testing/fake-license.js';
export { fakeLicenses } from './testing/fake-licenses.js';
export { createFakeWhop, type FakeWhopOptions } from './testing/fake-whop.js';
