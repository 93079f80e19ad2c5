import { misconfigured } from '../check/ask-api.js';
import type { CheckResult, State } from '../check/verdict.js';
import type { MemorySnapshot } from '../memory/memory-snapshot.js';
import { openSessions, type OpenSession } from './open-sessions.js';
import { isPageVisible } from './page-events.js';
import type { RecheckScheduler } from './recheck-scheduler.js';
import type { RunningCheck } from './running-check.js';
import type { SessionSetup } from './session-setup.js';

/** A session, as far as it acts without being asked. */
interface Session {
  readonly result: CheckResult | null;
  readonly licenseKey: string;
  readonly isEdited: boolean;
  readonly setup: SessionSetup;
  readonly running: RunningCheck | null;
  check(licenseKey: string, isBackground?: boolean): Promise<CheckResult>;
  settle(result: CheckResult, licenseKey: string): CheckResult;
  cancelRunning(result: CheckResult): void;
  setState(state: State, result: null): void;
  showKey(licenseKey: string): void;
  drop(): void;
}

/**
 * What a session does without being asked: on load, when a verdict gets old or the membership ends, when the page is looked
 * at again, when another tab stored something.
 */
export class AutomaticChecks implements OpenSession {
  readonly #session: Session;
  readonly #scheduler: RecheckScheduler;

  constructor(session: Session, scheduler: RecheckScheduler) {
    this.#session = session;
    this.#scheduler = scheduler;
  }

  /** On load, a remembered license of that key (`null`: of any) opens the page, or is asked about. */
  restore(licenseKey: string | null, mayAsk: boolean): void {
    const session = this.#session;
    const stored = session.setup.read();
    if (this.#useRemembered(stored, licenseKey) || !mayAsk) return;
    const unusable = licenseKey === null && session.setup.findUnusable();
    if (unusable) session.settle(misconfigured(unusable), '');
    const rememberedKey = session.setup.findRememberedKey(stored);
    if (!rememberedKey || (licenseKey !== null && licenseKey !== rememberedKey)) return;
    session.showKey(rememberedKey);
    void session.check(rememberedKey);
  }

  onDue(): void {
    this.syncFromStorage();
    if (this.#scheduler.isDue()) this.#recheck();
  }

  /** The membership has ended: shuts at once, and asks whether it was renewed. */
  onExpired(): void {
    const session = this.#session;
    const { licenseKey, running } = session;
    if (running) running.isBackground = false;
    session.setState(running ? 'checking' : 'idle', null);
    const isUntouched = licenseKey === session.licenseKey && !session.running;
    if (isUntouched && session.setup.options.maxAgeS) void session.check(licenseKey);
  }

  onPageActive(eventType: string): void {
    this.syncFromStorage();
    if (eventType === 'pageshow') this.#dropWhatIsGone();
    if (this.#scheduler.isExpired()) this.onExpired();
    const mayRetry = (): boolean => !this.#session.setup.cooldownS() && this.#scheduler.mayForce(eventType);
    if (isPageVisible() && (this.#scheduler.isDue() || mayRetry())) this.#recheck();
  }

  syncFromStorage(): void {
    const { setup, result, licenseKey, running } = this.#session;
    const stored = openSessions.has(this) ? setup.read() : null;
    if (!stored) return;
    const valid = result?.outcome === 'valid' ? result : null;
    const refusal = valid && stored.readRefusalSince(licenseKey, +valid.checkedAt + 1);
    if (refusal && refusal.outcome === 'invalid') {
      this.#session.cancelRunning(refusal);
      this.#session.settle(refusal, licenseKey);
    } else if (!running && (!valid || valid.stale)) {
      this.#useRemembered(stored, result && licenseKey);
    }
  }

  onForgotten(names: string[], at: number): void {
    const { setup, result, running } = this.#session;
    // Nobody remembers a key that was refused.
    const since = result && result.outcome !== 'invalid' ? +result.checkedAt : running?.startedAt;
    const isOurs = names.some((name) => setup.isNameOfMemory(name));
    // A time in the future is ignored: the system clock was set back.
    if (isOurs && since !== undefined && at >= since && at <= Date.now()) this.#session.drop();
  }

  /** A page out of the back/forward cache has not heard that its license was forgotten. */
  #dropWhatIsGone(): void {
    const { setup, result } = this.#session;
    if (result?.outcome === 'valid' && !setup.read()?.license && setup.isWritable()) this.#session.drop();
  }

  #useRemembered(stored: MemorySnapshot | null, licenseKey: string | null): boolean {
    const license = this.#session.setup.findFresh(stored, licenseKey, this.#session.result);
    if (!license) return false;
    this.#session.showKey(license.licenseKey);
    this.#session.settle(license.verdict, license.licenseKey);
    return true;
  }

  /** Asks again in the background while somebody may be looking. A hidden page asks when it is looked at again. */
  #recheck(): void {
    const { setup, result, licenseKey, running, isEdited } = this.#session;
    if (!openSessions.has(this) || running || !result || !isPageVisible()) return;
    if (result.outcome !== 'valid' && isEdited) this.#scheduler.postpone();
    else if (!this.#useRemembered(setup.read(), licenseKey)) void this.#session.check(licenseKey, true);
  }
}
