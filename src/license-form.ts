import type { State } from './verdict.js';

/** What the form shows. */
export interface View {
  /** The language of its texts. BCP 47. */
  lang: string;
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

/** Whom the form tells, of which element. */
export interface Listener<Host> {
  /** The visitor changed the text in the field. */
  type: (host: Host, text: string) => void;
  submit: (host: Host) => void;
  /** The field got the focus. */
  enter: (host: Host) => void;
  /** The visitor wants to use another key. */
  useOther: (host: Host) => void;
}

const ICONS: Partial<Record<State, string>> = {
  valid: 'm8 12.5 2.7 2.7L16 9.5',
  invalid: 'm9 9 6 6m0-6-6 6',
  unverified: 'M12 7.5v5.5m0 3.4v.1',
};

const FORM = `<form part="form" method="dialog">
<div><label part="label" for="key"></label><b></b></div>
<div><input part="input" id="key" dir="ltr" enterkeyhint="go" autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" aria-describedby="message">
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
export class LicenseForm<Host> {
  readonly root: DocumentFragment;
  readonly field: HTMLInputElement;
  readonly message: Element;
  #listener: Listener<Host>;
  #host: Host;
  #form: Element;
  #label: Element;
  #link: Element;
  #button: HTMLButtonElement;
  #icon: Element;

  constructor(listener: Listener<Host>, host: Host) {
    this.root = formTemplate().content.cloneNode(true) as DocumentFragment;
    this.#listener = listener;
    this.#host = host;
    const [form, label, link, field, button, icon, message] = this.root.querySelectorAll('form,label,b,input,button,svg,#message');
    this.#form = form as Element;
    this.#label = label as Element;
    this.#link = link as Element;
    this.#button = button as HTMLButtonElement;
    this.#icon = icon as Element;
    this.field = field as HTMLInputElement;
    this.message = message as Element;
    this.#form.addEventListener('submit', this);
    this.#button.addEventListener('click', this);
    for (const type of ['input', 'paste', 'focus', 'keydown', 'keypress', 'keyup']) this.field.addEventListener(type, this);
  }

  handleEvent(event: Event): void {
    const { type } = event;
    if (type === 'input') this.#listener.type(this.#host, this.field.value);
    else if (type === 'focus') this.#listener.enter(this.#host);
    else if (type === 'paste') this.#paste(event as ClipboardEvent);
    else if (type.startsWith('key')) keepFromPage(event as KeyboardEvent);
    else if (event.currentTarget === this.#link) this.#listener.useOther(this.#host);
    else {
      // Enter comes as a click too, and a sandbox without allow-forms swallows neither; a script's requestSubmit() is no click.
      event.preventDefault();
      this.#listener.submit(this.#host);
    }
  }

  show({ lang, state, disabled, label, button, text, isRemembered, link }: View): void {
    const { field } = this;
    field.disabled = this.#button.disabled = disabled;
    field.readOnly = isRemembered;
    field.setAttribute('aria-invalid', `${state === 'invalid'}`);
    if (field.value !== text) field.value = text;
    this.#form.setAttribute('lang', lang);
    this.#form.setAttribute('aria-busy', `${state === 'checking'}`);
    say(this.#label, label);
    say(this.#button.firstElementChild as Element, button);
    this.#icon.toggleAttribute('hidden', !ICONS[state]);
    (this.#icon.lastElementChild as Element).setAttribute('d', ICONS[state] ?? '');
    this.#showLink(link, disabled);
  }

  #showLink({ text, href }: View['link'], disabled: boolean): void {
    const before = this.#link;
    const name = !text ? 'b' : href ? 'a' : 'button';
    if (before.localName !== name) {
      const link = before.ownerDocument.createElement(name);
      this.#link = link;
      before.replaceWith(link);
      if (!text) return;
      link.setAttribute('part', 'link');
      link.setAttribute('type', 'button');
      if (!href) link.addEventListener('click', this);
    }
    say(this.#link, text);
    if (href) this.#link.setAttribute('href', href);
    else this.#link.toggleAttribute('disabled', disabled);
  }

  /** A field drops line breaks, and makes one word of two keys: here they stay two. */
  #paste(event: ClipboardEvent): void {
    const { field } = this;
    const text = event.clipboardData?.getData('text').trim() ?? '';
    if (field.disabled || field.readOnly || !/[\r\n]/.test(text)) return;
    event.preventDefault();
    field.setRangeText(withoutLineBreaks(text), field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
    this.#listener.type(this.#host, field.value);
  }
}

/** Nothing that stands there is written again: what is selected stays so. */
function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function withoutLineBreaks(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

/** What is typed is no shortcut of the page, to which a field in a shadow tree is no field. */
function keepFromPage(event: KeyboardEvent): void {
  const isCommand = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
  if (!isCommand && !/^(Escape|Tab|Enter|F\d+)$/.test(event.key)) event.stopPropagation();
}
