import { MAX_TIMER_MS } from '../check/check-settings.js';

/** A timer that is set to a time instead of a delay. It may ring too early: a browser's timer holds no longer delay than 24 days. */
export class Alarm {
  readonly #onRing: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onRing: () => void) {
    this.#onRing = onRing;
  }

  /** @param time - In ms of the Unix epoch; `Infinity`: never. */
  set(time: number): void {
    this.stop();
    if (time < Infinity) this.#timer = setTimeout(this.#onRing, Math.min(time - Date.now(), MAX_TIMER_MS));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
