import { html, nothing, type TemplateResult } from 'lit';
import type { State } from './verdict.js';

/** What the form shows, and whom it tells. */
export interface LicenseForm {
  state: State;
  disabled: boolean;
  /** The key is remembered: it is masked, and the visitor may use another one. */
  isRemembered: boolean;
  label: string;
  button: string;
  /** Text and address of the link; no address, no link. */
  buy: string;
  buyHref: string | null;
  /** "Use another key" */
  other: string;
  /** The visitor changed the text in the field. */
  type: (text: string) => void;
  submit: () => void;
  /** The field got the focus. */
  enter: () => void;
  useOther: () => void;
}

const ICONS: Partial<Record<State, string>> = {
  valid: 'm8 12.5 2.7 2.7L16 9.5',
  invalid: 'm9 9 6 6m0-6-6 6',
  unverified: 'M12 7.5v5.5m0 3.4v.1',
};

/** Lit hands a listener on as its own options: without a prototype, a polluted one adds none. */
const on = (handleEvent: (event: Event) => void): EventListenerObject => ({ __proto__: null, handleEvent }) as EventListenerObject;

/** The element's inside. The key in the field and the message are put in by the element itself. */
export function licenseForm(form: LicenseForm): TemplateResult {
  const icon = ICONS[form.state];
  // Enter comes as a click too, and a sandbox without allow-forms swallows neither; a script's requestSubmit() is no click.
  const submit = (event: Event) => {
    event.preventDefault();
    form.submit();
  };
  return html`<form part="form" method="dialog" novalidate aria-busy=${form.state === 'checking'} @submit=${on(submit)}>
    <div>
      <label part="label" for="key">${form.label}</label>
      ${form.isRemembered
        ? html`<button type="button" part="link" ?disabled=${form.disabled} @click=${on(form.useOther)}>${form.other}</button>`
        : form.buyHref
          ? html`<a part="link" href=${form.buyHref}>${form.buy}</a>`
          : nothing}
    </div>
    <div>
      <input
        part="input"
        id="key"
        type="text"
        dir="ltr"
        inputmode="text"
        enterkeyhint="go"
        autocomplete="off"
        autocapitalize="off"
        autocorrect="off"
        spellcheck="false"
        aria-describedby="message"
        aria-invalid=${form.state === 'invalid'}
        ?disabled=${form.disabled}
        ?readonly=${form.isRemembered}
        @input=${on((event) => form.type((event.target as HTMLInputElement).value))}
        @paste=${on((event) => paste(event as ClipboardEvent, form))}
        @focus=${on(form.enter)}
        @keydown=${on(keepFromPage)}
        @keypress=${on(keepFromPage)}
        @keyup=${on(keepFromPage)}
      />
      <button part="button" ?disabled=${form.disabled} @click=${on(submit)}><span>${form.button}</span><i part="spinner"></i></button>
    </div>
    <p part="message">
      ${icon ? html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10" /><path d=${icon} /></svg>` : nothing}
      <span id="message" role="status"></span>
    </p>
  </form>`;
}

/** A field drops line breaks, and makes one word of two keys: here they stay two. */
function paste(event: ClipboardEvent, form: LicenseForm): void {
  const text = event.clipboardData?.getData('text').trim() ?? '';
  if (form.disabled || form.isRemembered || !/[\r\n]/.test(text)) return;
  event.preventDefault();
  const field = event.target as HTMLInputElement;
  field.setRangeText(withoutLineBreaks(text), field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  form.type(field.value);
}

export function withoutLineBreaks(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

/** What is typed is no shortcut of the page, to which a field in a shadow tree is no field. */
function keepFromPage(key: Event): void {
  const event = key as KeyboardEvent;
  const isCommand = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
  if (!isCommand && !/^(Escape|Tab|Enter|F\d+)$/.test(event.key)) event.stopPropagation();
}
