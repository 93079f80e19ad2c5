/** Replaces a property of a page's object. */
export function replaceProperty(target: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

/** A replacement that always throws. */
export function throwError(): never {
  throw new Error('This page is broken.');
}
