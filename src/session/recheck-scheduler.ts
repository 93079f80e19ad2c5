import { Alarm } from './alarm.js';
import type { CheckResult } from '../check/verdict.js';
import { expiryTime, recheckTime, type RecheckConditions } from './recheck-time.js';

/** The shortest time between two re-checks, in ms, whatever brings them forward. */
const MIN_PAUSE_MS = 60_000;

/** Knows when an open page asks again by itself, and when it must shut, and rings then. */
export class RecheckScheduler {
  /** How many checks in a row ended with a transient fault. */
  failures = 0;
  readonly #alarm: Alarm;
  readonly #expiryAlarm: Alarm;
  #isRunning = false;
  /** In ms of the Unix epoch, as `#nextRecheckAt`. */
  #scheduledAt = 0;
  #nextRecheckAt = Infinity;
  #expiresAt = Infinity;
  /** When a re-check was last brought forward, by the type of the event that did it. */
  #lastForcedRecheckAt: Record<string, number> = {};

  /**
   * @param onDue - Called when the time has come to ask again.
   * @param onExpired - Called when the membership has ended.
   */
  constructor(onDue: () => void, onExpired: () => void) {
    this.#alarm = new Alarm(() => (this.isDue() ? onDue() : this.#setAlarms()));
    this.#expiryAlarm = new Alarm(() => (this.isExpired() ? onExpired() : this.#setAlarms()));
  }

  /** Starts to watch the clock. */
  start(): void {
    this.#isRunning = true;
    this.#setAlarms();
  }

  stop(): void {
    this.#isRunning = false;
    this.#setAlarms();
  }

  /** Lets the planned time pass: a check is about to begin, or to be dropped. */
  pause(): void {
    this.#alarm.stop();
  }

  /** Whoever watches this result must hear when its membership ends. */
  watch(result: CheckResult | null): void {
    this.#expiresAt = expiryTime(result);
    this.#setExpiryAlarm();
  }

  /** Whether the watched membership has ended. */
  isExpired(): boolean {
    return Date.now() >= this.#expiresAt;
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
    this.#setAlarms();
  }

  #setAlarms(): void {
    this.#alarm.set(this.#isRunning ? this.#nextRecheckAt : Infinity);
    this.#setExpiryAlarm();
  }

  #setExpiryAlarm(): void {
    this.#expiryAlarm.set(this.#isRunning ? this.#expiresAt : Infinity);
  }
}
