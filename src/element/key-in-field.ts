import type { ReactiveControllerHost } from 'lit';
import { asText } from '../check/read-json.js';
import { getField, withoutLineBreaks } from './license-field.js';

/** Where a key comes from. `auto-check` is for a key that the page gave. */
export type KeySource = 'given' | 'typed' | 'checked' | 'remembered';

/** The key that stands in the field, whoever put it there. */
export class KeyInField {
  readonly #host: ReactiveControllerHost & Element;
  readonly #onSource: (source: KeySource) => void;
  #text = '';
  #source: KeySource = 'given';
  /** What stood in the field when somebody last looked. */
  #seenText = '';

  /** @param onSource - Called with each source, also when it stays the same. */
  constructor(host: ReactiveControllerHost & Element, onSource: (source: KeySource) => void) {
    this.#host = host;
    this.#onSource = onSource;
  }

  get text(): string {
    this.read();
    return this.#text;
  }

  get source(): KeySource {
    return this.#source;
  }
  set source(source: KeySource) {
    this.#source = source;
    this.#onSource(source);
  }

  /** Takes as typed what the tag did not put into the field itself. A form filler may fire any event, or none. */
  read(): void {
    const text = getField(this.#host)?.value ?? this.#seenText;
    if (text === this.#seenText) return;
    this.#seenText = text;
    this.set(text, 'typed');
  }

  /** The field shows what it should. */
  onRendered(): void {
    this.#seenText = getField(this.#host)?.value ?? '';
  }

  /** The page sets the key. One that stands there already keeps its source. */
  give(given: unknown): void {
    const before = this.text;
    this.set(given, this.#source);
    if (this.#text !== before) this.source = 'given';
  }

  set(given: unknown, source: KeySource): void {
    // What came into the field before this is older.
    this.read();
    this.#text = withoutLineBreaks(asText(given));
    this.source = source;
    this.#host.requestUpdate();
  }
}
