import type { State, Verdict } from '../../src/element.js';
import type { SentRequest } from './sent-requests.js';

/** One check, from its first request or state change to its event. */
export interface CheckEntry {
  id: number;
  at: Date;
  /** The new state at each `statechange`. */
  states: State[];
  requests: SentRequest[];
  /** The event's `detail`; `null` until the event fires. */
  verdict: Verdict | null;
  /** Whether a changed setting ended the check, so that there is no event. */
  isDropped: boolean;
  /** Whether the `detail` is expanded. */
  isOpen: boolean;
}

const MAX_ENTRIES = 30;

/** Records what a page receives from one tag: one entry per check, newest first. */
export class CheckLog {
  entries: CheckEntry[] = [];
  #running: CheckEntry | null = null;
  #count = 0;
  #onChange: () => void;

  constructor(tag: HTMLElementTagNameMap['whop-license-check'], onChange: () => void) {
    this.#onChange = onChange;
    tag.addEventListener('statechange', () => this.#addState(tag.state));
    for (const outcome of ['valid', 'invalid', 'unverified']) {
      tag.addEventListener(outcome, (event) => this.#addVerdict((event as CustomEvent<Verdict>).detail));
    }
  }

  /** Adds a new request, or shows the result of one that was added before. */
  updateRequest(request: SentRequest): void {
    if (request.result === 'waiting') this.#current().requests.push(request);
    this.#onChange();
  }

  clear(): void {
    this.entries = [];
    this.#running = null;
    this.#onChange();
  }

  #addState(state: State): void {
    if (state !== 'idle') this.#current().states.push(state);
    else if (this.#running) this.#running.isDropped = true;
    if (state === 'idle') this.#running = null;
    this.#onChange();
  }

  #addVerdict(verdict: Verdict): void {
    this.#current().verdict = verdict;
    this.#running = null;
    this.#onChange();
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
      this.entries = [this.#running, ...this.entries].slice(0, MAX_ENTRIES);
    }
    return this.#running;
  }
}
