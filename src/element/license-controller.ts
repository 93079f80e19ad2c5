import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  readCheckSettings,
  type CheckOptions,
  type CheckSettings,
  type Misconfigured,
} from '../check/check-settings.js';
import { cleanLicenseKey } from '../check/license-key.js';
import { asText } from '../check/read-json.js';
import type { CheckResult, State, Verdict } from '../check/verdict.js';
import { validMessage } from '../i18n/messages.js';
import { toVerdict } from '../i18n/refusals.js';
import { LicenseSession } from '../session/license-session.js';
import { isPrerendering, listenToPageEvents } from '../session/page-events.js';
import type { SessionChange, SessionHost } from '../session/session-host.js';
import type { LanguageController, Speech } from './language-controller.js';
import { withoutLineBreaks } from './license-field.js';
import { defaults, parseJson } from './properties.js';
import { isSelector } from './unlocked-content.js';

/** The element, as far as its license is concerned. */
export interface LicenseHost extends ReactiveControllerHost, Element, Required<CheckOptions> {
  readonly hasUpdated: boolean;
  readonly autoCheck: boolean;
  readonly remember: unknown;
  readonly maxAge: unknown;
  readonly staleIfError: unknown;
  readonly unlocks: unknown;
  performUpdate(): void;
}

let isListening = false;

/** Where the key in the field comes from. `auto-check` is for a key that the page gave. */
type KeySource = 'given' | 'typed' | 'checked' | 'remembered';

/** Adapts the session of a license to the element: settings and keys go in, verdicts and events come out. */
export class LicenseController implements ReactiveController, SessionHost {
  /** The key in the field. */
  licenseKey = '';
  /** The last verdict. */
  verdict: Verdict | null = null;
  /** The verdict as the screen shows it: "" while there is none, or a check is running. */
  message = '';
  readonly #host: LicenseHost;
  readonly #language: LanguageController;
  readonly #session = new LicenseSession(this);
  #keySource: KeySource = 'given';
  /** What `verdict` was made of. */
  #wordedResult: CheckResult | null = null;
  #wordedIn: Speech | undefined;
  #lastCheck: { result: Promise<CheckResult>; verdict: Promise<Verdict> } | undefined;
  /** What the state stands for; "" as long as nothing was asked. */
  #appliedRequirements = '';
  #appliedRemember: unknown = '';
  /** Whether what is remembered is still to be looked at. */
  #mayRestore = true;

  constructor(host: LicenseHost, language: LanguageController) {
    this.#host = host;
    this.#language = language;
    host.addController(this);
  }

  get state(): State {
    return this.#session.state;
  }

  /** Whether anything was asked yet. */
  get hasAsked(): boolean {
    return this.#appliedRequirements !== '';
  }

  /** Whether the field only shows that a key is remembered. Once that key is refused, the visitor must see it. */
  get isMasked(): boolean {
    return this.#keySource === 'remembered' && this.state !== 'invalid';
  }

  hostConnected(): void {
    if (!isListening) listenToPageEvents();
    isListening = true;
    this.#session.connect();
  }

  hostDisconnected(): void {
    this.#session.disconnect();
  }

  hostUpdate(): void {
    if (this.#wordedIn !== this.#language.speech) this.#putIntoWords();
  }

  /** Does what the element does without being asked: later, so that the update that led here is finished first. */
  hostUpdated(): void {
    const { isConnected, remember, autoCheck } = this.#host;
    if (isConnected && (remember || autoCheck)) void Promise.resolve().then(() => this.#load());
  }

  /** The page sets the key in the field. */
  giveKey(given: unknown): void {
    if (this.#setKey(given)) this.#setKeySource('given');
  }

  /** The visitor changes the key in the field. */
  typeKey(text: string): void {
    this.#setKey(text);
    this.#setKeySource('typed');
  }

  /** Drops the remembered key from the field, which is the visitor's again. */
  unmask(source: KeySource = 'typed'): void {
    this.#setKey(this.#host.getAttribute('license-key'));
    this.#setKeySource(source);
  }

  /** Checks the key in the field, or joins a running check of it: then it returns the same promise. Never rejects. */
  check(): Promise<Verdict> {
    // Only an update applies properties that the page set before the class was defined.
    if (!this.#host.hasUpdated) this.#host.performUpdate();
    this.applySettings();
    const licenseKey = cleanLicenseKey(this.licenseKey);
    this.#setKey(licenseKey);
    if (this.#keySource !== 'remembered') this.#setKeySource('checked');
    const result = this.#session.check(licenseKey);
    if (result !== this.#lastCheck?.result) {
      this.#lastCheck = { result, verdict: result.then((settled) => this.#verdictOf(settled, licenseKey)) };
    }
    return this.#lastCheck.verdict;
  }

  /** Empties the field, drops the verdict and what is remembered. */
  forget(): void {
    this.#emptyField();
    this.#session.forget();
  }

  /** Gives the session what the seller set. When the state stands for another key, product, …, begins as on load. */
  applySettings(): CheckSettings | Misconfigured {
    const { apiKey, apiBase, product, plan, metadata, timeout, unlocks, remember, maxAge, staleIfError } = this.#host;
    const read = readCheckSettings({
      apiKey,
      apiBase,
      product,
      plan,
      metadata: parseJson(metadata) as object,
      timeout,
    });
    const requirements = Object.values({ ...read, timeoutMs: 0 }).join(' ');
    const settings = isSelector(unlocks) ? read : ({ ok: false, attribute: 'unlocks', apiKey: read.apiKey } as const);
    this.#session.configure({
      settings,
      requirements,
      remember: remember === 'local' || remember === 'session' ? remember : '',
      maxAgeS: readSeconds(maxAge, defaults.maxAge),
      staleIfErrorS: readSeconds(staleIfError, defaults.staleIfError),
    });
    const isOther = this.#appliedRequirements && this.#appliedRequirements !== requirements;
    if (isOther || remember !== this.#appliedRemember) this.#mayRestore = true;
    this.#appliedRequirements = requirements;
    this.#appliedRemember = remember;
    if (isOther) {
      if (this.#keySource === 'remembered') this.unmask('given');
      if (this.#keySource === 'checked') this.#setKeySource('given');
      this.#session.reset();
    }
    return settings;
  }

  onChange(change: SessionChange): void {
    if (change.type === 'state') this.#onState(change.isNewState, change.isAsked);
    else if (change.type === 'result') this.#dispatch(change.result.outcome, { composed: true, detail: this.verdict });
    else if (change.type === 'released') this.#onReleased();
    else if (change.licenseKey === null) this.#emptyField();
    else if (this.#keySource !== 'typed') this.#showRemembered(change.licenseKey);
  }

  /** Screen, attribute and page content follow at once, so that listeners find them as the state says. */
  #onState(isNewState: boolean, isAsked: boolean): void {
    // Screen readers announce the same words again only when the message was empty in between.
    if (isAsked && this.message) {
      this.message = '';
      this.#update();
    }
    this.#putIntoWords();
    this.#update();
    if (isNewState) this.#dispatch('statechange', {});
  }

  #onReleased(): void {
    this.#setKeySource('given');
    this.#mayRestore = true;
  }

  /** What the element does without being asked. */
  #load(): void {
    const { isConnected, autoCheck } = this.#host;
    if (!isConnected) return;
    const mustCheck = (): boolean => autoCheck && this.#keySource === 'given' && this.licenseKey !== '';
    const isAhead = isPrerendering(() => this.#host.requestUpdate());
    if (this.#mayRestore && this.state === 'idle') {
      this.#mayRestore = isAhead;
      this.#session.restore(mustCheck() ? cleanLicenseKey(this.licenseKey) : null, !isAhead);
    }
    if (!isAhead && mustCheck()) void this.check();
  }

  /** The verdict stays in the words that the page was given; the screen follows the language. */
  #putIntoWords(): void {
    const { result, licenseKey } = this.#session;
    const { speech } = this.#language;
    const isSameResult = result === this.#wordedResult;
    const verdict =
      isSameResult && speech === this.#wordedIn ? this.verdict : result && this.#toVerdict(result, licenseKey);
    if (!isSameResult) this.verdict = verdict;
    this.#wordedResult = result;
    this.#wordedIn = speech;
    if (!verdict || this.state === 'checking') this.message = '';
    else
      this.message = verdict.outcome === 'valid' ? validMessage(verdict, speech.texts, speech.lang) : verdict.message;
  }

  #verdictOf(result: CheckResult, licenseKey: string): Verdict {
    return result === this.#wordedResult ? (this.verdict as Verdict) : this.#toVerdict(result, licenseKey);
  }

  #toVerdict(result: CheckResult, licenseKey: string): Verdict {
    const { texts, lang } = this.#language.speech;
    return toVerdict(result, licenseKey, texts, lang);
  }

  #update(): void {
    this.#host.requestUpdate();
    if (this.#host.hasUpdated) this.#host.performUpdate();
  }

  #dispatch(type: string, options: CustomEventInit): void {
    this.#host.dispatchEvent(new CustomEvent(type, { bubbles: true, ...options }));
  }

  #showRemembered(licenseKey: string): void {
    this.#setKey(licenseKey);
    this.#setKeySource('remembered');
  }

  #emptyField(): void {
    this.#setKey('');
    this.#setKeySource('checked');
  }

  /** @returns Whether that changes the text. */
  #setKey(given: unknown): boolean {
    const before = this.licenseKey;
    this.licenseKey = withoutLineBreaks(asText(given));
    this.#host.requestUpdate();
    return before !== this.licenseKey;
  }

  #setKeySource(source: KeySource): void {
    this.#keySource = source;
    this.#session.isEdited = source === 'typed';
  }
}

/** @returns Seconds; `fallback` for what is not such a number. */
function readSeconds(given: unknown, fallback: number): number {
  const seconds = Number(asText(given) || NaN);
  return seconds >= 0 && seconds < Infinity ? seconds : fallback;
}
