import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { State } from '../check/verdict.js';

/** What the form shows. */
export interface LicenseFormView {
  /** The language of its texts. BCP 47. */
  lang: string;
  state: State;
  isDisabled: boolean;
  label: string;
  button: string;
  /** What stands in the field. */
  text: string;
  /** Whether the field only shows that there is a remembered key. */
  isMasked: boolean;
  /** Where a license can be bought. */
  buyLink: { text: string; href: string } | null;
  /** What the button says that leads to another key, beside a remembered one. */
  otherKey: string | null;
  /** The verdict in words; "" for none. */
  message: string;
}

/** What the form tells: listeners that are called with the element as `this`, so that all elements share them. */
export interface LicenseFormListeners {
  onInput: () => void;
  onPaste: (event: ClipboardEvent) => void;
  onFocus: () => void;
  onSubmit: (event: Event) => void;
  onOtherKey: () => void;
}

/** The path of each sign, in a view box of 24 by 24. */
const SIGNS: Partial<Record<State, string>> = {
  valid: 'm8 12.5 2.7 2.7L16 9.5',
  invalid: 'm9 9 6 6m0-6-6 6',
  unverified: 'M12 7.5v5.5m0 3.4v.1',
};

/**
 * The element's inside.
 *
 * Texts are set as `textContent`, because page translators replace text nodes. The button listens to clicks as well as the
 * form to `submit`: a sandbox without `allow-forms` fires no `submit`, and a script's `requestSubmit()` fires no click.
 */
export function licenseForm(view: LicenseFormView, on: LicenseFormListeners): TemplateResult {
  const { lang, state, isDisabled, isMasked } = view;
  return html`
    <form part="form" method="dialog" lang=${lang} aria-busy=${state === 'checking'} @submit=${on.onSubmit}>
      <div>
        <label part="label" for="key" .textContent=${view.label}></label>
        ${linkBesideLabel(view, on)}
      </div>
      <div>
        <input
          part="input"
          id="key"
          dir="ltr"
          enterkeyhint="go"
          autocomplete="off"
          autocapitalize="off"
          autocorrect="off"
          spellcheck="false"
          aria-invalid=${state === 'invalid'}
          aria-describedby="message"
          ?disabled=${isDisabled}
          ?readonly=${isMasked}
          .value=${live(view.text)}
          @input=${on.onInput}
          @change=${on.onInput}
          @paste=${on.onPaste}
          @focus=${on.onFocus}
          @keydown=${keepFromPage}
          @keypress=${keepFromPage}
          @keyup=${keepFromPage}
        />
        <button part="button" ?disabled=${isDisabled} @click=${on.onSubmit}
          >${state === 'checking' ? html`<i part="spinner"></i>` : nothing}<span .textContent=${view.button}></span></button
        >
      </div>
      <p part="message" id="message" role="status">${view.message ? message(view) : nothing}</p>
    </form>
  `;
}

function linkBesideLabel({ buyLink, otherKey, isDisabled }: LicenseFormView, on: LicenseFormListeners): unknown {
  if (otherKey) {
    return html`<button
      part="link"
      type="button"
      ?disabled=${isDisabled}
      @click=${on.onOtherKey}
      .textContent=${otherKey}
    ></button>`;
  }
  return buyLink ? html`<a part="link" href=${buyLink.href} .textContent=${buyLink.text}></a>` : nothing;
}

function message({ state, message: text }: LicenseFormView): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10" /><path d=${SIGNS[state] ?? ''} /></svg
    ><span .textContent=${text}></span>`;
}

/** Keeps typed characters from the page's shortcuts: to the page, a field in a shadow tree is no field. */
function keepFromPage(event: KeyboardEvent): void {
  const isCommand = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
  if (!isCommand && !/^(Escape|Tab|Enter|F\d+)$/.test(event.key)) event.stopPropagation();
}
