import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CheckSettings, Misconfigured } from '../check/check-settings.js';
import { cleanLicenseKey } from '../check/license-key.js';
import type { CheckResult, State, Verdict } from '../check/verdict.js';
import { LicenseSession } from '../session/license-session.js';
import { isPrerendering, listenToPageEvents } from '../session/page-events.js';
import type { SessionChange, SessionHost } from '../session/session-host.js';
import { KeyInField, type KeySource } from './key-in-field.js';
import type { LanguageController } from './language-controller.js';
import { readSessionOptions, type SettingsHost } from './session-options.js';
import { VerdictWords } from './verdict-words.js';

/** The element, as far as its license is concerned. */
export interface LicenseHost extends ReactiveControllerHost, Element, SettingsHost {
  readonly hasUpdated: boolean;
  readonly autoCheck: boolean;
  performUpdate(): void;
}

let isListening = false;

/** Adapts the session of a license to the element: settings and keys go in, verdicts and events come out. */
export class LicenseController implements ReactiveController, SessionHost {
  readonly #host: LicenseHost;
  readonly #words: VerdictWords;
  readonly #session = new LicenseSession(this);
  readonly #key: KeyInField;
  #lastCheck: { result: Promise<CheckResult>; verdict: Promise<Verdict> } | undefined;
  #apiBase: unknown;
  /** The page's address when `api-base` was set. Later it may be another (`pushState`). */
  #pageUrl: string | undefined;
  /** What the state stands for; "" as long as nothing was asked. */
  #appliedRequirements = '';
  #appliedRemember: unknown = '';
  /** Whether what is remembered is still to be looked at. */
  #mayRestore = true;

  constructor(host: LicenseHost, language: LanguageController) {
    this.#host = host;
    this.#words = new VerdictWords(language);
    this.#key = new KeyInField(host, (source) => (this.#session.isEdited = source === 'typed'));
    host.addController(this);
  }

  /** The key in the field. */
  get licenseKey(): string {
    return this.#key.text;
  }

  get state(): State {
    return this.#session.state;
  }

  /** The last verdict. */
  get verdict(): Verdict | null {
    return this.#words.verdict;
  }

  /** The verdict as the screen shows it. */
  get message(): string {
    return this.#words.message;
  }

  /** Whether anything was asked yet. */
  get hasAsked(): boolean {
    return this.#appliedRequirements !== '';
  }

  /** Whether the field only shows that a key is remembered. Once that key is refused, the visitor must see it. */
  get isMasked(): boolean {
    return this.#key.source === 'remembered' && this.state !== 'invalid';
  }

  hostConnected(): void {
    this.noteApiBase();
    if (!isListening) listenToPageEvents();
    isListening = true;
    this.#session.connect();
  }

  hostDisconnected(): void {
    this.#session.disconnect();
  }

  hostUpdate(): void {
    this.#key.read();
    if (this.#words.isOutdated) this.#putIntoWords();
  }

  /** Does what the element does without being asked: later, so that the update that led here is finished first. */
  hostUpdated(): void {
    const { isConnected, remember, autoCheck } = this.#host;
    this.#key.onRendered();
    if (isConnected && (remember || autoCheck)) void Promise.resolve().then(() => this.#load());
  }

  /** The page sets the key in the field. */
  giveKey(given: unknown): void {
    this.#key.give(given);
  }

  /** Somebody may have changed the field. */
  readField(): void {
    this.#key.read();
  }

  /** Drops the remembered key from the field, which is the visitor's again. */
  unmask(source: KeySource = 'typed'): void {
    this.#key.set(this.#host.getAttribute('license-key'), source);
  }

  /** Checks the key in the field, or joins a running check of it: then it returns the same promise. Never rejects. */
  check(): Promise<Verdict> {
    // Only an update applies properties that the page set before the class was defined.
    if (!this.#host.hasUpdated) this.#host.performUpdate();
    this.applySettings();
    const licenseKey = cleanLicenseKey(this.licenseKey);
    this.#key.set(licenseKey, this.#key.source === 'remembered' ? 'remembered' : 'checked');
    const result = this.#session.check(licenseKey);
    if (result !== this.#lastCheck?.result) {
      this.#lastCheck = { result, verdict: result.then((settled) => this.#words.verdictOf(settled, licenseKey)) };
    }
    return this.#lastCheck.verdict;
  }

  /** Empties the field, drops the verdict and what is remembered. */
  forget(): void {
    this.#emptyField();
    this.#session.forget();
  }

  /** Remembers, for an `api-base` that is new, what a relative one is resolved against. */
  noteApiBase(): void {
    const { apiBase } = this.#host;
    if (apiBase === this.#apiBase) return;
    this.#apiBase = apiBase;
    this.#pageUrl = location.href;
  }

  /** Gives the session what the seller set. When the state stands for another key, product, …, begins as on load. */
  applySettings(): CheckSettings | Misconfigured {
    this.#key.read();
    this.noteApiBase();
    const options = readSessionOptions(this.#host, this.#pageUrl);
    const { settings, requirements } = options;
    const { remember } = this.#host;
    this.#session.configure(options);
    const isOther = this.#appliedRequirements && this.#appliedRequirements !== requirements;
    if (isOther || remember !== this.#appliedRemember) this.#mayRestore = true;
    this.#appliedRequirements = requirements;
    this.#appliedRemember = remember;
    if (isOther) {
      if (this.#key.source === 'remembered') this.unmask('given');
      if (this.#key.source === 'checked') this.#key.source = 'given';
      this.#session.reset();
    }
    return settings;
  }

  onChange(change: SessionChange): void {
    this.#key.read();
    if (change.type === 'state') this.#onState(change.isNewState, change.isAsked);
    else if (change.type === 'result') this.#dispatch(change.result.outcome, { composed: true, detail: this.verdict });
    else if (change.type === 'settling') this.applySettings();
    else if (change.type === 'released') this.#onReleased();
    else if (change.licenseKey === null) this.#emptyField();
    else if (this.#key.source !== 'typed') this.#key.set(change.licenseKey, 'remembered');
  }

  /** Screen, attribute and page content follow at once, so that listeners find them as the state says. */
  #onState(isNewState: boolean, isAsked: boolean): void {
    // Screen readers announce the same words again only when the message was empty in between.
    if (isAsked && this.message) {
      this.#words.message = '';
      this.#update();
    }
    this.#putIntoWords();
    this.#update();
    if (!isNewState) return;
    this.#dispatch('statechange', {});
    // A listener may have changed them: then nobody must hear the result.
    this.applySettings();
  }

  #onReleased(): void {
    this.#key.source = 'given';
    this.#mayRestore = true;
  }

  /** What the element does without being asked. */
  #load(): void {
    const { isConnected, autoCheck } = this.#host;
    if (!isConnected) return;
    const mustCheck = (): boolean => autoCheck && this.licenseKey !== '' && this.#key.source === 'given';
    const isAhead = isPrerendering(() => this.#host.requestUpdate());
    if (this.#mayRestore && this.state === 'idle') {
      this.#mayRestore = isAhead;
      this.#session.restore(mustCheck() ? cleanLicenseKey(this.licenseKey) : null, !isAhead);
    }
    if (!isAhead && mustCheck()) void this.check();
  }

  #putIntoWords(): void {
    const { result, licenseKey, state } = this.#session;
    this.#words.update(result, licenseKey, state);
  }

  #update(): void {
    this.#host.requestUpdate();
    if (this.#host.hasUpdated) this.#host.performUpdate();
  }

  #dispatch(type: string, options: CustomEventInit): void {
    this.#host.dispatchEvent(new CustomEvent(type, { bubbles: true, ...options }));
  }

  #emptyField(): void {
    this.#key.set('', 'checked');
  }
}
