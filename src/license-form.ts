import type { State } from './verdict.js';

/** What the form shows. */
export interface View {
  state: State;
  disabled: boolean;
  label: string;
  button: string;
  /** What stands in the field. */
  text: string;
  /** The key is remembered: the field only shows that there is one. */
  isRemembered: boolean;
  /** Beside the label: where it leads, or `null` for a button; no text, nothing. */
  link: { text: string; href: string | null };
}

/** Whom the form tells. */
export interface Listener {
  /** The visitor changed the text in the field. */
  type: (text: string) => void;
  submit: () => void;
  /** The field got the focus. */
  enter: () => void;
  /** The visitor wants to use another key. */
  useOther: () => void;
}

const ICONS: Partial<Record<State, string>> = {
  valid: 'm8 12.5 2.7 2.7L16 9.5',
  invalid: 'm9 9 6 6m0-6-6 6',
  unverified: 'M12 7.5v5.5m0 3.4v.1',
};

const FORM = `<form part="form" method="dialog" novalidate>
<div><label part="label" for="key"></label></div>
<div><input part="input" id="key" type="text" dir="ltr" inputmode="text" enterkeyhint="go" autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" aria-describedby="message">
<button part="button"><span></span><i part="spinner"></i></button></div>
<p part="message"><svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path/></svg><span id="message" role="status"></span></p>
</form>`.replace(/\n/g, '');

let template: HTMLTemplateElement | undefined;

/**
 * The form, without anything in it yet.
 *
 * @throws Where the page's Trusted Types do not allow the policy `whop-license-check`.
 */
export function formTemplate(): HTMLTemplateElement {
  if (!template) {
    const made = document.createElement('template');
    const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): { createHTML(html: string): string } } };
    const policy = trustedTypes?.createPolicy('whop-license-check', { __proto__: null, createHTML: (html: string) => html });
    made.innerHTML = policy ? policy.createHTML(FORM) : FORM;
    template = made;
  }
  return template;
}

/** The element's inside. The message is put in by the element itself. */
export class LicenseForm {
  readonly root: DocumentFragment;
  readonly field: HTMLInputElement;
  readonly message: Element;
  #listener: Listener;
  #view: View | undefined;
  #form: Element;
  #label: HTMLElement;
  #button: HTMLButtonElement;
  #buttonText: Element;
  #icon: Element;
  #iconPath: Element;
  #link: HTMLElement | undefined;

  constructor(page: Document, listener: Listener) {
    this.root = page.importNode(formTemplate().content, true);
    this.#listener = listener;
    const find = <E extends Element>(selector: string): E => this.root.querySelector(selector) as E;
    this.field = find('input');
    this.message = find('#message');
    this.#form = find('form');
    this.#label = find('label');
    this.#button = find('button');
    this.#buttonText = find('span');
    this.#icon = find('svg');
    this.#iconPath = find('path');
    const { field } = this;
    // Enter comes as a click too, and a sandbox without allow-forms swallows neither; a script's requestSubmit() is no click.
    const submit = (event: Event): void => {
      event.preventDefault();
      listener.submit();
    };
    this.#form.addEventListener('submit', submit);
    this.#button.addEventListener('click', submit);
    field.addEventListener('input', () => listener.type(field.value));
    field.addEventListener('paste', (event) => this.#paste(event));
    field.addEventListener('focus', listener.enter);
    for (const name of ['keydown', 'keypress', 'keyup'] as const) field.addEventListener(name, keepFromPage);
  }

  show(view: View): void {
    const before = this.#view;
    this.#view = view;
    const { field } = this;
    field.disabled = this.#button.disabled = view.disabled;
    field.readOnly = view.isRemembered;
    field.setAttribute('aria-invalid', `${view.state === 'invalid'}`);
    if (field.value !== view.text) field.value = view.text;
    this.#form.setAttribute('aria-busy', `${view.state === 'checking'}`);
    if (before?.label !== view.label) this.#label.textContent = view.label;
    if (before?.button !== view.button) this.#buttonText.textContent = view.button;
    this.#icon.toggleAttribute('hidden', !ICONS[view.state]);
    this.#iconPath.setAttribute('d', ICONS[view.state] ?? '');
    this.#showLink(view, before);
  }

  #showLink({ link: { text, href }, disabled }: View, before?: View): void {
    if (before?.link.text !== text || before.link.href !== href) {
      this.#link?.remove();
      this.#link = undefined;
      if (text) {
        const link = this.#label.ownerDocument.createElement(href ? 'a' : 'button');
        link.setAttribute('part', 'link');
        link.textContent = text;
        if (href) link.setAttribute('href', href);
        else {
          link.setAttribute('type', 'button');
          link.addEventListener('click', this.#listener.useOther);
        }
        this.#link = link;
        this.#label.after(link);
      }
    }
    if (!href) this.#link?.toggleAttribute('disabled', disabled);
  }

  /** A field drops line breaks, and makes one word of two keys: here they stay two. */
  #paste(event: ClipboardEvent): void {
    const { field } = this;
    const text = event.clipboardData?.getData('text').trim() ?? '';
    if (field.disabled || field.readOnly || !/[\r\n]/.test(text)) return;
    event.preventDefault();
    field.setRangeText(withoutLineBreaks(text), field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
    this.#listener.type(field.value);
  }
}

export function withoutLineBreaks(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

/** What is typed is no shortcut of the page, to which a field in a shadow tree is no field. */
function keepFromPage(event: KeyboardEvent): void {
  const isCommand = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
  if (!isCommand && !/^(Escape|Tab|Enter|F\d+)$/.test(event.key)) event.stopPropagation();
}
