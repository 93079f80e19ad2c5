import type { State, Verdict } from '../../src/element.js';
import type { SentRequest } from './sent-requests.js';

/** One check, from the first sign of it to its event. */
export interface CheckEntry {
  id: number;
  at: Date;
  /** Each `statechange`, by the state that came. */
  states: State[];
  requests: SentRequest[];
  /** `detail` of the event; `null` before it. */
  verdict: Verdict | null;
  /** Another setting came in between: there will be no event. */
  isDropped: boolean;
  /** Whether its detail is unfolded. */
  isOpen: boolean;
}

const LONGEST_LOG = 30;

/** What a page hears of one tag, check by check, the latest first. */
export class CheckLog {
  entries: CheckEntry[] = [];
  #running: CheckEntry | null = null;
  #count = 0;
  #changed: () => void;

  constructor(tag: HTMLElementTagNameMap['whop-license-check'], changed: () => void) {
    this.#changed = changed;
    tag.addEventListener('statechange', () => this.#hearState(tag.state));
    for (const outcome of ['valid', 'invalid', 'unverified']) {
      tag.addEventListener(outcome, (event) => this.#hearVerdict((event as CustomEvent<Verdict>).detail));
    }
  }

  /** A request was sent, or one that was told before has its answer. */
  hearRequest(request: SentRequest): void {
    if (request.answer === 'waiting') this.#current().requests.push(request);
    this.#changed();
  }

  clear(): void {
    this.entries = [];
    this.#running = null;
    this.#changed();
  }

  #hearState(state: State): void {
    if (state !== 'idle') this.#current().states.push(state);
    else if (this.#running) this.#running.isDropped = true;
    if (state === 'idle') this.#running = null;
    this.#changed();
  }

  #hearVerdict(verdict: Verdict): void {
    this.#current().verdict = verdict;
    this.#running = null;
    this.#changed();
  }

  #current(): CheckEntry {
    if (!this.#running) {
      this.#running = {
        id: ++this.#count,
        at: new Date(),
        states: [],
        requests: [],
        verdict: null,
        isDropped: false,
        isOpen: true,
      };
      for (const entry of this.entries) entry.isOpen = false;
      this.entries = [this.#running, ...this.entries].slice(0, LONGEST_LOG);
    }
    return this.#running;
  }
}
