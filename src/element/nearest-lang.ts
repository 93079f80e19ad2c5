/** The language that an element stands in: of the nearest `lang`, through shadow roots; where there is none, the browser's. */
export function nearestLang(element: Element): string {
  for (let at: Element | undefined = element; at;) {
    // By the prototype's: a form around it may have a field of that name.
    const near = at.closest('[lang]');
    if (near) return Element.prototype.getAttribute.call(near, 'lang') as string;
    const root = at.getRootNode();
    // A document may have a `host`, too: the form of that name.
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  return navigator.language;
}
