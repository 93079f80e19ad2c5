import type { WhopLicenseCheck } from '../../src/index.js';
import { openPage, type Page } from './page.js';

/** A page whose own script searches everywhere it can. */
export interface PryingPage extends Page {
  /** Everything that the page received or could find so far, as text. */
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
  const recorded: unknown[] = [];
  for (const type of EVENTS)
    window.addEventListener(type, (event) => recorded.push(type, getProperties(event)), { capture: true });
  for (const method of ['pushState', 'replaceState'] as const)
    window.history[method] = (...args) => void recorded.push(args);
  window.postMessage = (...args: unknown[]) => void recorded.push(args);
  const globals = new Set(Object.getOwnPropertyNames(window));
  await page.load();
  return {
    ...page,
    async findings(element) {
      const added = Object.getOwnPropertyNames(window).filter((name) => !globals.has(name));
      const found = [
        recorded,
        await collectTraces(page),
        collectElementContents(element),
        added,
        added.map((name) => Reflect.get(window, name) as unknown),
      ];
      return found.flatMap((value) => collectTexts(value)).join('\n');
    },
  };
}

async function collectTraces({ window, document, console, uncaught }: Page): Promise<unknown[]> {
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
    // The validation request itself has the key in its path.
    window.performance
      .getEntries()
      .filter(({ name, entryType }) => entryType !== 'resource' || !name.endsWith('/validate_license')),
  ];
}

function collectElementContents(element: WhopLicenseCheck): unknown[] {
  // These two properties are meant to hold a key.
  const { licenseKey, apiKey } = element;
  const properties = getProperties(element).filter((value) => value !== licenseKey && value !== apiKey);
  return [properties, element.outerHTML, element.innerText, element.shadowRoot!.innerHTML, { ...element.dataset }];
}

/** Returns names and values of all properties except methods, the browser's own and Lit's internals. */
function getProperties(object: object): unknown[] {
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

/** Returns all texts in a value, recursively. Nodes and windows are skipped. */
function collectTexts(value: unknown, seen = new Set<object>()): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  if (seen.has(value) || 'nodeType' in value || 'window' in value) return [];
  seen.add(value);
  const { toJSON } = value as { toJSON?: () => unknown };
  const inner = [
    ...(Symbol.iterator in value ? (value as Iterable<unknown>) : Object.entries(value)),
    toJSON?.call(value),
  ];
  return inner.flatMap((part) => collectTexts(part, seen));
}
