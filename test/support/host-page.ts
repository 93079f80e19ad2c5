import type { Verdict, WhopLicenseCheck } from '../../src/index.js';
import { createApi, type Api, type Received } from './api.js';
import { lookOf } from './unlocked-content.js';
import { validMembership } from './membership.js';
import { API_KEY, inShort, KEY, OTHER_KEY } from './tag.js';

/** What a seller puts into a page, from `dist`. */
export const SCRIPTS = {
  'the module': '<script type="module" src="/dist/whop-license-check.js"></script>',
  'the classic script': '<script src="/dist/whop-license-check.iife.js"></script>',
} as const;
export const MODULE = SCRIPTS['the module'];
export const CLASSIC = SCRIPTS['the classic script'];

export type HostWindow = Window & typeof globalThis;

/** Somebody else's page with the built script in it, in a frame until the test ends. */
export interface Host {
  window: HostWindow;
  document: Document;
  api: Api;
  /** The first tag in it. */
  element: WhopLicenseCheck;
  /** What was written to its console. */
  console: string[];
  /** Exceptions and rejections that nobody caught, and violations of its policies. */
  uncaught: string[];
}

export interface HostOptions {
  /** What the page does before any script of ours. */
  before?: (page: HostWindow) => void;
  /** Default: the module. */
  script?: string;
  /** What stands in its head, before that script. */
  head?: string;
  /** What stands in its body, around the tag. */
  body?: (tag: string) => string;
  /** More attributes of the tag. */
  attributes?: string;
}

const PRO = '<p id="pro">Pro</p>';
const OUTCOMES = ['valid', 'invalid', 'unverified'] as const;
const frames = new Set<HTMLIFrameElement>();

afterEach(() => {
  for (const frame of frames) frame.remove();
  frames.clear();
});

/** Opens a page, and waits for its scripts. Its API knows one good key, and refuses another one. */
export async function openHost({
  before,
  script = MODULE,
  head = '',
  body = (tag) => tag + PRO,
  attributes = '',
}: HostOptions = {}): Promise<Host> {
  const api = await createApi({ status: 404, body: { message: 'License not found' } });
  await api.replyTo(KEY, { body: validMembership() });
  const tag = `<whop-license-check api-key="${API_KEY}" api-base="${api.base}" unlocks="#pro" ${attributes}>Fallback</whop-license-check>`;
  const frame = document.createElement('iframe');
  frames.add(frame);
  const lines: string[] = [];
  const uncaught: string[] = [];
  // The page's first script calls it.
  Object.assign(frame, {
    arrive(window: HostWindow) {
      watch(window, lines, uncaught);
      before?.(window);
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

/** With functions of this page, which the other one has not spoilt. */
function watch(window: HostWindow, lines: string[], uncaught: string[]): void {
  for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    window.console[level] = (...given: unknown[]) =>
      lines.push(`${level}: ${given.map((each) => textOf(each)).join(' ')}`);
  }
  listen(window, 'error', (event) => uncaught.push((event as ErrorEvent).message));
  listen(window, 'unhandledrejection', (event) => uncaught.push(textOf((event as PromiseRejectionEvent).reason)));
  listen(window.document, 'securitypolicyviolation', (event) =>
    uncaught.push((event as SecurityPolicyViolationEvent).effectiveDirective),
  );
}

/** A method of this page's own, which works on nodes of others, too. */
function native<M extends string, P extends Record<M, (...given: never[]) => unknown>>(
  { prototype }: { prototype: P },
  method: M,
): P[M] {
  return prototype[method];
}

export function listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
  native(EventTarget, 'addEventListener').call(target, type, listener);
}

/** What is inside the tag; `null` where it was not upgraded. */
export function insideOf(element: Element): ShadowRoot | null {
  return Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot')!.get!.call(element) as ShadowRoot | null;
}

export function inside<E extends Element>(element: Element, selector: string): E {
  return native(DocumentFragment, 'querySelector').call(insideOf(element)!, selector) as E;
}

/** Writes down each verdict that is told from now on. */
export function verdictsOf(target: EventTarget): string[] {
  const told: string[] = [];
  for (const outcome of OUTCOMES)
    listen(target, outcome, (event) => told.push(inShort((event as CustomEvent<Verdict>).detail)));
  return told;
}

/** Types a key and presses the button, as a visitor does. */
export function typeAndPress(element: Element, key: string): void {
  const field = inside<HTMLInputElement>(element, 'input');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, key);
  native(EventTarget, 'dispatchEvent').call(field, new InputEvent('input', { bubbles: true, composed: true }));
  native(HTMLElement, 'click').call(inside<HTMLElement>(element, '[part=button]'));
}

/** The same, and hears the verdict. */
export function verdictOn(element: Element, key = KEY): Promise<string> {
  const heard = new Promise<string>((resolve) => {
    for (const outcome of OUTCOMES)
      listen(element, outcome, (event) => resolve(inShort((event as CustomEvent<Verdict>).detail)));
  });
  typeAndPress(element, key);
  return heard;
}

/** What a visitor and the page see of a good key, a refused one, and none. */
export interface Journey {
  /** Verdict, state and message after each step, and the look of what is locked. */
  steps: string[];
  /** All verdicts told to the window. */
  told: string[];
  requests: Received[];
  /** Where a key was found that has nothing to do there. */
  leaks: string[];
}

export async function journeyIn(host: Host, element = host.element): Promise<Journey> {
  const { api } = host;
  const told = verdictsOf(host.window);
  const steps: string[] = [];
  const note = (what: string): void => {
    const match = native(Document, 'querySelector').call(host.document, '#pro');
    const state = native(Element, 'getAttribute').call(element, 'state');
    steps.push([what, state, inside(element, '#message').textContent, match && lookOf(match)].join(' | '));
  };
  note('idle');
  for (const key of [KEY, OTHER_KEY]) note(await verdictOn(element, key));
  element.forget();
  note('forgotten');
  await nextTask();
  return { steps, told, requests: await api.requests(), leaks: leaksIn(host) };
}

/** That its checks went as they should, or that nobody could say: never a wrong word, never another request, never a leak. */
export function faultsOf(journey: Journey, clean: Journey): string[] {
  const { steps, told, requests, leaks } = journey;
  const known = clean.requests.map((request) => JSON.stringify(request));
  return [
    ...(told.length === 2 ? [] : [`${told.length} verdicts`]),
    ...(/^(valid|unverified:.*)$/.test(told[0]!) ? [] : [`a good key is ${told[0]}`]),
    ...(/^(invalid:not-found|unverified:.*)$/.test(told[1]!) ? [] : [`a refused key is ${told[1]}`]),
    ...steps
      .filter((step) => step.endsWith('shown') && !step.startsWith('valid | valid'))
      .map((step) => `unlocked: ${step}`),
    ...requests
      .filter((request) => !known.includes(JSON.stringify(request)))
      .map(({ method, path }) => `another request: ${method} ${path}`),
    ...leaks.map((place) => `a key in ${place}`),
  ];
}

/** A task after all that is under way. */
function nextTask(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve));
}

function leaksIn({ window, document, console, uncaught }: Host): string[] {
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

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'no text';
  }
}
