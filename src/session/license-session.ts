import { judgeWithoutAsking } from '../check/ask-api.js';
import { isTransient, unverified, type CheckResult, type State, type UnverifiedReason } from '../check/verdict.js';
import { AutomaticChecks } from './automatic-checks.js';
import { openSessions, tellOthers } from './open-sessions.js';
import { RecheckScheduler } from './recheck-scheduler.js';
import { inNextTask, RunningCheck } from './running-check.js';
import type { SessionHost, SessionOptions } from './session-host.js';
import { nothingSet, SessionSetup } from './session-setup.js';

/**
 * The life of a verdict on a page: asked for, remembered, re-checked before it is old, standing in for one that could not
 * be had, dropped.
 */
export class LicenseSession {
  state: State = 'idle';
  result: CheckResult | null = null;
  /** The key that the result is about. */
  licenseKey = '';
  /** Whether somebody is typing in the field; the host keeps it up to date. */
  isEdited = false;
  /** What the seller set. */
  setup = nothingSet;
  running: RunningCheck | null = null;
  readonly #host: SessionHost;
  readonly #scheduler = new RecheckScheduler(
    () => this.#automatic.onDue(),
    () => this.#automatic.onExpired(),
  );
  readonly #automatic = new AutomaticChecks(this, this.#scheduler);
  #isAway = true;

  constructor(host: SessionHost) {
    this.#host = host;
  }

  configure(options: SessionOptions): void {
    const before = this.setup.options;
    this.setup = new SessionSetup(options);
    const { result } = this;
    if (!result || options.requirements !== before.requirements) return;
    if (options.maxAgeS !== before.maxAgeS && !this.#scheduler.failures) this.#schedule(result, null);
    // `remember` was set after the check.
    const isConfirmed = result.outcome === 'valid' && !result.stale;
    if (isConfirmed && options.remember !== before.remember) this.setup.save(result, this.licenseKey);
  }

  /** The element is in a document. */
  connect(): void {
    this.#isAway = false;
    openSessions.add(this.#automatic);
    this.#scheduler.start();
  }

  /** The element left its document, perhaps for good. */
  disconnect(): void {
    this.#isAway = true;
    openSessions.delete(this.#automatic);
    this.#scheduler.stop();
  }

  /** Checks a key, or joins a running check of it. Never rejects. */
  check(licenseKey: string, isBackground = false): Promise<CheckResult> {
    // Somebody asks wherever the element is: only leaving from now on ends the check.
    this.#isAway = false;
    const running = this.running;
    if (running?.licenseKey === licenseKey) {
      if (running.isBackground && !isBackground) {
        running.isBackground = false;
        this.setState('checking', this.result);
      }
      return running.result;
    }
    const run = new RunningCheck(licenseKey, isBackground);
    this.cancelRunning(run.result);
    this.running = run;
    void run.endWith(this.#findResult(run));
    return run.result;
  }

  /** Does what happens on load: a remembered license of that key (`null`: of any) opens the page, or is asked about. */
  restore(licenseKey: string | null, mayAsk: boolean): void {
    this.#automatic.restore(licenseKey, mayAsk);
  }

  /** Goes back to the beginning. */
  reset(): void {
    this.cancelRunning(unverified('superseded'));
    this.#scheduler.cancel();
    this.licenseKey = '';
    this.setState('idle', null);
  }

  /** Goes back to the beginning and drops what is remembered, on every page. */
  forget(): void {
    const names = this.setup.forget();
    this.reset();
    tellOthers(this.#automatic, (other) => other.onForgotten(names, Date.now()));
  }

  /** @returns What the page was told. */
  async #findResult(run: RunningCheck): Promise<CheckResult> {
    const { licenseKey } = run;
    if (!run.isBackground) this.#scheduler.resetFailures();
    this.setup.cooldownS();
    const known = judgeWithoutAsking(licenseKey, this.setup.options.settings);
    const asking = known ? inNextTask(known) : this.setup.ask(run).catch(() => unverified('unexpected-response'));
    if (!known && !run.isBackground) this.setState('checking', this.result);
    const result = await asking;
    if (!known) tellOthers(this.#automatic, (other) => other.syncFromStorage());
    if (this.running !== run) return unverified('superseded');
    this.running = null;
    if (!this.#isAway) return this.settle(result, licenseKey, !run.isBackground);
    this.#host.onChange({ type: 'released' });
    this.setState(this.result?.outcome ?? 'idle', this.result);
    return unverified('superseded');
  }

  /** @returns What the page was told. */
  settle(result: CheckResult, licenseKey: string, isAsked = false): CheckResult {
    const { requirements } = this.setup.options;
    this.#host.onChange({ type: 'settling' });
    if (this.setup.options.requirements !== requirements) return unverified('superseded');
    const fault = result.outcome === 'unverified' && result.reason !== 'misconfigured' ? result.reason : null;
    const current = this.result?.outcome === 'valid' && this.licenseKey === licenseKey ? this.result : null;
    const standing = fault && this.setup.findStanding(licenseKey, current);
    const told: CheckResult = standing ? { ...standing, stale: true } : result;
    this.licenseKey = licenseKey;
    this.#scheduler.failures = isTransient(fault) ? this.#scheduler.failures + 1 : 0;
    this.#schedule(told, fault);
    this.setState(told.outcome, told, isAsked);
    // A listener of `statechange` may have dropped the result: then nobody must hear of it.
    if (this.result !== told) return unverified('superseded');
    this.#host.onChange({ type: 'result', result: told });
    return told;
  }

  /** Somebody wished the license forgotten. */
  drop(): void {
    this.showKey(null);
    this.reset();
  }

  /** Puts a remembered key into the field; `null` empties it. */
  showKey(licenseKey: string | null): void {
    this.#host.onChange({ type: 'key', licenseKey });
  }

  #schedule(result: CheckResult, fault: UnverifiedReason | null): void {
    const { maxAgeS } = this.setup.options;
    this.#scheduler.schedule({ result, fault, cooldownS: fault ? this.setup.cooldownS() : 0, maxAgeS });
  }

  /** The running check, if any, ends with another's result. */
  cancelRunning(result: CheckResult | Promise<CheckResult>): void {
    this.#scheduler.pause();
    this.running?.cancel(result);
    this.running = null;
  }

  setState(state: State, result: CheckResult | null, isAsked = false): void {
    const isNewState = state !== this.state;
    this.state = state;
    this.result = result;
    this.#scheduler.watch(result);
    this.#host.onChange({ type: 'state', isNewState, isAsked });
  }
}
