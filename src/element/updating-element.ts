/** On a server there is no such class, and importing the element is harmless. */
const Base = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement);

type Values = Record<string, unknown>;

/** A custom element whose properties follow its attributes, and which shows them once after any number of changes. */
export abstract class UpdatingElement extends Base {
  /** Resolves when the element shows what its properties say. */
  updateComplete: Promise<unknown> = Promise.resolve();
  /** Whether it has shown anything yet: not before it is in a document. */
  hasUpdated = false;
  #isPending = false;
  #defaults: () => Values;
  #values: Values;

  /**
   * Gives a class its properties.
   *
   * @param defaults What each is without its attribute: `maxAge` without `max-age`. Its type decides how the attribute is read.
   *   What the class has an accessor for, is left to it.
   */
  static declare({ prototype }: { prototype: UpdatingElement }, defaults: () => Values): void {
    for (const name of Object.keys(defaults())) {
      if (Object.prototype.hasOwnProperty.call(prototype, name)) continue;
      Object.defineProperty(prototype, name, {
        __proto__: null,
        configurable: true,
        enumerable: true,
        get(this: UpdatingElement) {
          return this.#values[name];
        },
        set(this: UpdatingElement, value: unknown) {
          this.#values[name] = typeof this.#defaults()[name] === 'object' ? readJson(value) : value;
          this.requestUpdate();
        },
      } as PropertyDescriptor);
    }
  }

  /** @param defaults As declared. */
  constructor(defaults: () => Values) {
    super();
    this.#defaults = defaults;
    this.#values = defaults();
  }

  /** @param isDue Properties may have changed. */
  protected abstract update(isDue: boolean): void;

  /** Something that the element shows has changed. */
  requestUpdate(): void {
    if (this.#isPending) return;
    this.#isPending = true;
    this.updateComplete = Promise.resolve().then(() => this.performUpdate());
  }

  /** Shows at once what has changed. */
  performUpdate(): void {
    if (!this.isConnected && !this.hasUpdated) return;
    const isDue = this.#isPending;
    this.hasUpdated = true;
    this.#isPending = false;
    this.update(isDue);
  }

  connectedCallback(): void {
    // What a page has set before the class was there stands in front of the accessors.
    for (const [name, value] of Object.entries(this)) {
      if (name in this.constructor.prototype && Reflect.deleteProperty(this, name)) Reflect.set(this, name, value);
    }
    this.#isPending = false;
    this.requestUpdate();
  }

  attributeChangedCallback(attribute: string, _before: string | null, text: string | null): void {
    const name = attribute.replace(/-./g, ([, letter = '']) => letter.toUpperCase());
    Reflect.set(this, name, readAttribute(text, this.#defaults()[name]));
  }
}

function readAttribute(text: string | null, fallback: unknown): unknown {
  if (typeof fallback === 'boolean') return text !== null;
  if (text === null) return fallback;
  if (typeof fallback === 'number') return text.trim() ? Number(text) : NaN;
  return text;
}

/** An object is given as JSON, too: by its attribute, and by frameworks, which set the property where there is one. What is no JSON stays as it is. */
function readJson(value: unknown): unknown {
  try {
    return typeof value === 'string' ? (JSON.parse(value) ?? value) : value;
  } catch {
    return value;
  }
}
