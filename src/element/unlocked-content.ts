import { warnSeller } from '../check/warn-seller.js';

/** Those that decide over something: all that match an element have a say in it. */
const gates = new Set<UnlockedContent>();
/** Of a locked match: whether it had a `style`, and its inline `display` (value and priority). */
const displaced = new WeakMap<Element, [boolean, string, string]>();

/** Whether a selector can be used at all; an empty one can. */
export function isSelector(selector: unknown): boolean {
  try {
    return !selector || !new DocumentFragment().querySelector(selector as string);
  } catch {
    return false;
  }
}

/**
 * The host page's content behind one tag: what `unlocks` matches in the tag's own root is shown while the tag is open,
 * and hidden otherwise. What several tags match is shown while one of them is open.
 */
export class UnlockedContent {
  #tag: Element;
  /** The document, or a shadow root, that it decides in. */
  root: Node | null = null;
  #selector = '';
  #open = false;
  /** Sees what comes late. */
  #observer: MutationObserver | undefined;
  #frame = 0;

  constructor(tag: Element) {
    this.#tag = tag;
  }

  /** The tag has come into a document, or its attribute or its verdict has changed. */
  set(selector: string, open: boolean): void {
    const root = this.#tag.getRootNode();
    if (root === this.root && selector === this.#selector && open === this.#open) return;
    this.leave();
    this.#selector = selector;
    this.#open = open;
    if (!selector || !isSelector(selector)) return;
    this.root = root;
    gates.add(this);
    try {
      this.#observer ??= new MutationObserver((records) => this.#heed(records));
      this.#observer.observe(root, { attributes: true, childList: true, subtree: true });
    } catch {
      // The page took it away: what comes late is seen with the next verdict.
    }
    settle(root);
  }

  #heed(records: MutationRecord[]): void {
    if (records.some(({ attributeName }) => attributeName !== 'hidden' && attributeName !== 'style')) settle(this.root);
    // Once a frame, before it is painted: two scripts that each undo the other's work at once would never end.
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      settle(this.root, true);
    });
  }

  /** The tag has gone: its matches stay as they are, until another tag decides over them. */
  leave(): void {
    gates.delete(this);
    this.#observer?.disconnect();
    this.root = null;
  }

  /** What this tag decides over. */
  decide(decisions: Map<Element, boolean>): void {
    const all: NodeListOf<Element> = native(this.root as ParentNode & Node, 'querySelectorAll')(this.#selector);
    for (const match of all) {
      // Asked of our own tag: a page's form may have a field named "contains".
      const holdsTag =
        match === this.#tag || this.#tag.compareDocumentPosition(match) & Node.DOCUMENT_POSITION_CONTAINS;
      if (holdsTag || /^(html|head|body)$/.test(match.localName)) {
        warnSeller('unlocks', 'it must not match the tag, what holds it, or the page.');
      } else {
        decisions.set(match, this.#open || decisions.get(match) === true);
      }
    }
  }
}

/** @param lockOnly What the page itself hides of the open matches stays hidden. */
function settle(root: Node | null, lockOnly = false): void {
  const decisions = new Map<Element, boolean>();
  for (const gate of gates) if (gate.root === root) gate.decide(decisions);
  for (const [match, open] of decisions) {
    if (!open) hide(match);
    else if (!lockOnly) show(match);
  }
}

function show(match: Element): void {
  native(match, 'removeAttribute')('hidden');
  const before = displaced.get(match);
  if (!before) return;
  displaced.delete(match);
  const [hadStyle, value, priority] = before;
  styleOf(match)?.removeProperty('display');
  styleOf(match)?.setProperty('display', value, priority);
  if (!hadStyle && !styleOf(match)?.length) native(match, 'removeAttribute')('style');
}

/** By force too: the page's CSS may beat `hidden` now, or from some width, click or file on. */
function hide(match: Element): void {
  if (!native(match, 'hasAttribute')('hidden')) native(match, 'setAttribute')('hidden', '');
  const style = styleOf(match);
  if (!style) return;
  if (!displaced.has(match)) {
    displaced.set(match, [
      native(match, 'hasAttribute')('style'),
      style.getPropertyValue('display'),
      style.getPropertyPriority('display'),
    ]);
  }
  if (style.getPropertyPriority('display') !== 'important' || style.getPropertyValue('display') !== 'none')
    style.setProperty('display', 'none', 'important');
}

/** What the browser made: fields of a form and named images stand in front of those of the same name. */
function native<N extends Node, M extends keyof N>(node: N, name: M): N[M] {
  const member = Reflect.get(Object.getPrototypeOf(node) as N, name, node) as N[M];
  return typeof member === 'function' ? (member.bind(node) as N[M]) : member;
}

function styleOf(match: Element): CSSStyleDeclaration | undefined {
  return native(match as HTMLElement, 'style');
}
