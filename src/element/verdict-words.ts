import type { CheckResult, State, Verdict } from '../check/verdict.js';
import { validMessage } from '../i18n/messages.js';
import { toVerdict } from '../i18n/refusals.js';
import type { LanguageController, Speech } from './language-controller.js';

/** Puts the results of one element into words, once each. */
export class VerdictWords {
  /** The last verdict, in the words that the page was given. */
  verdict: Verdict | null = null;
  /** The verdict as the screen shows it, in today's language: "" while there is none, or a check is running. */
  message = '';
  readonly #language: LanguageController;
  /** What the two were made of. */
  #result: CheckResult | null = null;
  #speech: Speech | undefined;

  constructor(language: LanguageController) {
    this.#language = language;
  }

  /** Whether the language or the texts have changed since. */
  get isOutdated(): boolean {
    return this.#speech !== this.#language.speech;
  }

  update(result: CheckResult | null, licenseKey: string, state: State): void {
    const { speech } = this.#language;
    const isSameResult = result === this.#result;
    const isUpToDate = isSameResult && speech === this.#speech;
    const verdict = isUpToDate ? this.verdict : result && this.#toVerdict(result, licenseKey);
    if (!isSameResult) this.verdict = verdict;
    this.#result = result;
    this.#speech = speech;
    if (!verdict || state === 'checking') this.message = '';
    else
      this.message = verdict.outcome === 'valid' ? validMessage(verdict, speech.texts, speech.lang) : verdict.message;
  }

  /** The verdict of a check that may have been replaced meanwhile. */
  verdictOf(result: CheckResult, licenseKey: string): Verdict {
    return result === this.#result ? (this.verdict as Verdict) : this.#toVerdict(result, licenseKey);
  }

  #toVerdict(result: CheckResult, licenseKey: string): Verdict {
    const { texts, lang } = this.#language.speech;
    return toVerdict(result, licenseKey, texts, lang);
  }
}
