import type { FakeLicense } from './fake-license.js';
import type { Metadata } from './metadata-binding.js';

/** What v1 and v2 of one test API have in common. */
export interface FakeState {
  /** The time in ms of the Unix epoch. */
  now: () => number;
  /** When the test API was made, in the same ms: the memberships' times are counted from it. */
  openedAt: number;
  /** What the licenses are bound to since then. v2 writes, v1 shows. */
  bindings: Map<FakeLicense, Metadata>;
}
