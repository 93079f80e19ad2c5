import type { Remember } from './browser-storage.js';
import { freshnessOf, type Wanted } from './freshness.js';
import { LicenseStorage } from './license-storage.js';
import { OtherTabs } from './other-tabs.js';
import { mayPass, recheckTime } from './recheck-time.js';
import type { RememberedLicense } from './remembered-license.js';
import { takeTurn } from './take-turn.js';
import { askWhop, judgeWithoutAsking, rememberGoodKey, secondsOfCooldown } from './validate-license.js';
import { LONGEST_TIMEOUT, type Misconfigured, type Settings } from './validation-request.js';
import { unverified, type Ruling, type State, type Verdict } from './verdict.js';

/** The page that a session is for. */
export interface Page {
  /**
   * State and verdict have changed.
   *
   * @param isAsked Somebody waits for that verdict, and must hear it even if it says the same again.
   */
  show(isNewState: boolean, isAsked: boolean): void;
  /** A check has ended. */
  tell(verdict: Verdict): void;
  word(ruling: Ruling, licenseKey: string): Verdict;
  /** The licence of this key was remembered. */
  fill(licenseKey: string): void;
  /** Somebody wished the licence to be forgotten. */
  forget(): void;
  /** A check ended after the page was left: as if it had not been asked. */
  giveBack(): void;
  isVisible(): boolean;
  isEdited(): boolean;
}

/** What the seller set. */
export interface Setup {
  settings: Settings | Misconfigured;
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
  abort: AbortController;
}

/** Those of this page, which hear of each other's licences. */
export const sessions = new Set<LicenseSession>();

/** Ms. What happens to a page brings the next check forward, but not more often. */
const SHORTEST_PAUSE = 60_000;
/** What another tab was told while this one waited for it is no older, in s. */
const LONGEST_WAIT = 60;

/**
 * The life of a verdict on one page: asked for, remembered, asked for again before it is old, standing in for one that
 * could not be had, given up.
 */
export class LicenseSession {
  state: State = 'idle';
  verdict: Verdict | null = null;
  /** The key that the verdict is about. */
  licenseKey = '';
  readonly #page: Page;
  #setup: Setup = { settings: { mend: '' }, asked: '', remember: '', maxAge: 0, staleIfError: 0 };
  #storage: LicenseStorage | null = null;
  #tabs: OtherTabs | null = null;
  #run: Run | null = null;
  #isAway = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When it asks again by itself, and since when that is so. */
  #due = { since: 0, time: Infinity };
  /** How many checks in a row ended with a fault that may pass. */
  #faults = 0;
  /** When the next check was last brought forward, by what did it. */
  #hurried: Record<string, number> = {};

  constructor(page: Page) {
    this.#page = page;
  }

  set(setup: Setup): void {
    const { settings, remember } = setup;
    const before = this.#setup;
    this.#setup = setup;
    this.#storage = remember && 'apiBase' in settings ? new LicenseStorage(remember, settings) : null;
    this.#tabs = this.#storage && remember === 'local' ? new OtherTabs(this.#storage.name, (settings as Settings).apiBase) : null;
    const { verdict } = this;
    if (verdict && setup.maxAge !== before.maxAge && !this.#faults) this.#schedule(verdict, null);
    // "Remember me", said after the check.
    if (verdict?.outcome === 'valid' && !verdict.stale && setup.remember !== before.remember && setup.asked === before.asked && this.#storage) {
      keep(verdict, { apiBase: (settings as Settings).apiBase, licenseKey: this.licenseKey }, this.#storage);
    }
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
    const run = { licenseKey, since: Date.now(), isQuiet, verdict, resolve, abort: new AbortController() };
    this.#giveUp(verdict);
    this.#run = run;
    void this.#carryOut(run);
    return verdict;
  }

  /**
   * As on load: a remembered licence opens the page, or is asked about.
   *
   * @param licenseKey `null`: whichever is remembered.
   */
  restore(licenseKey: string | null, mayAsk: boolean): void {
    if (this.#adopt(licenseKey) || !mayAsk) return;
    const remembered = this.#storage?.read();
    if (!remembered || !('apiBase' in this.#setup.settings) || remembered.apiBase !== this.#setup.settings.apiBase) return;
    if (licenseKey !== null && licenseKey !== remembered.licenseKey) return;
    this.#page.fill(remembered.licenseKey);
    void this.check(remembered.licenseKey);
  }

  /** Back to the beginning. */
  reset(): void {
    this.#giveUp(this.#page.word(unverified('superseded'), ''));
    this.#due.time = Infinity;
    this.#faults = 0;
    this.licenseKey = '';
    this.#enter('idle', null);
  }

  /** Drops what is remembered, too, on every page. */
  forget(): void {
    this.#storage?.drop();
    this.#tabs?.forget();
    this.reset();
    this.#tellOthers();
  }

  /** The page has come back to the network, or to somebody's eyes. */
  wake(by: 'online' | 'visible'): void {
    this.heed();
    const now = Date.now();
    if (!this.#page.isVisible() || !this.verdict) return;
    if (this.#isDue(now)) {
      this.#recheck();
    } else if (this.#faults && !this.#secondsOfCooldown() && !(Math.abs(now - (this.#hurried[by] ?? -Infinity)) < SHORTEST_PAUSE)) {
      this.#hurried[by] = now;
      this.#recheck();
    }
  }

  /** What was said of the licence elsewhere in this browser holds here. */
  heed(): void {
    const { verdict } = this;
    if (!sessions.has(this) || !this.#storage) return;
    if (verdict?.outcome === 'valid') {
      const answer = this.#tabs?.heard(this.#asked(this.licenseKey), +verdict.checkedAt + 1);
      if (answer?.outcome === 'invalid') {
        this.#giveUp(this.#page.word(answer, this.licenseKey));
        this.#end(answer, this.licenseKey);
        return;
      }
    }
    const drop = this.#storage.readDrop();
    const since = verdict?.outcome === 'valid' ? +verdict.checkedAt : (this.#run?.since ?? Infinity);
    const isOver = drop && drop.droppedAt > since && drop.droppedAt <= Date.now();
    if (isOver && !drop.isRefused) {
      this.#page.forget();
    } else if (isOver && !this.#run && this.#due.time) {
      this.#due.time = 0;
      this.#wait();
    }
    if (isOver) return;
    if (!this.#run && (verdict?.outcome !== 'valid' || verdict.stale)) this.#adopt(verdict ? this.licenseKey : null);
  }

  async #carryOut(run: Run): Promise<void> {
    const { licenseKey } = run;
    if (!run.isQuiet) {
      this.#faults = 0;
      this.#hurried = {};
    }
    this.#tabs?.heedCooldown();
    if (this.#storage?.read()?.licenseKey === licenseKey) rememberGoodKey(licenseKey);
    const ruling = judgeWithoutAsking(licenseKey, this.#setup.settings) ?? this.#ask(run);
    if (ruling instanceof Promise && !run.isQuiet) this.#enter('checking', this.verdict);
    const answer = await ruling;
    if (this.#run !== run) return;
    this.#run = null;
    if (this.#isAway) {
      this.#page.giveBack();
      this.#enter(this.verdict?.outcome ?? 'idle', this.verdict);
      run.resolve(this.#page.word(unverified('superseded'), ''));
      return;
    }
    run.resolve(this.#end(answer, licenseKey, !run.isQuiet));
  }

  /** One request for all tabs that want to know the same. */
  async #ask({ licenseKey, abort: { signal } }: Run): Promise<Ruling> {
    const settings = this.#setup.settings as Settings;
    const { timeout } = settings;
    // Whatever the page changes meanwhile, the answer is to what was asked.
    const asked = this.#asked(licenseKey);
    const [storage, tabs] = [this.#storage, this.#tabs];
    const ask = async (within: number): Promise<Ruling> => {
      const ruling = await askWhop(licenseKey, { ...settings, timeout: within }, signal);
      // The refusal first: what is dropped, the others would ask about.
      tabs?.tell(ruling, asked);
      if (storage) keep(ruling, { apiBase: settings.apiBase, licenseKey }, storage);
      this.#tellOthers();
      return ruling;
    };
    if (!tabs || !storage) return ask(timeout);
    const since = Date.now();
    const endTurn = await takeTurn(storage.name, timeout);
    try {
      if (signal.aborted) return unverified('superseded');
      tabs.heedCooldown();
      const said = this.#saidSince(since, licenseKey) ?? judgeWithoutAsking(licenseKey, settings);
      return said ?? (await ask(timeout - Math.min(Math.max(Date.now() - since, 0), timeout / 2)));
    } finally {
      endTurn();
    }
  }

  #saidSince(since: number, licenseKey: string): Ruling | null {
    const remembered = this.#storage?.read();
    if (remembered && +remembered.checkedAt >= since && freshnessOf(remembered, Date.now(), { ...this.#wanted(licenseKey), maxAge: LONGEST_WAIT }) === 'fresh') {
      return confirmed(remembered);
    }
    return this.#tabs?.heard(this.#asked(licenseKey), since) ?? null;
  }

  /** @returns What the page was told. */
  #end(ruling: Ruling, licenseKey: string, isAsked = false): Verdict {
    const fault = ruling.outcome === 'unverified' ? ruling.reason : null;
    const standing = fault && fault !== 'misconfigured' ? this.#standing(licenseKey) : null;
    const verdict: Verdict = standing ? { ...standing, stale: true } : this.#page.word(ruling, licenseKey);
    this.licenseKey = licenseKey;
    // Whoever comes to the next page in the middle of an outage does not begin with the shortest pause again.
    this.#faults = mayPass(fault) ? Math.max(this.#faults + 1, this.#tabs?.faults ?? 0) : 0;
    this.#schedule(verdict, fault);
    this.#enter(verdict.outcome, verdict, isAsked);
    // A listener of `statechange` may have dropped it again: then nobody must hear of it.
    if (this.verdict !== verdict) return this.#page.word(unverified('superseded'), '');
    this.#page.tell(verdict);
    return verdict;
  }

  /** The verdict that stands where a check of that key can not be answered. */
  #standing(licenseKey: string): Extract<Verdict, { outcome: 'valid' }> | null {
    const { verdict } = this;
    if (verdict?.outcome === 'valid' && this.licenseKey === licenseKey) {
      const { expiresAt } = verdict.membership;
      return !expiresAt || Date.now() < +expiresAt ? verdict : null;
    }
    const remembered = this.#storage?.read() ?? null;
    return remembered && freshnessOf(remembered, Date.now(), this.#wanted(licenseKey)) !== 'gone' ? confirmed(remembered) : null;
  }

  /** Takes over a fresh verdict that is remembered, and newer than the page's own. */
  #adopt(licenseKey: string | null): boolean {
    const remembered = this.#storage?.read();
    if (!remembered || freshnessOf(remembered, Date.now(), this.#wanted(licenseKey)) !== 'fresh') return false;
    if (this.verdict && !(remembered.checkedAt > this.verdict.checkedAt)) return false;
    rememberGoodKey(remembered.licenseKey);
    this.#page.fill(remembered.licenseKey);
    this.#end(confirmed(remembered), remembered.licenseKey);
    return true;
  }

  #wanted(licenseKey: string | null): Wanted {
    const { settings, maxAge, staleIfError } = this.#setup;
    return { ...(settings as Settings), licenseKey, maxAge, staleIfError };
  }

  #asked(licenseKey: string): string {
    return `${this.#setup.asked} ${licenseKey}`;
  }

  #secondsOfCooldown(): number {
    this.#tabs?.heedCooldown();
    return 'apiBase' in this.#setup.settings ? secondsOfCooldown(this.#setup.settings.apiBase) : 0;
  }

  #schedule(verdict: Ruling, fault: Parameters<typeof mayPass>[0]): void {
    const { maxAge } = this.#setup;
    const now = Date.now();
    this.#due = { since: now, time: recheckTime({ verdict, fault, faults: this.#faults, cooldown: this.#secondsOfCooldown(), maxAge }, now) };
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
    this.#timer = setTimeout(ring, Math.min(Math.max(left, 0), LONGEST_TIMEOUT));
  }

  /** Before `since`: the clock was put back, and nobody knows by how much. */
  #isDue(now: number): boolean {
    const { since, time } = this.#due;
    return time < Infinity && (now >= time || now < since);
  }

  /** In the background, while somebody may be looking; who is not looking asks when they look again. */
  #recheck(): void {
    if (!sessions.has(this) || this.#run || !this.verdict || !this.#page.isVisible()) return;
    if (this.verdict.outcome !== 'valid' && this.#page.isEdited()) {
      this.#due.time = Date.now() + SHORTEST_PAUSE;
      this.#wait();
    } else if (!this.#adopt(this.licenseKey)) {
      void this.check(this.licenseKey, true);
    }
  }

  /** The run under way, if any, ends with another's verdict. */
  #giveUp(verdict: Verdict | Promise<Verdict>): void {
    clearTimeout(this.#timer);
    this.#run?.abort.abort();
    this.#run?.resolve(verdict);
    this.#run = null;
  }

  #enter(state: State, verdict: Verdict | null, isAsked = false): void {
    const isNewState = state !== this.state;
    this.state = state;
    this.verdict = verdict;
    this.#page.show(isNewState, isAsked);
  }

  #tellOthers(): void {
    for (const other of sessions) {
      if (other !== this) other.heed();
    }
  }
}

/** Whop's own word: remembered, or the end of remembering. */
function keep(ruling: Ruling, { apiBase, licenseKey }: { apiBase: string; licenseKey: string }, storage: LicenseStorage): void {
  if (ruling.outcome === 'valid') {
    const { membership, checkedAt } = ruling;
    storage.keep({ apiBase, licenseKey, membership, checkedAt });
  } else if (ruling.outcome === 'invalid' && storage.read()?.licenseKey === licenseKey) {
    storage.drop(true);
  }
}

/** What was remembered carries no token. */
function confirmed({ membership, checkedAt }: RememberedLicense): Extract<Ruling, { outcome: 'valid' }> {
  return { outcome: 'valid', membership, checkedAt, stale: false, token: null };
}
