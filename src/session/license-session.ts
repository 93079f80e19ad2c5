import { judgeWithoutAsking, misconfigured } from '../check/ask-api.js';
import { isTransient, unverified, type CheckResult, type State, type UnverifiedReason } from '../check/verdict.js';
import type { MemorySnapshot } from '../memory/memory-snapshot.js';
import { Alarm } from './alarm.js';
import { openSessions, tellOthers, type OpenSession } from './open-sessions.js';
import { isPageVisible } from './page-events.js';
import { RecheckScheduler } from './recheck-scheduler.js';
import { RunningCheck } from './running-check.js';
import type { SessionHost, SessionOptions } from './session-host.js';
import { nothingSet, SessionSetup } from './session-setup.js';

/**
 * The life of a verdict on a page: asked for, remembered, re-checked before it is old, standing in for one that could not
 * be had, dropped.
 */
export class LicenseSession implements OpenSession {
  state: State = 'idle';
  result: CheckResult | null = null;
  /** The key that the result is about. */
  licenseKey = '';
  /** Whether somebody is typing in the field; the host keeps it up to date. */
  isEdited = false;
  readonly #host: SessionHost;
  readonly #scheduler = new RecheckScheduler(() => this.#onRecheckDue());
  readonly #expiry = new Alarm(() => this.#onExpiry());
  #setup = nothingSet;
  #run: RunningCheck | null = null;
  #isAway = true;

  constructor(host: SessionHost) {
    this.#host = host;
  }

  configure(options: SessionOptions): void {
    const before = this.#setup.options;
    this.#setup = new SessionSetup(options);
    const { result } = this;
    if (!result || options.requirements !== before.requirements) return;
    if (options.maxAgeS !== before.maxAgeS && !this.#scheduler.failures) this.#schedule(result, null);
    // `remember` was set after the check.
    const isConfirmed = result.outcome === 'valid' && !result.stale;
    if (isConfirmed && options.remember !== before.remember) this.#setup.save(result, this.licenseKey);
  }

  /** The element is in a document. */
  connect(): void {
    this.#isAway = false;
    openSessions.add(this);
    this.#scheduler.start();
    this.#expiry.set(endOf(this.result));
  }

  /** The element left its document, perhaps for good. */
  disconnect(): void {
    this.#isAway = true;
    openSessions.delete(this);
    this.#scheduler.stop();
    this.#expiry.stop();
  }

  /** Checks a key, or joins a running check of it. Never rejects. */
  check(licenseKey: string, isBackground = false): Promise<CheckResult> {
    // Somebody asks wherever the element is: only leaving from now on ends the check.
    this.#isAway = false;
    const running = this.#run;
    if (running?.licenseKey === licenseKey) {
      if (running.isBackground && !isBackground) {
        running.isBackground = false;
        this.#setState('checking', this.result);
      }
      return running.result;
    }
    const run = new RunningCheck(licenseKey, isBackground);
    this.#cancelRunning(run.result);
    this.#run = run;
    void run.endWith(this.#findResult(run));
    return run.result;
  }

  /** Does what happens on load: a remembered license of that key (`null`: of any) opens the page, or is asked about. */
  restore(licenseKey: string | null, mayAsk: boolean): void {
    const stored = this.#setup.read();
    if (this.#useRemembered(stored, licenseKey) || !mayAsk) return;
    const unusable = licenseKey === null && this.#setup.findUnusable();
    if (unusable) this.#settle(misconfigured(unusable), '');
    const rememberedKey = this.#setup.findRememberedKey(stored);
    if (!rememberedKey || (licenseKey !== null && licenseKey !== rememberedKey)) return;
    this.#host.onChange({ type: 'key', licenseKey: rememberedKey });
    void this.check(rememberedKey);
  }

  /** Goes back to the beginning. */
  reset(): void {
    this.#cancelRunning(unverified('superseded'));
    this.#scheduler.cancel();
    this.licenseKey = '';
    this.#setState('idle', null);
  }

  /** Goes back to the beginning and drops what is remembered, on every page. */
  forget(): void {
    const names = this.#setup.forget();
    this.reset();
    tellOthers(this, (other) => other.onForgotten(names, Date.now()));
  }

  onPageActive(eventType: string): void {
    this.syncFromStorage();
    if (eventType === 'pageshow') this.#dropWhatIsGone();
    if (endOf(this.result) <= Date.now()) this.#onExpiry();
    const mayRetry = (): boolean => !this.#setup.cooldownS() && this.#scheduler.mayForce(eventType);
    if (isPageVisible() && (this.#scheduler.isDue() || mayRetry())) this.#recheck();
  }

  syncFromStorage(): void {
    const stored = openSessions.has(this) ? this.#setup.read() : null;
    if (!stored) return;
    const { result } = this;
    const valid = result?.outcome === 'valid' ? result : null;
    const question = this.#setup.questionAbout(this.licenseKey);
    const refusal = valid && stored.readRefusalSince(question, +valid.checkedAt + 1);
    if (refusal && refusal.outcome === 'invalid') {
      this.#cancelRunning(refusal);
      this.#settle(refusal, this.licenseKey);
    } else if (!this.#run && (!valid || valid.stale)) {
      this.#useRemembered(stored, result && this.licenseKey);
    }
  }

  onForgotten(names: string[], at: number): void {
    const since = this.result?.outcome === 'valid' ? +this.result.checkedAt : this.#run?.startedAt;
    const isOurs = names.some((name) => this.#setup.isNameOfMemory(name));
    // A time in the future is ignored: the system clock was set back.
    if (isOurs && since !== undefined && at >= since && at <= Date.now()) this.#drop();
  }

  /** @returns What the page was told. */
  async #findResult(run: RunningCheck): Promise<CheckResult> {
    const { licenseKey } = run;
    if (!run.isBackground) this.#scheduler.resetFailures();
    this.#setup.cooldownS();
    const known = judgeWithoutAsking(licenseKey, this.#setup.options.settings);
    const asking = known ? inNextTask(known) : this.#setup.ask(run).catch(() => unverified('unexpected-response'));
    if (!known && !run.isBackground) this.#setState('checking', this.result);
    const result = await asking;
    if (!known) tellOthers(this, (other) => other.syncFromStorage());
    this.#host.onChange({ type: 'answered' });
    if (this.#run !== run) return unverified('superseded');
    this.#run = null;
    if (!this.#isAway) return this.#settle(result, licenseKey, !run.isBackground);
    this.#host.onChange({ type: 'released' });
    this.#setState(this.result?.outcome ?? 'idle', this.result);
    return unverified('superseded');
  }

  /** @returns What the page was told. */
  #settle(result: CheckResult, licenseKey: string, isAsked = false): CheckResult {
    const fault = result.outcome === 'unverified' && result.reason !== 'misconfigured' ? result.reason : null;
    const current = this.result?.outcome === 'valid' && this.licenseKey === licenseKey ? this.result : null;
    const standing = fault && this.#setup.findStanding(licenseKey, current);
    const told: CheckResult = standing ? { ...standing, stale: true } : result;
    this.licenseKey = licenseKey;
    this.#scheduler.failures = isTransient(fault) ? this.#scheduler.failures + 1 : 0;
    this.#schedule(told, fault);
    this.#setState(told.outcome, told, isAsked);
    // A listener of `statechange` may have dropped the result: then nobody must hear of it.
    if (this.result !== told) return unverified('superseded');
    this.#host.onChange({ type: 'result', result: told });
    return told;
  }

  #useRemembered(stored: MemorySnapshot | null, licenseKey: string | null): boolean {
    const license = this.#setup.findFresh(stored, licenseKey, this.result);
    if (!license) return false;
    this.#host.onChange({ type: 'key', licenseKey: license.licenseKey });
    this.#settle(license.verdict, license.licenseKey);
    return true;
  }

  /** The membership has ended: shuts at once, and asks whether it was renewed. */
  #onExpiry(): void {
    const { licenseKey } = this;
    const end = endOf(this.result);
    if (end > Date.now()) return this.#expiry.set(end);
    if (this.#run) this.#run.isBackground = false;
    this.#setState(this.#run ? 'checking' : 'idle', null);
    const isStillMine = licenseKey === this.licenseKey && !this.#run;
    if (isStillMine && this.#setup.options.maxAgeS) void this.check(licenseKey);
  }

  /** A page out of the back/forward cache has not heard that its license was forgotten. */
  #dropWhatIsGone(): void {
    const isGone = this.result?.outcome === 'valid' && !this.#setup.read()?.license;
    if (isGone && this.#setup.isWritable()) this.#drop();
  }

  #drop(): void {
    this.#host.onChange({ type: 'key', licenseKey: null });
    this.reset();
  }

  #schedule(result: CheckResult, fault: UnverifiedReason | null): void {
    const { maxAgeS } = this.#setup.options;
    this.#scheduler.schedule({ result, fault, cooldownS: fault ? this.#setup.cooldownS() : 0, maxAgeS });
  }

  #onRecheckDue(): void {
    this.syncFromStorage();
    if (this.#scheduler.isDue()) this.#recheck();
  }

  /** Asks again in the background while somebody may be looking. A hidden page asks when it is looked at again. */
  #recheck(): void {
    const { result } = this;
    if (!openSessions.has(this) || this.#run || !result || !isPageVisible()) return;
    if (result.outcome !== 'valid' && this.isEdited) this.#scheduler.postpone();
    else if (!this.#useRemembered(this.#setup.read(), this.licenseKey)) void this.check(this.licenseKey, true);
  }

  /** The running check, if any, ends with another's result. */
  #cancelRunning(result: CheckResult | Promise<CheckResult>): void {
    this.#scheduler.pause();
    this.#run?.cancel(result);
    this.#run = null;
  }

  #setState(state: State, result: CheckResult | null, isAsked = false): void {
    const isNewState = state !== this.state;
    this.state = state;
    this.result = result;
    if (openSessions.has(this)) this.#expiry.set(endOf(result));
    this.#host.onChange({ type: 'state', isNewState, isAsked });
  }
}

/**
 * When the page must shut, in ms of the Unix epoch. An end that was past already when Whop said "valid" is none: the system
 * clock is ahead, or Whop knows better.
 */
function endOf(result: CheckResult | null): number {
  const end = result?.outcome === 'valid' ? +(result.membership.expiresAt ?? Infinity) : Infinity;
  return result && end > +result.checkedAt ? end : Infinity;
}

/** A page that checks again from its own listener must not keep everything else from running. */
function inNextTask(result: CheckResult): Promise<CheckResult> {
  return new Promise((resolve) => setTimeout(() => resolve(result)));
}
