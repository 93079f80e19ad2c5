import { unverified, type CheckResult } from '../check/verdict.js';

/** A check under way, which all who ask for the same key share. */
export class RunningCheck {
  readonly licenseKey: string;
  /** In ms of the Unix epoch. */
  readonly startedAt = Date.now();
  /** In the background, the state stays as it is until the check is answered. */
  isBackground: boolean;
  readonly result: Promise<CheckResult>;
  /** Ends the check with its result, or with that of the check that replaces it. */
  resolve!: (result: CheckResult | Promise<CheckResult>) => void;
  #abort: AbortController | undefined;

  constructor(licenseKey: string, isBackground: boolean) {
    this.licenseKey = licenseKey;
    this.isBackground = isBackground;
    this.result = new Promise((resolve) => (this.resolve = resolve));
  }

  /** Made when a request is about to be sent. */
  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    return this.#abort.signal;
  }

  /** Ends the check with what a task finds, even when the task fails, as on a page where the element cannot be updated. */
  async endWith(task: Promise<CheckResult>): Promise<void> {
    let result = unverified('superseded');
    try {
      result = await task;
    } finally {
      this.resolve(result);
    }
  }

  /** Ends the request too. */
  cancel(result: CheckResult | Promise<CheckResult>): void {
    this.#abort?.abort();
    this.resolve(result);
  }
}

/** A page that checks again from its own listener must not keep everything else from running. */
export function inNextTask(result: CheckResult): Promise<CheckResult> {
  return new Promise((resolve) => setTimeout(() => resolve(result)));
}
