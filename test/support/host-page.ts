import type { Verdict, WhopLicenseCheck } from '../../src/index.js';
import { createApi, type Api, type ReceivedRequest } from './api.js';
import { getLockState } from './unlocked-content.js';
import { validMembership } from './membership.js';
import { API_KEY, formatVerdict, KEY, NO_TIMEOUT, OTHER_KEY } from './tag.js';

/** The script tags that a seller adds to a page, with the built files. */
export const SCRIPTS = {
  'the module': '<script type="module" src="/dist/whop-license-check.js"></script>',
  'the classic script': '<script src="/dist/whop-license-check.iife.js"></script>',
} as const;
export const MODULE = SCRIPTS['the module'];
export const CLASSIC = SCRIPTS['the classic script'];

export type HostWindow = Window & typeof globalThis;

/** A seller's page that loads the built script, in an iframe until the test ends. */
export interface HostPage {
  window: HostWindow;
  document: Document;
  api: Api;
  /** The first license tag in the page. */
  element: WhopLicenseCheck;
  /** The lines written to its console, each with its level. */
  console: string[];
  /** Uncaught exceptions, unhandled rejections and policy violations. */
  uncaught: string[];
}

export interface HostOptions {
  /** Runs in the page before our script. */
  beforeScripts?: ((page: HostWindow) => void) | undefined;
  /** Defaults to the module. */
  script?: string;
  /** Markup in the head, before our script. */
  head?: string;
  /** Returns the body's markup around the tag. */
  body?: (tag: string) => string;
  /** Additional attributes of the tag. */
  attributes?: string;
}

const PRO = '<p id="pro">Pro</p>';
const OUTCOMES = ['valid', 'invalid', 'unverified'] as const;
const frames = new Set<HTMLIFrameElement>();

afterEach(() => {
  for (const frame of frames) frame.remove();
  frames.clear();
});

/** Opens a page and waits for its scripts. Its API accepts `KEY` and refuses every other key. */
export async function openHostPage({
  beforeScripts,
  script = MODULE,
  head = '',
  body = (tag) => tag + PRO,
  attributes = '',
}: HostOptions = {}): Promise<HostPage> {
  const api = await createApi({ status: 404, body: { message: 'License not found' } });
  await api.replyTo(KEY, { body: validMembership() });
  const tag = `<whop-license-check api-key="${API_KEY}" api-base="${api.base}" unlocks="#pro" timeout="${NO_TIMEOUT}" ${attributes}>Fallback</whop-license-check>`;
  const frame = document.createElement('iframe');
  frames.add(frame);
  const lines: string[] = [];
  const uncaught: string[] = [];
  // The page's first script calls this.
  Object.assign(frame, {
    arrive(window: HostWindow) {
      recordConsoleAndErrors(window, lines, uncaught);
      beforeScripts?.(window);
    },
  });
  frame.srcdoc = `<!doctype html><html lang="en"><head><title>A host</title><script>frameElement.arrive(window)</script>${head}${script}</head><body>${body(tag)}</body></html>`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  const window = frame.contentWindow as HostWindow;
  const page = frame.contentDocument!;
  return {
    window,
    document: page,
    api,
    get element() {
      return native(Document, 'querySelector').call(page, 'whop-license-check') as WhopLicenseCheck;
    },
    console: lines,
    uncaught,
  };
}

/** Uses this page's own functions, because the host page may have replaced its own. */
function recordConsoleAndErrors(window: HostWindow, lines: string[], uncaught: string[]): void {
  for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    window.console[level] = (...args: unknown[]) =>
      lines.push(`${level}: ${args.map((value) => toText(value)).join(' ')}`);
  }
  listen(window, 'error', (event) => uncaught.push((event as ErrorEvent).message));
  listen(window, 'unhandledrejection', (event) => uncaught.push(toText((event as PromiseRejectionEvent).reason)));
  listen(window.document, 'securitypolicyviolation', (event) =>
    uncaught.push((event as SecurityPolicyViolationEvent).effectiveDirective),
  );
}

/** Returns a native method of this page. It works on nodes of other pages, too. */
function native<M extends string, P extends Record<M, (...args: never[]) => unknown>>(
  { prototype }: { prototype: P },
  method: M,
): P[M] {
  return prototype[method];
}

function listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
  native(EventTarget, 'addEventListener').call(target, type, listener);
}

/** Returns the tag's shadow root, or `null` if the tag was not upgraded. */
export function getShadowRoot(element: Element): ShadowRoot | null {
  return Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot')!.get!.call(element) as ShadowRoot | null;
}

export function queryShadow<E extends Element>(element: Element, selector: string): E {
  return native(DocumentFragment, 'querySelector').call(getShadowRoot(element)!, selector) as E;
}

/** When a page breaks what the tag relies on. */
export const MOMENTS = ['before', 'after'] as const;

/** Opens a page that is broken before the script runs (the classic one), or after it (the module). */
export async function openBrokenPage(
  breakPage: (page: HostWindow) => void,
  when: (typeof MOMENTS)[number],
): Promise<HostPage> {
  if (when === 'before') return openHostPage({ beforeScripts: breakPage, script: CLASSIC });
  const host = await openHostPage({ script: MODULE });
  breakPage(host.window);
  return host;
}

/** Records each verdict event from now on, in short. */
export function recordVerdicts(target: EventTarget): string[] {
  const verdicts: string[] = [];
  for (const outcome of OUTCOMES)
    listen(target, outcome, (event) => verdicts.push(formatVerdict((event as CustomEvent<Verdict>).detail)));
  return verdicts;
}

/** Types a key and presses the button, as a visitor does. */
export function typeAndSubmit(element: Element, key: string): void {
  const field = queryShadow<HTMLInputElement>(element, 'input');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, key);
  native(EventTarget, 'dispatchEvent').call(field, new InputEvent('input', { bubbles: true, composed: true }));
  native(HTMLElement, 'click').call(queryShadow<HTMLElement>(element, '[part=button]'));
}

/** Submits a key and resolves with the verdict, in short. */
export function checkKeyInHost(element: Element, key = KEY): Promise<string> {
  const verdict = new Promise<string>((resolve) => {
    for (const outcome of OUTCOMES)
      listen(element, outcome, (event) => resolve(formatVerdict((event as CustomEvent<Verdict>).detail)));
  });
  typeAndSubmit(element, key);
  return verdict;
}

/** What a visitor and the page observe while a valid key, then a refused one, is checked and forgotten. */
export interface Journey {
  /** The verdict, state, message and lock state after each step. */
  steps: string[];
  /** All verdict events that reached the window. */
  verdicts: string[];
  requests: ReceivedRequest[];
  /** The places where a key was found that must not be there. */
  leaks: string[];
}

export async function runJourney(host: HostPage, element = host.element): Promise<Journey> {
  const { api } = host;
  const verdicts = recordVerdicts(host.window);
  const steps: string[] = [];
  const recordStep = (label: string): void => {
    const match = native(Document, 'querySelector').call(host.document, '#pro');
    const state = native(Element, 'getAttribute').call(element, 'state');
    steps.push([label, state, queryShadow(element, '#message').textContent, match && getLockState(match)].join(' | '));
  };
  recordStep('idle');
  for (const key of [KEY, OTHER_KEY]) recordStep(await checkKeyInHost(element, key));
  element.forget();
  recordStep('forgotten');
  await nextTask();
  return { steps, verdicts, requests: await api.requests(), leaks: findLeaks(host) };
}

/** Lists wrong verdicts, unexpected requests and leaks. `unverified` is acceptable; a false `valid` or `invalid` is not. */
export function findFaults(journey: Journey, clean: Journey): string[] {
  const { steps, verdicts, requests, leaks } = journey;
  const known = clean.requests.map((request) => JSON.stringify(request));
  return [
    ...(verdicts.length === 2 ? [] : [`${verdicts.length} verdicts`]),
    ...(/^(valid|unverified:.*)$/.test(verdicts[0]!) ? [] : [`a valid key is ${verdicts[0]}`]),
    ...(/^(invalid:not-found|unverified:.*)$/.test(verdicts[1]!) ? [] : [`a refused key is ${verdicts[1]}`]),
    ...steps
      .filter((step) => step.endsWith('shown') && !step.startsWith('valid | valid'))
      .map((step) => `unlocked: ${step}`),
    ...requests
      .filter((request) => !known.includes(JSON.stringify(request)))
      .map(({ method, path }) => `unexpected request: ${method} ${path}`),
    ...leaks.map((place) => `a key in ${place}`),
  ];
}

/**
 * Checks a valid key and a refused one by script, on a page that broke the platform itself: there the tag owes safety, not
 * service. Lists wrong verdicts, unexpected requests and leaks. That nothing works is not among them.
 */
export async function findSafetyFaults(host: HostPage, clean: Journey): Promise<string[]> {
  const { element } = host;
  const events = recordVerdicts(host.window);
  const faults: string[] = [];
  for (const [key, expected] of [
    [KEY, 'valid'],
    [OTHER_KEY, 'invalid:not-found'],
  ] as const) {
    const verdict = await checkByScript(element, key);
    const isRight = verdict === null || verdict === expected || verdict.startsWith('unverified');
    if (!isRight) faults.push(`${expected} is ${verdict}`);
    const state = native(Element, 'getAttribute').call(element, 'state');
    if (state === 'valid' && expected !== 'valid') faults.push(`the state is valid after ${verdict}`);
    const match = native(Document, 'querySelector').call(host.document, '#pro');
    if (verdict?.startsWith('invalid') && match && getLockState(match) === 'shown')
      faults.push('unlocked when refused');
  }
  await nextTask();
  const known = clean.requests.map((request) => JSON.stringify(request));
  for (const request of await host.api.requests()) {
    if (!known.includes(JSON.stringify(request))) faults.push(`unexpected request: ${JSON.stringify(request)}`);
  }
  for (const event of events) {
    if (!/^(valid|invalid:not-found|unverified:.*)$/.test(event)) faults.push(`unexpected event: ${event}`);
  }
  return [...faults, ...findLeaks(host).map((place) => `a key in ${place}`)];
}

/** @returns `null` where there is no tag to check with. */
async function checkByScript(element: WhopLicenseCheck, key: string): Promise<string | null> {
  try {
    element.licenseKey = key;
    return formatVerdict(await element.check());
  } catch {
    return null;
  }
}

/** Resolves in a new task, after everything that is pending. */
function nextTask(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve));
}

function findLeaks({ window, document, console, uncaught }: HostPage): string[] {
  const places: Record<string, string> = {
    console: console.join('\n'),
    'an exception': uncaught.join('\n'),
    markup: new XMLSerializer().serializeToString(document).replaceAll(`api-key="${API_KEY}"`, ''),
    name: window.name,
    address: window.location.href,
    storage: JSON.stringify([localStorage, sessionStorage]),
  };
  return Object.keys(places).filter((place) => [KEY, OTHER_KEY, API_KEY].some((key) => places[place]!.includes(key)));
}

function toText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'not printable';
  }
}
