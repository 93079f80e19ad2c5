import type { State } from '../check/verdict.js';

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

const SIGNS: Partial<Record<State, string>> = {
  valid: 'm8 12.5 2.7 2.7L16 9.5',
  invalid: 'm9 9 6 6m0-6-6 6',
  unverified: 'M12 7.5v5.5m0 3.4v.1',
};

/** What every element needs; what few need, for a while: the sign beside the message, and the button's inside while it waits. */
const PARTS =
  '<form part="form" method="dialog" aria-busy="false">' +
  '<label part="label" for="key"></label>' +
  '<div><input part="input" id="key" dir="ltr" enterkeyhint="go" autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" aria-invalid="false" aria-describedby="message">' +
  '<button part="button"></button></div>' +
  '<p part="message" id="message" role="status"></p></form>' +
  '<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path/></svg><span></span><i part="spinner"></i>';

let template: HTMLTemplateElement | undefined;

/**
 * The form, without anything in it yet.
 *
 * @throws Where the page's Trusted Types do not allow the policy `whop-license-check`.
 */
export function formTemplate(): HTMLTemplateElement {
  if (!template) {
    const made = document.createElement('template');
    const { trustedTypes } = globalThis as {
      trustedTypes?: { createPolicy(name: string, rules: object): { createHTML(html: string): string } };
    };
    const policy = trustedTypes?.createPolicy('whop-license-check', {
      __proto__: null,
      createHTML: (html: string) => html,
    });
    made.innerHTML = policy ? policy.createHTML(PARTS) : PARTS;
    template = made;
  }
  return template;
}

/** The element's inside. */
export class LicenseForm<Host> {
  readonly root: Element;
  readonly field: HTMLInputElement;
  #listener: Listener<Host>;
  #host: Host;
  #label: Element;
  #button: HTMLButtonElement;
  /** What has the button's text in it: the button, or something in it. */
  #caption: Element;
  #message: Element;
  #link: Element | null = null;
  #state: State = 'idle';

  constructor(listener: Listener<Host>, host: Host) {
    this.root = copyOf('form');
    this.#listener = listener;
    this.#host = host;
    const [label, field, button, message] = this.root.querySelectorAll('label,input,button,p');
    this.#label = label as Element;
    this.#button = this.#caption = button as HTMLButtonElement;
    this.#message = message as Element;
    this.field = field as HTMLInputElement;
    this.root.addEventListener('submit', this);
    this.#button.addEventListener('click', this);
    for (const type of ['input', 'paste', 'focus', 'keydown', 'keypress', 'keyup'])
      this.field.addEventListener(type, this);
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
    if (field.value !== text) field.value = text;
    this.root.setAttribute('lang', lang);
    if (this.#state !== state) this.#showState(state);
    say(this.#label, label);
    say(this.#caption, button);
    this.#showLink(link, disabled);
  }

  /** Puts the message into the live region: as a new text, for one that says the same again must be heard again. */
  tell(state: State, text: string): void {
    this.#message.textContent = '';
    if (!text) return;
    const [sign, words] = [copyOf('svg'), copyOf('span')];
    sign.lastElementChild?.setAttribute('d', SIGNS[state] ?? '');
    words.textContent = text;
    this.#message.append(sign, words);
  }

  #showState(state: State): void {
    this.#state = state;
    this.field.setAttribute('aria-invalid', `${state === 'invalid'}`);
    this.root.setAttribute('aria-busy', `${state === 'checking'}`);
    // The text stays, unseen, so that the button keeps its size.
    this.#caption = this.#button;
    this.#button.textContent = '';
    if (state === 'checking') this.#button.append(copyOf('i'), (this.#caption = copyOf('span')));
  }

  /** Beside the label, on a line that is there for the two alone. */
  #showLink({ text, href }: View['link'], disabled: boolean): void {
    const name = href ? 'a' : 'button';
    if (!text || this.#link?.localName !== name) {
      this.#link?.parentElement?.replaceWith(this.#label);
      this.#link = null;
      if (!text) return;
      const { ownerDocument: page } = this.root;
      const link = page.createElement(name);
      link.setAttribute('part', 'link');
      link.setAttribute('type', 'button');
      if (!href) link.addEventListener('click', this);
      const line = page.createElement('div');
      line.append(this.#label, link);
      this.root.prepend(line);
      this.#link = link;
    }
    const link = this.#link;
    say(link, text);
    if (href) link.setAttribute('href', href);
    else link.toggleAttribute('disabled', disabled);
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

function copyOf(name: string): Element {
  return formTemplate().content.querySelector(name)?.cloneNode(true) as Element;
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
