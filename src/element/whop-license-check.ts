import { adoptStyles } from './adopt-styles.js';
import type { Remember } from '../memory/browser-storage.js';
import { buyLink } from './buy-link.js';
import { english, messageFor, withOverrides, type Messages } from '../i18n/element-messages.js';
import { LicenseForm, withoutLineBreaks, type Listener } from './license-form.js';
import {
  readCheckSettings,
  DEFAULT_TIMEOUT_MS,
  WHOP_API_BASE,
  type Misconfigured,
  type CheckSettings,
} from '../check/check-settings.js';
import { cleanLicenseKey } from '../check/license-key.js';
import { asText } from '../check/read-json.js';
import type { State, Verdict } from '../check/verdict.js';
import { warnSeller } from '../check/warn-seller.js';
import { listenToLanguages } from './language-events.js';
import { languageFor } from '../i18n/languages.js';
import { LicenseSession, type Page } from '../session/license-session.js';
import { inWords } from '../i18n/messages.js';
import { nearestLang } from './nearest-lang.js';
import { isPrerendered, listenToPage } from '../session/page-events.js';
import { preconnect } from './preconnect.js';
import { isSelector, UnlockedContent } from './unlocked-content.js';
import { UpdatingElement } from './updating-element.js';
import type { WhopLicenseCheckEventMap } from './tag-types.js';

/** In s. */
const MAX_AGE = 3600;

/** The root of the page that is listened to. */
let heard: Element | undefined;
let page: Page<WhopLicenseCheck> | undefined;
let listener: Listener<WhopLicenseCheck> | undefined;

/** What each property is without its attribute. */
const defaults = () => ({
  apiKey: '',
  apiBase: WHOP_API_BASE,
  licenseKey: '',
  autoCheck: false,
  product: '',
  plan: '',
  metadata: {},
  remember: '',
  maxAge: MAX_AGE,
  staleIfError: 0,
  timeout: DEFAULT_TIMEOUT_MS,
  unlocks: '',
  buyUrl: '',
  label: '',
  disabled: false,
  messages: {},
});

/**
 * Takes a buyer's license key, asks Whop whether it is good, and tells the page.
 *
 * @summary The license check for sellers on Whop.
 * @tagname whop-license-check
 *
 * @fires {CustomEvent<Verdict>} valid - Whop says that the license is good. Bubbles, composed; the verdict is in `detail`.
 * @fires {CustomEvent<Verdict>} invalid - The license was refused; `detail.reason` says why.
 * @fires {CustomEvent<Verdict>} unverified - Nobody could say; never the buyer's fault. `detail.reason` says why.
 * @fires {Event} statechange - After every change of `state`. Bubbles.
 *
 * @slot - Fallback content: shown only while the element is not, or cannot be, upgraded.
 *
 * @attr {string} lang - Of its texts, where the script of that language is in the page; else that of the nearest element around it, else the browser's.
 * @attr {State} state - What the element is doing, or the outcome of its last check. Read-only.
 *
 * @csspart form - Everything.
 * @csspart label - The field's label.
 * @csspart input - The field.
 * @csspart button - The button.
 * @csspart spinner - The sign of a check under way, in the button; there only meanwhile.
 * @csspart message - The line that tells the verdict.
 * @csspart link - The link to `buy-url`, or "Use another key" beside a remembered one; there only where one of them is.
 *
 * @cssproperty [--whop-license-accent=#5b5bd6] - Ground of the button, and the focus ring.
 * @cssproperty [--whop-license-accent-text] - Text of the button; where unset, black or white, whichever reads on the accent (white in browsers before 2024).
 * @cssproperty [--whop-license-border=#868686] - Edge of the field.
 * @cssproperty [--whop-license-radius=8px] - Corners of the field and the button.
 * @cssproperty [--whop-license-key-font] - Typeface of the key; a monospace one where unset.
 * @cssproperty [--whop-license-valid=#1a8a4a] - Sign and edge after `valid`.
 * @cssproperty [--whop-license-invalid=#d8434b] - Sign and edge after `invalid`.
 * @cssproperty [--whop-license-unverified=#b7700f] - Sign and edge after `unverified`.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export class WhopLicenseCheck extends UpdatingElement {
  static get observedAttributes(): string[] {
    const names = Object.keys(defaults()).filter((name) => name !== 'messages');
    return ['lang', 'state', ...names.map((name) => name.replace(/[A-Z]/g, '-$&').toLowerCase())];
  }

  /** Whop API key limited to `Membership/Validate License`. Needed unless `api-base` names the seller's own relay. */
  declare apiKey: string;
  /** Where `memberships/{key}/validate_license` lives: `https:`, or `http:` on a loopback host. A relative URL is relative to the page's address. */
  declare apiBase: string;
  /** Check a pre-filled key without waiting for the button. */
  declare autoCheck: boolean;
  /** One or more `prod_…`, space separated: a membership of any other product is refused. */
  declare product: string;
  /** One or more `plan_…`, space separated: a membership of any other plan is refused. */
  declare plan: string;
  /**
   * Sent as the request's `metadata`. Only for keys that the seller's software binds to a device; give the tag the same
   * pairs. Whop stores them on a key that has none yet.
   */
  declare metadata: object;
  /** Keep a key that proved valid, with its last verdict, as long as the tab is there (`session`) or in this browser (`local`). */
  declare remember: Remember;
  /** Seconds for which `valid` is fresh: no request on load, and none while the page stays open. `0`: always ask on load, never by itself later. */
  declare maxAge: number;
  /** Seconds after `max-age` in which a remembered `valid` still stands when nobody can say; it is then `stale`. */
  declare staleIfError: number;
  /** Milliseconds for one whole check: retries and body included. */
  declare timeout: number;
  /** CSS selector, in the element's own root, of the content that is shown while the verdict is `valid`. */
  declare unlocks: string;
  /** Shows a "Get a license" link. `https:` or relative only. */
  declare buyUrl: string;
  /** Text of the field's label. */
  declare label: string;
  /** As on any control: stops the visitor, not `check()`. */
  declare disabled: boolean;
  /** Overrides of the element's own texts. */
  declare messages: Partial<Messages>;

  #form: LicenseForm<WhopLicenseCheck> | undefined;
  #licenseKey = '';
  /** Where the key in the field is from: `auto-check` is for a given one. */
  #keyIs: 'given' | 'typed' | 'checked' | 'remembered' = 'given';
  /** The settings that the state stands for. */
  #standing = '';
  #remember: unknown = '';
  /** Whether what is remembered is still to be looked at. */
  #mayRestore = true;
  /** The message on the screen; `null` when it is to be told again though it may be the same. */
  #told: string | null = '';
  #content = new UnlockedContent(this);
  #session = new LicenseSession(WhopLicenseCheck.#pageOfAll(), this);

  /** What the session tells, one for all elements. Not in a field: Safari before 16 gets functions in its initializer wrong. */
  static #pageOfAll(): Page<WhopLicenseCheck> {
    return (page ??= {
      show: (tag, isNewState, isAsked) => tag.#show(isNewState, isAsked),
      tell: (tag, verdict) => tag.#fire(verdict.outcome, verdict),
      word: (tag, ruling, licenseKey) => inWords(ruling, licenseKey, ...tag.#speech()),
      fill(tag, licenseKey) {
        if (tag.#keyIs === 'typed') return;
        tag.#fill(licenseKey);
        tag.#keyIs = 'remembered';
      },
      forget(tag) {
        tag.#empty();
        tag.#session.reset();
      },
      giveBack(tag) {
        tag.#keyIs = 'given';
        tag.#mayRestore = true;
      },
      isVisible: () => document.visibilityState !== 'hidden',
      isEdited: (tag) => tag.#keyIs === 'typed',
    });
  }

  /** What the form tells. */
  static #listenerOfAll(): Listener<WhopLicenseCheck> {
    return (listener ??= {
      type(tag, text) {
        tag.#fill(text);
        tag.#keyIs = 'typed';
      },
      submit(tag) {
        if (!tag.disabled) void tag.check();
      },
      enter(tag) {
        const settings = tag.#heedSettings();
        if (settings.ok) preconnect(settings.apiBase);
      },
      useOther(tag) {
        tag.#unmask();
        tag.#keyIs = 'typed';
        void tag.updateComplete.then(() => tag.focus());
      },
    });
  }

  constructor() {
    super(defaults);
  }

  /** The key in the field. The attribute pre-fills it; it is never reflected back. */
  get licenseKey(): string {
    return this.#licenseKey;
  }
  set licenseKey(text: string) {
    if (this.#fill(text)) this.#keyIs = 'given';
  }

  /** What the element is doing, or the outcome of its last check. Reflected, for CSS. */
  get state(): State {
    return this.#session.state;
  }

  /** The last verdict. */
  get verdict(): Verdict | null {
    return this.#session.verdict;
  }

  /**
   * Checks the key in the field, as the button does. Joins a running check of the same key.
   *
   * @returns Never rejects. Where another key came in between, that key's verdict; where the check was given up, `unverified`, reason `superseded`.
   */
  check(): Promise<Verdict> {
    this.#heedSettings();
    const licenseKey = cleanLicenseKey(this.#licenseKey);
    this.#fill(licenseKey);
    if (this.#keyIs !== 'remembered') this.#keyIs = 'checked';
    return this.#session.check(licenseKey);
  }

  /** Empties the field, drops the verdict and what is remembered, locks again: in every tab. */
  forget(): void {
    this.#empty();
    this.#session.forget();
  }

  /** Puts the focus into the field. */
  override focus(options?: FocusOptions): void {
    if (!this.hasUpdated) this.performUpdate();
    this.#form?.field.focus(options);
  }

  override connectedCallback(): void {
    if (!this.#form) this.#makeForm();
    super.connectedCallback();
    this.#listen();
    this.#session.resume();
  }

  /** Once for all elements, and once more after `document.open()`, which takes the page's listeners away with its root. */
  #listen(): void {
    if (heard === document.documentElement) return;
    heard = document.documentElement;
    listenToPage();
    listenToLanguages();
  }

  disconnectedCallback(): void {
    this.#session.pause();
    this.#content.leave();
  }

  adoptedCallback(): void {
    if (this.#form) adoptStyles(this.shadowRoot as ShadowRoot);
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (name === 'lang') this.requestUpdate();
    else if (name !== 'state') super.attributeChangedCallback(name, before, after);
    // Ours to say: somebody else's word is put right.
    else if (after !== this.state) this.requestUpdate();
  }

  #makeForm(): void {
    const root = this.shadowRoot ?? this.attachShadow({ __proto__: null, mode: 'open' } as ShadowRootInit);
    adoptStyles(root);
    this.#form = new LicenseForm<WhopLicenseCheck>(WhopLicenseCheck.#listenerOfAll(), this);
    root.append(this.#form.root);
  }

  protected override update(isDue: boolean): void {
    // What was never asked stands for nothing yet.
    if (isDue && (this.#standing || this.remember)) this.#heedSettings();
    if (this.getAttribute('state') !== this.state) this.setAttribute('state', this.state);
    if (this.hasAttribute('disabled') !== Boolean(this.disabled)) this.toggleAttribute('disabled');
    const [{ label, check, buy, other }, lang] = this.#speech();
    const buyUrl = asText(this.buyUrl);
    const buyHref = buyUrl ? buyLink(buyUrl) : null;
    if (buyUrl && !buyHref) warnSeller('buy-url', 'it is not https: or relative.');
    // Not once it was refused: then the visitor must see it.
    const isRemembered = this.#keyIs === 'remembered' && this.state !== 'invalid';
    this.#form?.show({
      lang,
      state: this.state,
      disabled: Boolean(this.disabled),
      label: asText(this.label) || label,
      button: check,
      text: isRemembered ? masked(this.#licenseKey) : this.#licenseKey,
      isRemembered,
      link: isRemembered ? { text: other, href: null } : { text: buyHref ? buy : '', href: buyHref },
    });
    this.#tell();
    if (!this.isConnected) return;
    this.#content.set(asText(this.unlocks), this.verdict?.outcome === 'valid');
    // Later, so that what has led here is told first.
    if (this.remember || this.autoCheck) void Promise.resolve().then(() => this.#load());
  }

  /** What the element does without being asked. */
  #load(): void {
    if (!this.isConnected) return;
    const isAsked = (): boolean => this.autoCheck && this.#keyIs === 'given' && this.#licenseKey !== '';
    const isAhead = isPrerendered(() => this.requestUpdate());
    if (this.#mayRestore && this.state === 'idle') {
      this.#mayRestore = isAhead;
      this.#session.restore(isAsked() ? cleanLicenseKey(this.#licenseKey) : null, !isAhead);
    }
    if (!isAhead && isAsked()) void this.check();
  }

  /** Where the state stands for another key, product, …: as on load. */
  #heedSettings(): CheckSettings | Misconfigured {
    const read = readCheckSettings(this);
    const asked = Object.values({ ...read, timeoutMs: 0 }).join(' ');
    const settings = isSelector(this.unlocks)
      ? read
      : ({ ok: false, attribute: 'unlocks', apiKey: read.apiKey } as const);
    this.#session.set({
      settings,
      asked,
      remember: this.remember === 'local' || this.remember === 'session' ? this.remember : '',
      maxAge: readSeconds(this.maxAge, MAX_AGE),
      staleIfError: readSeconds(this.staleIfError, 0),
    });
    const isOther = this.#standing && this.#standing !== asked;
    if (isOther || this.remember !== this.#remember) this.#mayRestore = true;
    this.#standing = asked;
    this.#remember = this.remember;
    if (isOther) {
      if (this.#keyIs === 'remembered') this.#unmask();
      if (this.#keyIs === 'checked') this.#keyIs = 'given';
      this.#session.reset();
    }
    return settings;
  }

  /** The screen and the page's content follow at once, so that a listener finds them as the state says. */
  #show(isNewState: boolean, isAsked: boolean): void {
    if (isAsked) this.#told = null;
    if (this.hasUpdated) this.performUpdate();
    else this.requestUpdate();
    if (isNewState) this.#fire('statechange', null);
  }

  /** By the browser's own constructor: old libraries have put one of theirs in the place of its name. Options have no prototype: a polluted one lends nothing. */
  #fire(type: string, detail: Verdict | null): void {
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const { constructor } = Document.prototype.createEvent.call(document, 'CustomEvent') as unknown as {
      constructor: typeof CustomEvent;
    };
    this.dispatchEvent(
      new constructor(type, { __proto__: null, bubbles: true, composed: detail !== null, detail } as CustomEventInit),
    );
  }

  /** Tells the verdict, once. */
  #tell(): void {
    const verdict = this.state === 'checking' ? null : this.verdict;
    const text = verdict ? messageFor(verdict, this.#session.licenseKey, ...this.#speech()) : '';
    // Two endings may be told alike, by a seller's words, but each has its sign.
    const told = text && this.state + text;
    if (told === this.#told) return;
    this.#told = told;
    this.#form?.tell(this.state, text);
  }

  /** What it says, and the language of it. */
  #speech(): [Messages, string] {
    const { tag, messages } = languageFor(nearestLang(this));
    return [withOverrides(withOverrides(english, messages), this.messages), tag];
  }

  /** The field is the visitor's again. */
  #unmask(): void {
    this.#fill(this.getAttribute('license-key'));
    this.#keyIs = 'given';
  }

  #empty(): void {
    this.#fill('');
    this.#keyIs = 'checked';
  }

  /** @returns Whether that changes the text. */
  #fill(given: unknown): boolean {
    const before = this.#licenseKey;
    this.#licenseKey = withoutLineBreaks(asText(given));
    this.requestUpdate();
    return before !== this.#licenseKey;
  }
}

/** The last four characters, if those are not most of it. */
function masked(licenseKey: string): string {
  return `••••${licenseKey.length > 8 ? licenseKey.slice(-4) : ''}`;
}

/** Seconds; what is no such number is `fallback`. */
function readSeconds(given: unknown, fallback: number): number {
  const seconds = Number(asText(given) || NaN);
  return seconds >= 0 && seconds < Infinity ? seconds : fallback;
}

UpdatingElement.declare(WhopLicenseCheck, defaults);

/** Its own events, besides those of any element. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export interface WhopLicenseCheck {
  addEventListener<Type extends keyof Events>(
    type: Type,
    listener: (this: WhopLicenseCheck, event: Events[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Type extends keyof Events>(
    type: Type,
    listener: (this: WhopLicenseCheck, event: Events[Type]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

type Events = Omit<HTMLElementEventMap, keyof WhopLicenseCheckEventMap> & WhopLicenseCheckEventMap;

declare global {
  interface HTMLElementTagNameMap {
    'whop-license-check': WhopLicenseCheck;
  }
}
