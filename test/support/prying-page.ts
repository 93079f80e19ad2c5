import type { WhopLicenseCheck } from '../../src/index.js';
import { openPage, type Page } from './page.js';

/** A page whose own script looks everywhere. */
export interface PryingPage extends Page {
  /** All that it was told or could find so far, as text. */
  findings(element: WhopLicenseCheck): Promise<string>;
}

const EVENTS = [
  'valid',
  'invalid',
  'unverified',
  'statechange',
  'input',
  'change',
  'submit',
  'error',
  'unhandledrejection',
  'message',
  'storage',
];

export async function openPryingPage(): Promise<PryingPage> {
  const page = await openPage();
  const { window } = page;
  const told: unknown[] = [];
  for (const type of EVENTS)
    window.addEventListener(type, (event) => told.push(type, propertiesOf(event)), { capture: true });
  for (const method of ['pushState', 'replaceState'] as const)
    window.history[method] = (...given) => void told.push(given);
  window.postMessage = (...given: unknown[]) => void told.push(given);
  const globals = new Set(Object.getOwnPropertyNames(window));
  await page.load();
  return {
    ...page,
    async findings(element) {
      const added = Object.getOwnPropertyNames(window).filter((name) => !globals.has(name));
      const found = [
        told,
        await remainsIn(page),
        partsOf(element),
        added,
        added.map((name) => Reflect.get(window, name) as unknown),
      ];
      return found.flatMap((value) => textsIn(value)).join('\n');
    },
  };
}

async function remainsIn({ window, document, console, uncaught }: Page): Promise<unknown[]> {
  return [
    console,
    uncaught,
    document.documentElement.outerHTML,
    document.title,
    document.cookie,
    { ...window.localStorage },
    { ...window.sessionStorage },
    (await window.indexedDB.databases()).map(({ name }) => name),
    await window.caches.keys(),
    window.location.href,
    window.history.state,
    window.name,
    // The one request names the key in its path.
    window.performance
      .getEntries()
      .filter(({ name, entryType }) => entryType !== 'resource' || !name.endsWith('/validate_license')),
  ];
}

function partsOf(element: WhopLicenseCheck): unknown[] {
  // These two hold a key by contract.
  const { licenseKey, apiKey } = element;
  const properties = propertiesOf(element).filter((value) => value !== licenseKey && value !== apiKey);
  return [properties, element.outerHTML, element.innerText, element.shadowRoot!.innerHTML, { ...element.dataset }];
}

/** Names and values of all properties but those of the browser's own classes, Lit's inner ones and methods. */
function propertiesOf(object: object): unknown[] {
  const values: unknown[] = [];
  for (
    let level = object;
    !String(level.constructor).includes('[native code]') || level === object;
    level = Object.getPrototypeOf(level) as object
  ) {
    for (const name of Reflect.ownKeys(level).map(String))
      if (!/^(_\$|__)/.test(name)) values.push(name, Reflect.get(level, name, object));
  }
  if ('detail' in object) values.push(object.detail);
  return values.filter((value) => typeof value !== 'function');
}

/** Texts of whatever it is, all the way down but for nodes. */
function textsIn(value: unknown, seen = new Set<object>()): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  if (seen.has(value) || 'nodeType' in value || 'window' in value) return [];
  seen.add(value);
  const { toJSON } = value as { toJSON?: () => unknown };
  const inner = [
    ...(Symbol.iterator in value ? (value as Iterable<unknown>) : Object.entries(value)),
    toJSON?.call(value),
  ];
  return inner.flatMap((part) => textsIn(part, seen));
}
