import type { CheckSettings, Misconfigured } from '../check/check-settings.js';
import type { CheckResult } from '../check/verdict.js';
import type { Remember } from '../memory/browser-storage.js';

/** What a session tells its host. */
export type SessionChange =
  /** State and result have changed. `isAsked`: somebody waits for this result and must hear it, even if it says the same again. */
  | { type: 'state'; isNewState: boolean; isAsked: boolean }
  /** A result is about to count: settings that have changed meanwhile must be applied before. */
  | { type: 'settling' }
  /** A check has ended. */
  | { type: 'result'; result: CheckResult }
  /** The license of this key is remembered; `null`: somebody wished it forgotten. */
  | { type: 'key'; licenseKey: string | null }
  /** A check ended after its page was left, as if it had never been asked. */
  | { type: 'released' };

export interface SessionHost {
  onChange(change: SessionChange): void;
}

/** What the seller set. */
export interface SessionOptions {
  settings: CheckSettings | Misconfigured;
  /** All that a result depends on, beside the key. */
  requirements: string;
  remember: Remember;
  maxAgeS: number;
  staleIfErrorS: number;
}
