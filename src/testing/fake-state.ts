import type { FakeLicense } from './fake-license.js';
import type { Metadata } from './metadata-binding.js';

/** The state that v1 and v2 of one test API share. */
export interface FakeState {
  /** Returns the current time, in ms since the Unix epoch. */
  now: () => number;
  /** When the test API was created, in ms since the Unix epoch. The memberships' dates are relative to it. */
  openedAt: number;
  /** The metadata that each license is bound to. v2 writes it; v1 only returns it. */
  bindings: Map<FakeLicense, Metadata>;
}
