import { askApi, judgeWithoutAsking } from '../check/ask-api.js';
import type { CheckSettings } from '../check/check-settings.js';
import { cooldownSecondsLeft } from '../check/cooldown.js';
import { unverified, type CheckResult } from '../check/verdict.js';
import { publishCooldown, sharedCooldownSecondsLeft } from '../memory/shared-cooldown.js';
import type { MemorySnapshot } from '../memory/memory-snapshot.js';
import type { VerdictMemory } from '../memory/verdict-memory.js';
import { withWebLock } from '../memory/web-lock.js';

/** One question to the API, as it stood when it was asked: whatever the page changes meanwhile, the result answers this. */
export interface SharedQuestion {
  licenseKey: string;
  settings: CheckSettings;
  /** In ms of the Unix epoch. */
  startedAt: number;
  /** Where the result is remembered. */
  memory: VerdictMemory | null;
  /** Whether other tabs may be asking the same: then they wait for each other. */
  isShared: boolean;
}

/**
 * Asks the API once for all tabs that ask the same, and remembers the result.
 *
 * @param signal - Aborted when nobody wants the result any more.
 */
export function checkOnceForAllTabs(asked: SharedQuestion, signal: AbortSignal): Promise<CheckResult> {
  const { memory, isShared, settings, startedAt, licenseKey } = asked;
  // Where nothing can be stored, waiting for other tabs would bring nothing.
  if (!isShared || !memory?.isWritable()) return ask(asked, signal, 0);
  const maxWaitMs = settings.timeoutMs / 2;
  const before = lastResult(memory.read(), licenseKey);
  return withWebLock(memory.name, maxWaitMs, async (hasWaited) => {
    const since = hasWaited && !signal.aborted ? lastResult(memory.read(), licenseKey) : null;
    // Only what came while this tab waited answers what it asks.
    if (since && !isSame(since, before)) return since;
    // The system clock may have been set meanwhile.
    const waitedMs = Math.min(Math.max(Date.now() - startedAt, 0), maxWaitMs);
    return ask(asked, signal, waitedMs);
  });
}

async function ask(asked: SharedQuestion, signal: AbortSignal, waitedMs: number): Promise<CheckResult> {
  const { licenseKey, settings, memory, isShared } = asked;
  const { apiBase, timeoutMs } = settings;
  if (signal.aborted) return unverified('superseded');
  sharedCooldownSecondsLeft(apiBase, isShared);
  const known = judgeWithoutAsking(licenseKey, settings);
  if (known) return known;
  const result = await askApi(licenseKey, { ...settings, timeoutMs: timeoutMs - waitedMs }, signal);
  if (signal.aborted) return result;
  memory?.saveResult(result, licenseKey);
  if (isShared && cooldownSecondsLeft(apiBase)) publishCooldown(apiBase);
  return result;
}

/** What the tabs were last told about a key. */
function lastResult(stored: MemorySnapshot, licenseKey: string): CheckResult | null {
  const valid = stored.findFresh(licenseKey, Infinity)?.verdict ?? null;
  const refusal = stored.readRefusalSince(licenseKey, 0);
  return refusal && !(valid && valid.checkedAt > refusal.checkedAt) ? refusal : valid;
}

function isSame(result: CheckResult, other: CheckResult | null): boolean {
  return result.outcome === other?.outcome && +result.checkedAt === +other.checkedAt;
}
