import { LitElement, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import type { State, Verdict } from '../check/verdict.js';
import { asText } from '../check/read-json.js';
import { warnSeller } from '../check/warn-seller.js';
import type { Messages } from '../i18n/messages.js';
import { adoptStyles } from './adopt-styles.js';
import { readBuyUrl } from './buy-link.js';
import type { WhopLicenseCheckEventMap } from './events.js';
import { LanguageController } from './language-controller.js';
import { LicenseController } from './license-controller.js';
import { licenseForm } from './license-form.view.js';
import { getField, mask, pasteOnOneLine } from './license-field.js';
import { preconnect } from './preconnect.js';
import { defaults, properties } from './properties.js';
import { UnlockedContent } from './unlocked-content.js';
import css from './whop-license-check.css?inline';

const styles = unsafeCSS(css);

/**
 * Takes a buyer's license key, asks Whop whether it is good, and tells the page.
 *
 * @example
 * ```html
 * <script type="module" src="whop-license-check.js"></script>
 *
 * <whop-license-check api-key="apik_…" product="prod_…" unlocks="#download"></whop-license-check>
 * <a id="download" href="/pro.zip" hidden>Download</a>
 * ```
 * @example
 * ```js
 * const tag = document.querySelector('whop-license-check');
 *
 * tag.addEventListener('valid', ({ detail }) => console.log(detail.membership.product));
 * tag.addEventListener('invalid', ({ detail }) => console.log(detail.reason, detail.message));
 * ```
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
 * @attr {string} lang - The language of its texts, when the script of that language is in the page; without it, that of the nearest element around it, or the browser's.
 * @attr {'idle' | 'checking' | 'valid' | 'invalid' | 'unverified'} state - What the element is doing, or the outcome of its last check. Read-only.
 *
 * @csspart form - Everything.
 * @csspart label - The field's label.
 * @csspart input - The field.
 * @csspart button - The button.
 * @csspart spinner - The sign in the button that a check is running; there only meanwhile.
 * @csspart message - The line that tells the verdict.
 * @csspart link - The link to `buy-url`, or "Use another key" beside a remembered one; there only while one of them is.
 *
 * @cssproperty [--whop-license-accent=#5b5bd6] - Button background, and focus ring.
 * @cssproperty [--whop-license-accent-text] - Button text; by default black or white, whichever reads better on the accent (white in browsers before 2024).
 * @cssproperty [--whop-license-border=#868686] - Field border.
 * @cssproperty [--whop-license-radius=8px] - Corners of the field and the button.
 * @cssproperty [--whop-license-key-font] - Typeface of the key; monospace by default.
 * @cssproperty [--whop-license-valid=#1a8a4a] - Icon and border after `valid`.
 * @cssproperty [--whop-license-invalid=#d8434b] - Icon and border after `invalid`.
 * @cssproperty [--whop-license-unverified=#b7700f] - Icon and border after `unverified`.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export class WhopLicenseCheck extends LitElement {
  /** @internal */
  static override properties = properties;
  /** @internal */
  static override styles = styles;

  /** @internal */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', 'state'];
  }

  /**
   * Whop API key limited to `Membership/Validate License`. Needed unless `api-base` names the seller's own relay. Whop's guide
   * to authentication allows such a key on a page, for validation only.
   *
   * @default ''
   */
  declare apiKey: string;
  /**
   * The URL that `memberships/{key}/validate_license` is appended to: `https:`, or `http:` on a loopback host. A relative URL
   * is resolved against the page's address, once, when it is set or the tag first comes into the page.
   *
   * @default 'https://api.whop.com/api/v2'
   */
  declare apiBase: string;
  /**
   * Checks a pre-filled key without waiting for the button.
   *
   * @default false
   */
  declare autoCheck: boolean;
  /**
   * One or more `prod_…`, separated by spaces. A membership of any other product is refused. Empty: any product passes.
   *
   * @default ''
   */
  declare product: string;
  /**
   * One or more `plan_…`, separated by spaces. A membership of any other plan is refused. Empty: any plan passes.
   *
   * @default ''
   */
  declare plan: string;
  /**
   * Sent as the request's `metadata`; as an attribute, it is JSON. Only for keys that the seller's software binds to a device; give the tag the same
   * pairs. Whop stores them on a key that has none yet (its documentation of `validate_license`).
   *
   * @default {}
   */
  declare metadata: object;
  /**
   * Keeps a key that proved valid, with its last verdict, as long as the tab is open (`session`) or in this browser (`local`).
   *
   * @default ''
   */
  declare remember: '' | 'session' | 'local';
  /**
   * Seconds for which `valid` is fresh: no request on load, and none while the page stays open. `0`: always ask on load, never
   * by itself later.
   *
   * @default 3600
   */
  declare maxAge: number;
  /**
   * Seconds after `max-age` in which a remembered `valid` still counts when the check can't be completed; it is then `stale`.
   *
   * @default 0
   */
  declare staleIfError: number;
  /**
   * Milliseconds for one whole check, retries and body included.
   *
   * @default 10_000
   */
  declare timeout: number;
  /**
   * CSS selector, in the element's own root, of the content that is shown while the verdict is `valid`, and hidden otherwise.
   *
   * @default ''
   */
  declare unlocks: string;
  /**
   * Shows a "Get a license" link to this URL: `https:`, or relative.
   *
   * @default ''
   */
  declare buyUrl: string;
  /**
   * Text of the field's label. Empty: "License key", in the element's language.
   *
   * @default ''
   */
  declare label: string;
  /**
   * As on any control: stops the visitor, not `check()`.
   *
   * @default false
   */
  declare disabled: boolean;
  /**
   * Your own wording for the element's texts, by name, in every language.
   *
   * @default {}
   */
  declare messages: Partial<Messages>;

  readonly #language = new LanguageController(this);
  readonly #license = new LicenseController(this, this.#language);

  /** @internal */
  constructor() {
    super();
    this.addController(new UnlockedContent(this));
    // What a page set before the class was defined would hide the accessors.
    for (const name of ['state', 'verdict']) Reflect.deleteProperty(this, name);
    Object.assign(this, defaults);
    this.metadata = {};
    this.messages = {};
  }

  /** The key in the field. The attribute pre-fills it; it is never reflected back. */
  get licenseKey(): string {
    return this.#license.licenseKey;
  }
  set licenseKey(text: string) {
    this.#license.giveKey(text);
  }

  /** What the element is doing, or the outcome of its last check. Reflected, for CSS. Read-only. */
  get state(): State {
    return this.#license.state;
  }

  /** The last verdict; `null` before the first check, and after `forget()`. Read-only. */
  get verdict(): Verdict | null {
    return this.#license.verdict;
  }

  /**
   * Checks the key in the field, as the button does. Joins a running check of the same key.
   *
   * @returns The verdict. It never rejects. When another key came in between, it is that key's verdict; when the check was
   *   dropped, `unverified` with the reason `superseded`.
   */
  check(): Promise<Verdict> {
    return this.#license.check();
  }

  /** Empties the field, drops the verdict and what is remembered, and locks the content again, in every open tab. */
  forget(): void {
    this.#license.forget();
  }

  /**
   * Puts the focus into the field.
   *
   * @param options - As for any element's `focus()`.
   */
  override focus(options?: FocusOptions): void {
    if (!this.hasUpdated) this.performUpdate();
    getField(this)?.focus(options);
  }

  /** @internal */
  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(name, before, value);
    // A change of the language, or a `state` that somebody else wrote.
    if (name === 'lang' || (name === 'state' && value !== this.state)) this.requestUpdate();
  }

  /** @internal Lit calls it at once when a property is set. */
  override requestUpdate(...change: Parameters<LitElement['requestUpdate']>): void {
    super.requestUpdate(...change);
    if (change[0] === 'apiBase' && this.isConnected) this.#license.noteApiBase();
  }

  /** @internal Public for the license's controller, which updates at once. */
  override performUpdate(): void {
    super.performUpdate();
  }

  /** @internal */
  adoptedCallback(): void {
    if (this.shadowRoot) adoptStyles(this.shadowRoot, styles);
  }

  /** @internal */
  protected override createRenderRoot(): ShadowRoot {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    adoptStyles(root, styles);
    return root;
  }

  /** @internal */
  protected override willUpdate(): void {
    if (this.getAttribute('state') !== this.state) this.setAttribute('state', this.state);
  }

  /** @internal */
  protected override updated(changed: PropertyValues): void {
    // What was never asked stands for nothing yet.
    if (changed.size && (this.#license.hasAsked || this.remember)) this.#license.applySettings();
  }

  /** @internal */
  protected override render(): TemplateResult {
    const { texts, lang } = this.#language.speech;
    const { state, message, isMasked, licenseKey } = this.#license;
    const href = this.#readBuyUrl();
    const view = {
      lang,
      state,
      message,
      isMasked,
      isDisabled: Boolean(this.disabled),
      label: asText(this.label) || texts.label,
      button: texts.check,
      text: isMasked ? mask(licenseKey) : licenseKey,
      buyLink: href === null ? null : { text: texts.buy, href },
      otherKey: isMasked ? texts.other : null,
    };
    // Lit calls them with the element as `this`, so that all elements share them.
    return licenseForm(view, {
      onInput: this.#onInput,
      onPaste: this.#onPaste,
      onFocus: this.#onFocus,
      onSubmit: this.#onSubmit,
      onOtherKey: this.#onOtherKey,
    });
  }

  #onInput(): void {
    this.#license.readField();
  }

  #onPaste(event: ClipboardEvent): void {
    if (pasteOnOneLine(event)) this.#license.readField();
  }

  #onFocus(): void {
    const settings = this.#license.applySettings();
    if (settings.ok) preconnect(settings.apiBase);
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    if (!this.disabled) void this.check();
  }

  #onOtherKey(): void {
    this.#license.unmask();
    void this.updateComplete.then(() => this.focus());
  }

  #readBuyUrl(): string | null {
    const buyUrl = asText(this.buyUrl);
    if (!buyUrl) return null;
    const href = readBuyUrl(buyUrl);
    if (href === null) warnSeller('buy-url', 'it is not https: or relative.');
    return href;
  }
}

/** Its own events, besides those of any element. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export interface WhopLicenseCheck {
  /**
   * Listens to one of the tag's events, or of any element's.
   *
   * @param type - The event's name.
   * @param listener - Called with the event, which has its own type: see {@link WhopLicenseCheckEventMap}.
   * @param options - As for any element.
   * @hidden
   */
  addEventListener<Type extends keyof Events>(
    type: Type,
    listener: (this: WhopLicenseCheck, event: Events[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  /**
   * Listens to an event by any other name.
   *
   * @param type - The event's name.
   * @param listener - Called with the event.
   * @param options - As for any element.
   * @hidden
   */
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  /**
   * Ends listening to one of the tag's events, or of any element's.
   *
   * @param type - The event's name.
   * @param listener - The listener that was added.
   * @param options - As for any element.
   * @hidden
   */
  removeEventListener<Type extends keyof Events>(
    type: Type,
    listener: (this: WhopLicenseCheck, event: Events[Type]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  /**
   * Ends listening to an event by any other name.
   *
   * @param type - The event's name.
   * @param listener - The listener that was added.
   * @param options - As for any element.
   * @hidden
   */
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
