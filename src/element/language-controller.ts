import type { LitElement, ReactiveController } from 'lit';
import { findLanguage, LANGUAGE_ADDED, type Language } from '../i18n/languages.js';
import { english, withOverrides, type Messages } from '../i18n/messages.js';
import { nearestLang } from './nearest-lang.js';

/** What an element says. */
export interface Speech {
  texts: Messages;
  /** The language of the texts. BCP 47. */
  lang: string;
}

interface LanguageHost extends LitElement {
  messages: unknown;
}

/** The elements of this page that are in a document. */
const hosts = new Set<LanguageHost>();
let isListening = false;

/** Finds the texts of an element in the language around it, and has it updated when that changes. */
export class LanguageController implements ReactiveController {
  readonly #host: LanguageHost;
  #speech: Speech | undefined;
  /** What `#speech` was made of. */
  #language: Language | undefined;
  #overrides: unknown;

  constructor(host: LanguageHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this.#host);
    listen();
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
  }

  /** The same object as long as nothing changes. */
  get speech(): Speech {
    const language = findLanguage(nearestLang(this.#host));
    const overrides = this.#host.messages;
    if (!this.#speech || language !== this.#language || overrides !== this.#overrides) {
      const texts = withOverrides(withOverrides(english, language?.messages), overrides);
      this.#speech = { texts, lang: language?.tag ?? 'en-US' };
      this.#language = language;
      this.#overrides = overrides;
    }
    return this.#speech;
  }
}

/** Hears, once for all elements, when the page or the browser speaks another language, or a script brings one. */
function listen(): void {
  if (isListening) return;
  isListening = true;
  for (const type of ['languagechange', LANGUAGE_ADDED]) addEventListener(type, updateHosts);
  new MutationObserver(updateHosts).observe(document, { subtree: true, attributeFilter: ['lang'] });
}

function updateHosts(): void {
  for (const host of hosts) host.requestUpdate();
}
