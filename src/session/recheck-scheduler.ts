import { Alarm } from './alarm.js';
import { recheckTime, type RecheckConditions } from './recheck-time.js';

/** The shortest time between two re-checks, in ms, whatever brings them forward. */
const MIN_PAUSE_MS = 60_000;

/** Knows when an open page asks again by itself, and rings then. */
export class RecheckScheduler {
  /** How many checks in a row ended with a transient fault. */
  failures = 0;
  readonly #alarm: Alarm;
  #isRunning = false;
  /** In ms of the Unix epoch, as `#nextRecheckAt`. */
  #scheduledAt = 0;
  #nextRecheckAt = Infinity;
  /** When a re-check was last brought forward, by the type of the event that did it. */
  #lastForcedRecheckAt: Record<string, number> = {};

  /** @param onDue - Called when the time has come. */
  constructor(onDue: () => void) {
    this.#alarm = new Alarm(() => (this.isDue() ? onDue() : this.#setAlarm()));
  }

  /** Starts to watch the clock. */
  start(): void {
    this.#isRunning = true;
    this.#setAlarm();
  }

  stop(): void {
    this.#isRunning = false;
    this.#alarm.stop();
  }

  /** Lets the planned time pass: a check is about to begin, or to be dropped. */
  pause(): void {
    this.#alarm.stop();
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
    this.#setAlarm();
  }

  #setAlarm(): void {
    this.#alarm.set(this.#isRunning ? this.#nextRecheckAt : Infinity);
  }
}
