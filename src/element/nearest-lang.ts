/** The language that an element stands in: of the nearest `lang`, through shadow roots; without one, the browser's. */
export function nearestLang(element: Element): string {
  for (let at: Element | undefined = element; at;) {
    const nearest: Element | null = at.closest('[lang]');
    // The prototype's method, because a form around the element may have a field of that name.
    if (nearest) return Element.prototype.getAttribute.call(nearest, 'lang') as string;
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  return navigator.language;
}
