/** Puts something in the place of what a page has. */
export function put(target: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

/** Stands in for whatever is broken. */
export function fails(): never {
  throw new Error('This page is broken.');
}
