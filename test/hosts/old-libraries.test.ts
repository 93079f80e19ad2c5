import { expect } from '@open-wc/testing';
import { CLASSIC, faultsOf, journeyIn, openHost, type HostWindow, type Journey } from '../support/host-page.js';
import { put } from '../support/replace-property.js';

/** What libraries of other days do to the page that they are in, in a few lines each. They all come first. */
const libraries: Record<string, (page: HostWindow) => void> = {
  'one whose lists and elements have more methods, some under names that came to mean something else (Prototype)': (
    page,
  ) => {
    const { Array, Element, Number, String } = page;
    put(Array.prototype, 'toJSON', function (this: unknown[]) {
      return `[${this.map(String).join(', ')}]`;
    });
    put(Array, 'from', (iterable: Iterable<unknown> | null) => (iterable ? [...iterable] : []));
    put(Array.prototype, 'entries', function (this: unknown[]) {
      return [...this];
    });
    put(Array.prototype, 'without', () => []);
    put(String.prototype, 'toJSON', function (this: string) {
      return `"${this}"`;
    });
    put(Number.prototype, 'toJSON', () => '0');
    for (const name of [
      'update',
      'show',
      'hide',
      'visible',
      'toggle',
      'select',
      'insert',
      'replace',
      'fire',
      'observe',
      'identify',
      'match',
    ])
      put(Element.prototype, name, () => null);
    put(Element.prototype, 'remove', function (this: Element) {
      this.parentNode?.removeChild(this);
      return this;
    });
  },
  'one with an Event and an Element of its own (MooTools)': (page) => {
    put(
      page,
      'Event',
      class {
        type = 'polluted';
      },
    );
    const { Element } = page;
    const Own = function (name: string): HTMLElement {
      return page.document.createElement(name);
    };
    Own.prototype = Element.prototype;
    put(page, 'Element', Own);
    for (const name of ['set', 'get', 'store', 'empty', 'inject', 'dispose', 'addEvent', 'fireEvent', 'hide', 'show'])
      put(Element.prototype, name, () => null);
    put(page.Function.prototype, 'extend', () => null);
    put(page.Array, 'from', (item: unknown) => (Array.isArray(item) ? item : [item]));
  },
  'one that fills up the language by members that are listed': (page) => {
    for (const { prototype } of [page.Array, page.String, page.Function, page.Number]) {
      for (const name of ['has', 'each', 'pick', 'clean', 'last', 'contains'])
        Object.defineProperty(prototype, name, {
          value: () => null,
          enumerable: true,
          configurable: true,
          writable: true,
        });
    }
  },
  'one with an events class and promises of its own': (page) => {
    put(page, 'CustomEvent', (type: string, { bubbles = false, cancelable = false, detail }: CustomEventInit = {}) => {
      const event = page.document.createEvent('CustomEvent');
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      event.initCustomEvent(type, bubbles, cancelable, detail);
      return event;
    });
    put(page, 'Promise', class<T> extends page.Promise<T> {});
  },
  'one that wraps listeners, timers and promises (zones)': (page) => {
    const { addEventListener, removeEventListener } = page.EventTarget.prototype;
    const wrapped = new WeakMap<object, EventListener>();
    const wrap = (listener: EventListenerOrEventListenerObject): EventListener => {
      const known =
        wrapped.get(listener) ??
        ((event: Event) =>
          typeof listener === 'function' ? listener.call(event.currentTarget!, event) : listener.handleEvent(event));
      wrapped.set(listener, known);
      return known;
    };
    put(
      page.EventTarget.prototype,
      'addEventListener',
      function (this: EventTarget, type: string, listener: EventListenerOrEventListenerObject, options: never) {
        addEventListener.call(this, type, wrap(listener), options);
      },
    );
    put(
      page.EventTarget.prototype,
      'removeEventListener',
      function (this: EventTarget, type: string, listener: EventListenerOrEventListenerObject, options: never) {
        removeEventListener.call(this, type, wrap(listener), options);
      },
    );
    const { setTimeout } = page;
    put(page, 'setTimeout', (callback: () => void, delay: number) => setTimeout(() => callback(), delay));
    const { then } = page.Promise.prototype;
    put(page.Promise.prototype, 'then', function (this: Promise<unknown>, ...given: never[]) {
      return Reflect.apply(then, this, given) as unknown;
    });
  },
  'one that makes elements in its own way': (page) => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const { createElement } = page.Document.prototype;
    put(page.Document.prototype, 'createElement', function (this: Document, name: string) {
      return createElement.call(this, name.toUpperCase()) as Element;
    });
  },
  'one that opens all shadow roots': (page) => {
    const { attachShadow } = page.Element.prototype;
    put(page.Element.prototype, 'attachShadow', function (this: Element, init: ShadowRootInit) {
      return attachShadow.call(this, { ...init, mode: 'open', serializable: true });
    });
  },
  'one that defines another class of its own in the place of each (registries)': (page) => {
    const { define } = page.CustomElementRegistry.prototype;
    put(
      page.CustomElementRegistry.prototype,
      'define',
      function (this: CustomElementRegistry, name: string, element: CustomElementConstructor) {
        define.call(this, name, class extends element {});
      },
    );
  },
  'one with an HTMLElement of its own (registries)': (page) => {
    const Native = page.HTMLElement;
    const Own = function (): object {
      return Reflect.construct(Native, [], new.target!);
    };
    Own.prototype = Native.prototype;
    put(page, 'HTMLElement', Own);
  },
};

describe('beside a library of other days:', () => {
  let clean: Journey;
  before(async () => {
    clean = await journeyIn(await openHost());
  });

  for (const [what, load] of Object.entries(libraries)) {
    it(`${what}, all is as ever`, async () => {
      const host = await openHost({ before: load, script: CLASSIC });
      const journey = await journeyIn(host);
      expect(faultsOf(journey, clean)).to.deep.equal([]);
      expect(journey).to.deep.equal(clean);
      expect(host.uncaught).to.deep.equal([]);
    });
  }

  it('one that closes all shadow roots, nothing is seen from outside, and check() works', async () => {
    const host = await openHost({
      script: CLASSIC,
      before: (page) => {
        const { attachShadow } = page.Element.prototype;
        put(page.Element.prototype, 'attachShadow', function (this: Element) {
          return attachShadow.call(this, { mode: 'closed' });
        });
      },
    });
    expect(host.element.shadowRoot).to.equal(null);
    host.element.licenseKey = 'W-A1B2C3-D4E5F6A7-B8C9D0W';
    expect((await host.element.check()).outcome).to.equal('valid');
    expect(host.uncaught).to.deep.equal([]);
  });

  for (const [what, spoil] of Object.entries({
    'lets nobody define an element': ({ CustomElementRegistry: { prototype } }: HostWindow) =>
      put(prototype, 'define', thrower),
    'lets nobody attach a shadow': ({ Element: { prototype } }: HostWindow) => put(prototype, 'attachShadow', thrower),
    'has no elements of others': (page: HostWindow) =>
      Object.defineProperty(page, 'customElements', { value: undefined, configurable: true }),
  })) {
    it(`one that ${what}, the fallback stands, and the console says why`, async () => {
      const host = await openHost({ before: spoil, script: CLASSIC });
      expect(host.element.shadowRoot).to.equal(null);
      expect(host.element.innerText).to.equal('Fallback');
      expect([...host.console, ...host.uncaught]).to.have.length.above(0);
    });
  }
});

function thrower(): never {
  throw new Error('Not here.');
}
