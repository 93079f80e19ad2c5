import type { CheckSettings, Misconfigured } from '../check/check-settings.js';
import type { CheckResult, ValidVerdict } from '../check/verdict.js';
import { hasEnded } from '../memory/freshness.js';
import type { MemorySnapshot, RememberedLicense } from '../memory/memory-snapshot.js';
import { sharedCooldownSecondsLeft } from '../memory/shared-cooldown.js';
import { hasRemembered, VerdictMemory } from '../memory/verdict-memory.js';
import type { RunningCheck } from './running-check.js';
import type { SessionOptions } from './session-host.js';
import { checkOnceForAllTabs } from './shared-check.js';

/** What the seller set, and what follows from it: where results are remembered, and for how long they stand. */
export class SessionSetup {
  readonly options: SessionOptions;
  readonly #memory: VerdictMemory | null;

  constructor(options: SessionOptions) {
    const { settings, remember, requirements } = options;
    this.options = options;
    this.#memory = remember && settings.ok ? new VerdictMemory(remember, { ...settings, requirements }) : null;
  }

  /** What is remembered, read once; `null` when nothing is to be remembered. */
  read(): MemorySnapshot | null {
    return this.#memory && this.#memory.read();
  }

  save(result: CheckResult, licenseKey: string): void {
    this.#memory?.saveResult(result, licenseKey);
  }

  /** Whether pages can leave anything for each other. */
  isWritable(): boolean {
    return this.#memory?.isWritable() === true;
  }

  /** @returns The names of the storage items that are gone. */
  forget(): string[] {
    return this.#memory?.forget() ?? [];
  }

  /** Whether that is the storage item of this license. */
  isNameOfMemory(name: string): boolean {
    return name === this.#memory?.name;
  }

  /** A key to ask about: that of the remembered license, or of one that was remembered when the settings were others. */
  findRememberedKey(stored: MemorySnapshot | null): string | null {
    const licenseKey = stored?.license?.licenseKey ?? this.#memory?.findRelatedKey() ?? null;
    const refusal = licenseKey && stored?.readRefusalSince(licenseKey, 0);
    return refusal && refusal.outcome === 'invalid' ? null : licenseKey;
  }

  /** Settings that cannot be used, while the browser remembers a license: whose, nobody can say. */
  findUnusable(): Misconfigured | null {
    const { settings, remember } = this.options;
    return !settings.ok && hasRemembered(remember) ? settings : null;
  }

  /** How long the API must be left alone, in s. */
  cooldownS(): number {
    const { settings } = this.options;
    return settings.ok ? sharedCooldownSecondsLeft(settings.apiBase, this.#isShared) : 0;
  }

  /** Asks the API about a key. Rejects only where a page took away what a request needs. */
  async ask(run: RunningCheck): Promise<CheckResult> {
    const { licenseKey, startedAt, signal } = run;
    const settings = this.options.settings as CheckSettings;
    const asked = { licenseKey, settings, startedAt, memory: this.#memory, isShared: this.#isShared };
    return checkOnceForAllTabs(asked, signal);
  }

  /** A remembered verdict that needs no request, and is newer than the result that the page has. */
  findFresh(
    stored: MemorySnapshot | null,
    licenseKey: string | null,
    current: CheckResult | null,
  ): RememberedLicense | null {
    const license = stored?.findFresh(licenseKey, this.options.maxAgeS);
    return license && (!current || license.verdict.checkedAt > current.checkedAt) ? license : null;
  }

  /**
   * The verdict that stands when a check of a key cannot be answered: the page's own, until the membership ends; without
   * one, what is remembered.
   *
   * @param current - The page's own verdict of that key.
   */
  findStanding(licenseKey: string, current: ValidVerdict | null): ValidVerdict | null {
    if (current) return hasEnded(current, Date.now()) ? null : current;
    const { maxAgeS, staleIfErrorS } = this.options;
    return this.read()?.findFresh(licenseKey, maxAgeS + staleIfErrorS)?.verdict ?? null;
  }

  get #isShared(): boolean {
    return this.options.remember === 'local';
  }
}

/** The setup of an element that has read no setting yet. */
export const nothingSet = new SessionSetup({
  settings: { ok: false, attribute: '', apiKey: '' },
  requirements: '',
  remember: '',
  maxAgeS: 0,
  staleIfErrorS: 0,
});
