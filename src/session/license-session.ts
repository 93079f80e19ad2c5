import type { Remember } from '../memory/browser-storage.js';
import { isFresh, type RememberedLicense } from '../memory/freshness.js';
import { inTurn } from '../memory/web-lock.js';
import { LicenseStorage } from '../memory/verdict-memory.js';
import { mayPass, recheckTime } from './recheck-time.js';
import { heedCooldown, tellCooldown } from '../memory/shared-cooldown.js';
import { askApi, judgeWithoutAsking, rememberGoodKey } from '../check/ask-api.js';
import { MAX_TIMER_MS, type Misconfigured, type CheckSettings } from '../check/check-settings.js';
import { cooldownSecondsLeft } from '../check/cooldown.js';
import { unverified, type CheckResult, type State, type ValidVerdict, type Verdict } from '../check/verdict.js';

/** The page that a session is for; `host` says which of its elements. */
export interface Page<Host> {
  /**
   * State and verdict have changed.
   *
   * @param isAsked Somebody waits for that verdict, and must hear it even if it says the same again.
   */
  show(host: Host, isNewState: boolean, isAsked: boolean): void;
  /** A check has ended. */
  tell(host: Host, verdict: Verdict): void;
  word(host: Host, ruling: CheckResult, licenseKey: string): Verdict;
  /** The license of this key was remembered. */
  fill(host: Host, licenseKey: string): void;
  /** Somebody wished the license to be forgotten. */
  forget(host: Host): void;
  /** A check ended after the page was left: as if it had not been asked. */
  giveBack(host: Host): void;
  isVisible(host: Host): boolean;
  isEdited(host: Host): boolean;
}

/** What the seller set. */
export interface Setup {
  settings: CheckSettings | Misconfigured;
  /** All that an answer depends on, beside the key. */
  asked: string;
  remember: Remember;
  /** In s. */
  maxAge: number;
  /** In s. */
  staleIfError: number;
}

/** A check under way. */
interface Run {
  licenseKey: string;
  /** In ms of the Unix epoch. */
  since: number;
  /** In the background: the state stays until it is answered. */
  isQuiet: boolean;
  verdict: Promise<Verdict>;
  /** The verdict itself, or the promise of the run that came in its place. */
  resolve(verdict: Verdict | Promise<Verdict>): void;
  abort: AbortController | null;
}

/** Those of this page, which hear of each other's licenses. */
export const sessions = new Set<LicenseSession>();

/** Ms. What happens to a page brings the next check forward, but not more often. */
const SHORTEST_PAUSE = 60_000;
/** What another tab was told while this one waited for it is no older, in s. */
const LONGEST_WAIT = 60;

/**
 * The life of a verdict on one page: asked for, remembered, asked for again before it is old, standing in for one that
 * could not be had, given up.
 */
export class LicenseSession<Host = unknown> {
  state: State = 'idle';
  verdict: Verdict | null = null;
  /** The key that the verdict is about. */
  licenseKey = '';
  #page: Page<Host>;
  #host: Host;
  #setup: Setup = {
    settings: { ok: false, attribute: '', apiKey: '' },
    asked: '',
    remember: '',
    maxAge: 0,
    staleIfError: 0,
  };
  #storage: LicenseStorage | null = null;
  #run: Run | null = null;
  #isAway = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When it asks again by itself, and since when that is so. */
  #due = { since: 0, time: Infinity };
  /** How many checks in a row ended with a fault that may pass. */
  #faults = 0;
  /** When the next check was last brought forward, by what did it. */
  #hurried: Record<string, number> = {};

  constructor(page: Page<Host>, host: Host) {
    this.#page = page;
    this.#host = host;
  }

  set(setup: Setup): void {
    const { settings, remember, asked, maxAge } = setup;
    const { verdict } = this;
    const before = this.#setup;
    this.#setup = setup;
    this.#storage = remember && settings.ok ? new LicenseStorage(remember, settings) : null;
    if (!verdict || asked !== before.asked) return;
    if (maxAge !== before.maxAge && !this.#faults) this.#schedule(verdict, null);
    // "Remember me", said after the check.
    if (verdict.outcome === 'valid' && !verdict.stale && remember !== before.remember)
      this.#storage?.tell(verdict, this.licenseKey, asked);
  }

  /** The page is open. */
  resume(): void {
    this.#isAway = false;
    sessions.add(this);
    this.#wait();
  }

  /** The page is left, perhaps for good. */
  pause(): void {
    this.#isAway = true;
    sessions.delete(this);
    clearTimeout(this.#timer);
  }

  /** Checks a key, or joins a running check of it. Never rejects. */
  check(licenseKey: string, isQuiet = false): Promise<Verdict> {
    // Asked for where the element is, in a page or not: only leaving from now on gives it up.
    this.#isAway = false;
    const running = this.#run;
    if (running?.licenseKey === licenseKey) {
      if (running.isQuiet && !isQuiet) {
        running.isQuiet = false;
        this.#enter('checking', this.verdict);
      }
      return running.verdict;
    }
    let resolve: Run['resolve'] = () => {};
    const verdict = new Promise<Verdict>((settle) => (resolve = settle));
    const run = { licenseKey, since: Date.now(), isQuiet, verdict, resolve, abort: null };
    this.#giveUp(verdict);
    this.#run = run;
    void this.#carryOut(run);
    return verdict;
  }

  /**
   * As on load: a remembered license opens the page, or is asked about.
   *
   * @param licenseKey `null`: whichever is remembered.
   */
  restore(licenseKey: string | null, mayAsk: boolean): void {
    if (this.#adopt(licenseKey) || !mayAsk) return;
    const remembered = this.#storage?.read();
    if (!remembered) return;
    if (licenseKey !== null && licenseKey !== remembered.licenseKey) return;
    this.#page.fill(this.#host, remembered.licenseKey);
    void this.check(remembered.licenseKey);
  }

  /** Back to the beginning. */
  reset(): void {
    this.#giveUp(this.#page.word(this.#host, unverified('superseded'), ''));
    this.#due.time = Infinity;
    this.#faults = 0;
    this.licenseKey = '';
    this.#enter('idle', null);
  }

  /** Drops what is remembered, too, on every page. */
  forget(): void {
    this.#storage?.forget();
    this.reset();
    this.#tellOthers();
  }

  /** The page has come back to the network, or to somebody's eyes. */
  wake(by: string): void {
    this.heed();
    const now = Date.now();
    if (!this.#page.isVisible(this.#host)) return;
    if (this.#isDue(now)) this.#recheck();
    if (!this.#faults || this.#heedCooldown() || Math.abs(now - (this.#hurried[by] ?? 0)) < SHORTEST_PAUSE) return;
    this.#hurried[by] = now;
    this.#recheck();
  }

  /** The page speaks another language. */
  refresh(): void {
    this.#page.show(this.#host, false, false);
  }

  /** What was said of the license elsewhere in this browser holds here. */
  heed(): void {
    const { verdict } = this;
    const storage = this.#storage;
    if (!storage || !sessions.has(this)) return;
    const validSince = verdict?.outcome === 'valid' ? +verdict.checkedAt : null;
    if (storage.isForgotten(validSince ?? this.#run?.since ?? Infinity)) {
      this.#page.forget(this.#host);
      return;
    }
    const answer = validSince ? storage.heard(this.#asked(this.licenseKey), validSince + 1) : null;
    if (answer?.outcome === 'invalid') {
      this.#giveUp(this.#page.word(this.#host, answer, this.licenseKey));
      this.#end(answer, this.licenseKey);
    } else if (!this.#run && (!validSince || (verdict as ValidVerdict).stale)) {
      this.#adopt(verdict ? this.licenseKey : null);
    }
  }

  async #carryOut(run: Run): Promise<void> {
    const { licenseKey } = run;
    if (!run.isQuiet) {
      this.#faults = 0;
      this.#hurried = {};
    }
    this.#heedCooldown();
    if (this.#storage?.read()?.licenseKey === licenseKey) rememberGoodKey(licenseKey);
    const ruling =
      judgeWithoutAsking(licenseKey, this.#setup.settings) ??
      this.#ask(run).catch(() => unverified('unexpected-response'));
    if (ruling instanceof Promise && !run.isQuiet) this.#enter('checking', this.verdict);
    const answer = await ruling;
    if (this.#run !== run) return;
    this.#run = null;
    if (this.#isAway) {
      this.#page.giveBack(this.#host);
      this.#enter(this.verdict?.outcome ?? 'idle', this.verdict);
      run.resolve(this.#page.word(this.#host, unverified('superseded'), ''));
      return;
    }
    run.resolve(this.#end(answer, licenseKey, !run.isQuiet));
  }

  /** One request for all tabs that want to know the same. */
  async #ask(run: Run): Promise<CheckResult> {
    const { licenseKey, since } = run;
    const { signal } = (run.abort = new AbortController());
    // Whatever the page changes meanwhile, the answer is to what was asked.
    const settings = this.#setup.settings as CheckSettings;
    const { apiBase, timeoutMs: timeout } = settings;
    const isLocal = this.#setup.remember === 'local';
    const storage = this.#storage;
    const asked = this.#asked(licenseKey);
    const ask = async (waited = 0): Promise<CheckResult> => {
      this.#heedCooldown();
      const known = signal.aborted
        ? unverified('superseded')
        : (this.#saidSince(since, licenseKey) ?? judgeWithoutAsking(licenseKey, settings));
      if (known) return known;
      const ruling = await askApi(licenseKey, { ...settings, timeoutMs: timeout - waited }, signal);
      if (!signal.aborted) {
        storage?.tell(ruling, licenseKey, asked);
        if (isLocal && cooldownSecondsLeft(apiBase)) tellCooldown(apiBase);
        this.#tellOthers();
      }
      return ruling;
    };
    // By a clock that may have been changed meanwhile.
    const late = (): Promise<CheckResult> => ask(Math.min(Math.max(Date.now() - since, 0), timeout / 2));
    return isLocal && storage?.isThere() ? inTurn(storage.name, timeout / 2, late) : ask();
  }

  #saidSince(since: number, licenseKey: string): CheckResult | null {
    const verdict = this.#recall(licenseKey, LONGEST_WAIT)?.verdict;
    return verdict && +verdict.checkedAt >= since
      ? verdict
      : (this.#storage?.heard(this.#asked(licenseKey), since) ?? null);
  }

  /** @returns What the page was told. */
  #end(ruling: CheckResult, licenseKey: string, isAsked = false): Verdict {
    const fault = ruling.outcome === 'unverified' ? ruling.reason : null;
    const standing = fault && fault !== 'misconfigured' ? this.#standing(licenseKey) : null;
    const verdict: Verdict = standing ? { ...standing, stale: true } : this.#page.word(this.#host, ruling, licenseKey);
    this.licenseKey = licenseKey;
    this.#faults = mayPass(fault) ? this.#faults + 1 : 0;
    this.#schedule(verdict, fault);
    this.#enter(verdict.outcome, verdict, isAsked);
    // A listener of `statechange` may have dropped it again: then nobody must hear of it.
    if (this.verdict !== verdict) return this.#page.word(this.#host, unverified('superseded'), '');
    this.#page.tell(this.#host, verdict);
    return verdict;
  }

  /** The verdict that stands where a check of that key cannot be answered. */
  #standing(licenseKey: string): ValidVerdict | null {
    const { verdict } = this;
    if (verdict?.outcome === 'valid' && this.licenseKey === licenseKey) {
      const { expiresAt } = verdict.membership;
      return !expiresAt || Date.now() < +expiresAt ? verdict : null;
    }
    const { maxAge, staleIfError } = this.#setup;
    return this.#recall(licenseKey, maxAge + staleIfError)?.verdict ?? null;
  }

  /** Takes over a fresh verdict that is remembered, and newer than the page's own. */
  #adopt(licenseKey: string | null): boolean {
    const remembered = this.#recall(licenseKey, this.#setup.maxAge);
    if (!remembered || (this.verdict && !(remembered.verdict.checkedAt > this.verdict.checkedAt))) return false;
    rememberGoodKey(remembered.licenseKey);
    this.#page.fill(this.#host, remembered.licenseKey);
    this.#end(remembered.verdict, remembered.licenseKey);
    return true;
  }

  /** What is remembered of a key (`null`: of any), where it is no older than `maxAge` seconds. */
  #recall(licenseKey: string | null, maxAge: number): RememberedLicense | null {
    const remembered = this.#storage?.read();
    return remembered && isFresh(remembered, this.#setup.settings as CheckSettings, licenseKey, Date.now(), maxAge)
      ? remembered
      : null;
  }

  #asked(licenseKey: string): string {
    return `${this.#setup.asked} ${licenseKey}`;
  }

  #heedCooldown(): number {
    const { settings, remember } = this.#setup;
    if (!settings.ok) return 0;
    if (remember === 'local') heedCooldown(settings.apiBase);
    return cooldownSecondsLeft(settings.apiBase);
  }

  #schedule(verdict: CheckResult, fault: Parameters<typeof mayPass>[0]): void {
    const { maxAge } = this.#setup;
    const now = Date.now();
    this.#due = {
      since: now,
      time: recheckTime({ verdict, fault, faults: this.#faults, cooldown: this.#heedCooldown(), maxAge }, now),
    };
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const left = this.#due.time - Date.now();
    if (!sessions.has(this) || left === Infinity) return;
    const ring = (): void => {
      this.heed();
      if (this.#isDue(Date.now())) this.#recheck();
      else this.#wait();
    };
    this.#timer = setTimeout(ring, Math.min(left, MAX_TIMER_MS));
  }

  /** Before `since`: the clock was put back, and nobody knows by how much. */
  #isDue(now: number): boolean {
    const { since, time } = this.#due;
    return time < Infinity && (now >= time || now < since);
  }

  /** In the background, while somebody may be looking; who is not looking asks when they look again. */
  #recheck(): void {
    if (!sessions.has(this) || this.#run || !this.verdict || !this.#page.isVisible(this.#host)) return;
    if (this.verdict.outcome !== 'valid' && this.#page.isEdited(this.#host)) {
      this.#due.time = Date.now() + SHORTEST_PAUSE;
      this.#wait();
    } else if (!this.#adopt(this.licenseKey)) {
      void this.check(this.licenseKey, true);
    }
  }

  /** The run under way, if any, ends with another's verdict. */
  #giveUp(verdict: Verdict | Promise<Verdict>): void {
    clearTimeout(this.#timer);
    this.#run?.abort?.abort();
    this.#run?.resolve(verdict);
    this.#run = null;
  }

  #enter(state: State, verdict: Verdict | null, isAsked = false): void {
    const isNewState = state !== this.state;
    this.state = state;
    this.verdict = verdict;
    this.#page.show(this.#host, isNewState, isAsked);
  }

  #tellOthers(): void {
    for (const other of sessions) {
      if (other !== this) other.heed();
    }
  }
}
