import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { State, Verdict } from '../check/verdict.js';
import { asText } from '../check/read-json.js';
import { warnSeller } from '../check/warn-seller.js';

/** The element, as far as the page's content is concerned. */
interface UnlockingHost extends ReactiveControllerHost, Element {
  readonly unlocks: unknown;
  readonly state: State;
  readonly verdict: Verdict | null;
}

/** All that decide over something: what several of them match is shown while one of them is open. */
const instances = new Set<UnlockedContent>();
/** Of a locked match: whether it had a `style`, and its inline `display` (value and priority). */
const originalDisplays = new WeakMap<Element, [boolean, string, string]>();

/** Whether a selector can be used at all. An empty one can. */
export function isSelector(selector: unknown): boolean {
  try {
    return !selector || !new DocumentFragment().querySelector(selector as string);
  } catch {
    return false;
  }
}

/**
 * The page's content behind one tag: what `unlocks` matches in the tag's own root is shown while the verdict is `valid`, and
 * hidden otherwise.
 */
export class UnlockedContent implements ReactiveController {
  /** The document, or a shadow root, that it decides in. */
  root: Node | null = null;
  readonly #host: UnlockingHost;
  #selector = '';
  #isOpen = false;
  /** Sees what is added or changed later. */
  #observer: MutationObserver | undefined;
  #frame = 0;

  constructor(host: UnlockingHost) {
    this.#host = host;
  }

  /** The host may have come into another root. */
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  /** The matches stay as they are, until another tag decides over them. */
  hostDisconnected(): void {
    this.#disconnect();
  }

  hostUpdated(): void {
    if (!this.#host.isConnected) return;
    const root = this.#host.getRootNode();
    const selector = asText(this.#host.unlocks);
    const isOpen = this.#host.verdict?.outcome === 'valid';
    if (root === this.root && selector === this.#selector && isOpen === this.#isOpen) return;
    this.#disconnect();
    this.#selector = selector;
    this.#isOpen = isOpen;
    if (!selector || !isSelector(selector)) return;
    this.root = root;
    instances.add(this);
    applyVisibility(root);
    this.#observer ??= new MutationObserver((records) => this.#onMutation(records));
    this.#observer.observe(root, { attributes: true, childList: true, subtree: true });
  }

  /** Adds to the decisions over each match whether it is shown. */
  collectVisibility(decisions: Map<Element, boolean>): void {
    const matches: NodeListOf<Element> = nativeMember(
      this.root as ParentNode & Node,
      'querySelectorAll',
    )(this.#selector);
    for (const match of matches) {
      const isOwnOrAround =
        match === this.#host || this.#host.compareDocumentPosition(match) & Node.DOCUMENT_POSITION_CONTAINS;
      if (isOwnOrAround || /^(html|head|body)$/.test(match.localName)) {
        warnSeller('unlocks', 'it must not match the tag, what holds it, or the page.');
      } else {
        decisions.set(match, this.#isOpen || decisions.get(match) === true);
      }
    }
  }

  #onMutation(records: MutationRecord[]): void {
    if (records.some(({ attributeName }) => attributeName !== 'hidden' && attributeName !== 'style'))
      applyVisibility(this.root);
    // Once a frame, before it is painted: two scripts that undo each other's work at once would never end.
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      applyVisibility(this.root, true);
    });
  }

  #disconnect(): void {
    instances.delete(this);
    this.#observer?.disconnect();
    this.root = null;
  }
}

/** @param isLockOnly - Whether open matches stay as the page has them. */
function applyVisibility(root: Node | null, isLockOnly = false): void {
  const decisions = new Map<Element, boolean>();
  for (const instance of instances) if (instance.root === root) instance.collectVisibility(decisions);
  for (const [match, isOpen] of decisions) {
    if (!isOpen) hide(match);
    else if (!isLockOnly) show(match);
  }
}

function show(match: Element): void {
  nativeMember(match, 'removeAttribute')('hidden');
  const before = originalDisplays.get(match);
  if (!before) return;
  originalDisplays.delete(match);
  const [hadStyle, value, priority] = before;
  styleOf(match)?.removeProperty('display');
  styleOf(match)?.setProperty('display', value, priority);
  if (!hadStyle && !styleOf(match)?.length) nativeMember(match, 'removeAttribute')('style');
}

/** Hides by force too: the page's CSS may beat `hidden`, now or from some width, click or file on. */
function hide(match: Element): void {
  if (!nativeMember(match, 'hasAttribute')('hidden')) nativeMember(match, 'setAttribute')('hidden', '');
  const style = styleOf(match);
  if (!style) return;
  if (!originalDisplays.has(match)) {
    const hadStyle = nativeMember(match, 'hasAttribute')('style');
    originalDisplays.set(match, [hadStyle, style.getPropertyValue('display'), style.getPropertyPriority('display')]);
  }
  const isForced = style.getPropertyPriority('display') === 'important' && style.getPropertyValue('display') === 'none';
  if (!isForced) style.setProperty('display', 'none', 'important');
}

/** What the browser made of a node: the fields of a form, and named images, hide members of the same name. */
function nativeMember<N extends Node, M extends keyof N>(node: N, name: M): N[M] {
  const member = Reflect.get(Object.getPrototypeOf(node) as N, name, node) as N[M];
  return typeof member === 'function' ? (member.bind(node) as N[M]) : member;
}

function styleOf(match: Element): CSSStyleDeclaration | undefined {
  return nativeMember(match as HTMLElement, 'style');
}
