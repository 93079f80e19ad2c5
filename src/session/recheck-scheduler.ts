import { MAX_TIMER_MS } from '../check/check-settings.js';
import { recheckTime, type RecheckConditions } from './recheck-time.js';

/** The shortest time between two re-checks, in ms, whatever brings them forward. */
const MIN_PAUSE_MS = 60_000;

/** Knows when an open page asks again by itself, and rings then. */
export class RecheckScheduler {
  /** How many checks in a row ended with a transient fault. */
  failures = 0;
  readonly #onDue: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;
  /** In ms of the Unix epoch, as `#nextRecheckAt`. */
  #scheduledAt = 0;
  #nextRecheckAt = Infinity;
  /** When a re-check was last brought forward, by the type of the event that did it. */
  #lastForcedRecheckAt: Record<string, number> = {};

  /** @param onDue - Called when the time has come. */
  constructor(onDue: () => void) {
    this.#onDue = onDue;
  }

  /** Starts to watch the clock. */
  start(): void {
    this.#isRunning = true;
    this.#setTimer();
  }

  stop(): void {
    this.#isRunning = false;
    clearTimeout(this.#timer);
  }

  /** Lets the planned time pass: a check is about to begin, or to be dropped. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  /** Plans the next re-check after a check has ended. */
  schedule(conditions: Omit<RecheckConditions, 'failures'>): void {
    const now = Date.now();
    this.#scheduleAt(recheckTime({ ...conditions, failures: this.failures }, now), now);
  }

  /** Puts the next re-check off, because somebody is typing. */
  postpone(): void {
    const now = Date.now();
    this.#scheduleAt(now + MIN_PAUSE_MS, now);
  }

  /** Begins again, as if nothing had failed: somebody asked. */
  resetFailures(): void {
    this.failures = 0;
    this.#lastForcedRecheckAt = {};
  }

  /** Plans none. */
  cancel(): void {
    this.failures = 0;
    this.#scheduleAt(Infinity, Date.now());
  }

  /** Whether the time has come. When the system clock was set back, nobody knows by how much, so it has. */
  isDue(): boolean {
    const now = Date.now();
    return this.#nextRecheckAt < Infinity && (now >= this.#nextRecheckAt || now < this.#scheduledAt);
  }

  /** Whether an event may bring the next re-check forward: after a fault, and not too often. */
  mayForce(eventType: string): boolean {
    const now = Date.now();
    if (!this.failures || Math.abs(now - (this.#lastForcedRecheckAt[eventType] ?? 0)) < MIN_PAUSE_MS) return false;
    this.#lastForcedRecheckAt[eventType] = now;
    return true;
  }

  #scheduleAt(time: number, now: number): void {
    this.#scheduledAt = now;
    this.#nextRecheckAt = time;
    this.#setTimer();
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    if (!this.#isRunning || this.#nextRecheckAt === Infinity) return;
    // A browser's timer cannot hold a longer delay: it may ring too early.
    const ring = (): void => (this.isDue() ? this.#onDue() : this.#setTimer());
    this.#timer = setTimeout(ring, Math.min(this.#nextRecheckAt - Date.now(), MAX_TIMER_MS));
  }
}
