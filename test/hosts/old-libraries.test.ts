import { expect } from '@open-wc/testing';
import { CLASSIC, findFaults, runJourney, openHostPage, type HostWindow, type Journey } from '../support/host-page.js';
import { replaceProperty } from '../support/replace-property.js';

/** What older libraries do to a page, in a few lines each. All of them run before our script. */
const libraries: Record<string, (page: HostWindow) => void> = {
  'one that adds methods to arrays and elements, some of which are standard names today (Prototype)': (page) => {
    const { Array, Element, Number, String } = page;
    replaceProperty(Array.prototype, 'toJSON', function (this: unknown[]) {
      return `[${this.map(String).join(', ')}]`;
    });
    replaceProperty(Array, 'from', (iterable: Iterable<unknown> | null) => (iterable ? [...iterable] : []));
    replaceProperty(Array.prototype, 'entries', function (this: unknown[]) {
      return [...this];
    });
    replaceProperty(Array.prototype, 'without', () => []);
    replaceProperty(String.prototype, 'toJSON', function (this: string) {
      return `"${this}"`;
    });
    replaceProperty(Number.prototype, 'toJSON', () => '0');
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
      replaceProperty(Element.prototype, name, () => null);
    replaceProperty(Element.prototype, 'remove', function (this: Element) {
      this.parentNode?.removeChild(this);
      return this;
    });
  },
  'one with its own Event and Element (MooTools)': (page) => {
    replaceProperty(
      page,
      'Event',
      class {
        type = 'polluted';
      },
    );
    const { Element } = page;
    const LibraryElement = function (name: string): HTMLElement {
      return page.document.createElement(name);
    };
    LibraryElement.prototype = Element.prototype;
    replaceProperty(page, 'Element', LibraryElement);
    for (const name of ['set', 'get', 'store', 'empty', 'inject', 'dispose', 'addEvent', 'fireEvent', 'hide', 'show'])
      replaceProperty(Element.prototype, name, () => null);
    replaceProperty(page.Function.prototype, 'extend', () => null);
    replaceProperty(page.Array, 'from', (item: unknown) => (Array.isArray(item) ? item : [item]));
  },
  'one that adds enumerable members to built-in prototypes': (page) => {
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
  'one with its own CustomEvent and Promise': (page) => {
    replaceProperty(
      page,
      'CustomEvent',
      function (type: string, { bubbles = false, cancelable = false, detail }: CustomEventInit = {}) {
        const event = page.document.createEvent('CustomEvent');
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        event.initCustomEvent(type, bubbles, cancelable, detail);
        return event;
      },
    );
    replaceProperty(page, 'Promise', class<T> extends page.Promise<T> {});
  },
  'one that wraps listeners, timers and promises (zones)': (page) => {
    const { addEventListener, removeEventListener } = page.EventTarget.prototype;
    const wrapped = new WeakMap<object, EventListener>();
    const wrap = (listener: EventListenerOrEventListenerObject): EventListener => {
      const wrapper =
        wrapped.get(listener) ??
        ((event: Event) =>
          typeof listener === 'function' ? listener.call(event.currentTarget!, event) : listener.handleEvent(event));
      wrapped.set(listener, wrapper);
      return wrapper;
    };
    replaceProperty(
      page.EventTarget.prototype,
      'addEventListener',
      function (this: EventTarget, type: string, listener: EventListenerOrEventListenerObject, options: never) {
        addEventListener.call(this, type, wrap(listener), options);
      },
    );
    replaceProperty(
      page.EventTarget.prototype,
      'removeEventListener',
      function (this: EventTarget, type: string, listener: EventListenerOrEventListenerObject, options: never) {
        removeEventListener.call(this, type, wrap(listener), options);
      },
    );
    const { setTimeout } = page;
    replaceProperty(page, 'setTimeout', (callback: () => void, delay: number) => setTimeout(() => callback(), delay));
    const { then } = page.Promise.prototype;
    replaceProperty(page.Promise.prototype, 'then', function (this: Promise<unknown>, ...given: never[]) {
      return Reflect.apply(then, this, given) as unknown;
    });
  },
  'one that wraps createElement': (page) => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const { createElement } = page.Document.prototype;
    replaceProperty(page.Document.prototype, 'createElement', function (this: Document, name: string) {
      return createElement.call(this, name.toUpperCase()) as Element;
    });
  },
  'one that makes all shadow roots open': (page) => {
    const { attachShadow } = page.Element.prototype;
    replaceProperty(page.Element.prototype, 'attachShadow', function (this: Element, init: ShadowRootInit) {
      return attachShadow.call(this, { ...init, mode: 'open', serializable: true });
    });
  },
  'one that defines a subclass of each element (registries)': (page) => {
    const { define } = page.CustomElementRegistry.prototype;
    replaceProperty(
      page.CustomElementRegistry.prototype,
      'define',
      function (this: CustomElementRegistry, name: string, element: CustomElementConstructor) {
        define.call(this, name, class extends element {});
      },
    );
  },
  'one with its own HTMLElement (registries)': (page) => {
    const Native = page.HTMLElement;
    const LibraryElement = function (): object {
      return Reflect.construct(Native, [], new.target!);
    };
    LibraryElement.prototype = Native.prototype;
    replaceProperty(page, 'HTMLElement', LibraryElement);
  },
};

describe('next to an old library, namely', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  for (const [description, load] of Object.entries(libraries)) {
    it(`${description}, the tag works as usual`, async () => {
      const host = await openHostPage({ beforeScripts: load, script: CLASSIC });
      const journey = await runJourney(host);
      expect(findFaults(journey, clean)).to.deep.equal([]);
      expect(journey).to.deep.equal(clean);
      expect(host.uncaught).to.deep.equal([]);
    });
  }

  it('one that makes all shadow roots closed, check() works', async () => {
    const host = await openHostPage({
      script: CLASSIC,
      beforeScripts: (page) => {
        const { attachShadow } = page.Element.prototype;
        replaceProperty(page.Element.prototype, 'attachShadow', function (this: Element) {
          return attachShadow.call(this, { mode: 'closed' });
        });
      },
    });
    expect(host.element.shadowRoot).to.equal(null);
    host.element.licenseKey = 'W-A1B2C3-D4E5F6A7-B8C9D0W';
    expect((await host.element.check()).outcome).to.equal('valid');
    expect(host.uncaught).to.deep.equal([]);
  });

  for (const [description, breakPage] of Object.entries({
    'prevents define() from working': ({ CustomElementRegistry: { prototype } }: HostWindow) =>
      replaceProperty(prototype, 'define', throwUnsupported),
    'prevents attachShadow() from working': ({ Element: { prototype } }: HostWindow) =>
      replaceProperty(prototype, 'attachShadow', throwUnsupported),
  })) {
    it(`one that ${description}, the fallback is shown and the console says why`, async () => {
      const host = await openHostPage({ beforeScripts: breakPage, script: CLASSIC });
      expect(host.element.shadowRoot).to.equal(null);
      expect(host.element.innerText).to.equal('Fallback');
      expect([...host.console, ...host.uncaught]).to.have.length.above(0);
    });
  }
});

describe('next to a script that removes customElements, as in a content script of an extension', () => {
  it('the fallback is shown', async () => {
    const host = await openHostPage({
      beforeScripts: (page) => Object.defineProperty(page, 'customElements', { value: undefined, configurable: true }),
      script: CLASSIC,
    });
    expect(host.element.shadowRoot).to.equal(null);
    expect(host.element.innerText).to.equal('Fallback');
    expect(host.uncaught).to.deep.equal([]);
  });
});

function throwUnsupported(): never {
  throw new Error('Not here.');
}
