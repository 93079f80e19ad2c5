/**
 * Makes the relay's own time limits sixty times as long, so that none of them ends a test on a busy machine. A test about one
 * of them fires it by hand (`mockTimers`) or starts the relay without this.
 *
 * @param {number[]} limitsMs
 */
export function lengthenTimers(limitsMs) {
  const { setTimeout } = globalThis;
  /** @type {(callback: () => void, ms?: number, ...values: unknown[]) => unknown} */
  const setPatientTimeout = (callback, ms, ...values) =>
    setTimeout(callback, limitsMs.includes(ms) ? 60 * ms : ms, ...values);
  Object.assign(globalThis, { setTimeout: Object.assign(setPatientTimeout, setTimeout) });
}

/** For a place in the queue, for Whop, for a body. */
export const REQUEST_LIMITS_MS = [4000, 8000, 10_000];

/** The variables with which a relay's process has patience. */
export const PATIENT = { NODE_OPTIONS: `--import=${new URL('./patient-relay.mjs', import.meta.url)}` };
