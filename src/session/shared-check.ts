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

/** A result that another tab got while this one waited for it is no older. */
const MAX_SHARED_AGE_S = 60;

/**
 * Asks the API once for all tabs that ask the same, and remembers the result.
 *
 * @param signal - Aborted when nobody wants the result any more.
 */
export function checkOnceForAllTabs(asked: SharedQuestion, signal: AbortSignal): Promise<CheckResult> {
  const { memory, isShared, settings, startedAt } = asked;
  // Where nothing can be stored, waiting for other tabs would bring nothing.
  if (!isShared || !memory?.isWritable()) return ask(asked, signal, 0);
  const maxWaitMs = settings.timeoutMs / 2;
  return withWebLock(memory.name, maxWaitMs, () => {
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
  const stored = memory?.read();
  const known = findSharedResult(asked, stored) ?? judgeWithoutAsking(licenseKey, settings);
  if (known) return known;
  const result = await askApi(licenseKey, { ...settings, timeoutMs: timeoutMs - waitedMs }, signal);
  if (signal.aborted) return result;
  memory?.saveResult(result, licenseKey);
  if (isShared && cooldownSecondsLeft(apiBase)) publishCooldown(apiBase);
  return result;
}

/** What another tab, or another element, was told since the question was asked. */
function findSharedResult(asked: SharedQuestion, stored: MemorySnapshot | undefined): CheckResult | null {
  const { licenseKey, startedAt } = asked;
  const verdict = stored?.findFresh(licenseKey, MAX_SHARED_AGE_S)?.verdict;
  if (verdict && +verdict.checkedAt >= startedAt) return verdict;
  return stored?.readRefusalSince(licenseKey, startedAt) ?? null;
}
