/** A JSON object of which nothing is known yet. */
export type Json = Record<string, unknown>;

/**
 * Reads a body that is declared as JSON.
 *
 * @param contentType - The `Content-Type` header.
 * @param body - `null` when it is longer than anyone reads.
 * @returns An object without a prototype, so that a polluted one adds nothing to it; empty when the body is not a JSON object.
 */
export function readJson(contentType: string, body: string | null): Json {
  try {
    return toNullPrototype(namesJson(contentType) && JSON.parse(body as string));
  } catch {
    return toNullPrototype(null);
  }
}

/** A proxy may have added a second `Content-Type`, which browsers join to the first by a comma. Both must name JSON. */
function namesJson(contentType: string): boolean {
  const withoutQuoted = contentType.replace(/"[^"]*"/g, '""');
  return withoutQuoted.split(',').every((part) => /^\s*application\/([\w.+-]+\+)?json\s*(;|$)/i.test(part));
}

/**
 * Copies the own members of an object to one without a prototype.
 *
 * @param value - Anything; what is not an object has no members.
 * @returns The copy.
 */
export function toNullPrototype(value: unknown): Json {
  return { __proto__: null, ...(typeof value === 'object' && value) };
}

/**
 * Whether a value is an object with members by name, as a JSON object is.
 *
 * @param value - Anything.
 * @returns `false` for `null` and for arrays.
 */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads an object's own member, never one that a polluted prototype adds.
 *
 * @param json - The object.
 * @param name - The member's name.
 * @returns Its value; `undefined` when the object has no such member of its own.
 */
export function getOwn(json: Json, name: string): unknown {
  return Object.prototype.hasOwnProperty.call(json, name) ? json[name] : undefined;
}

/**
 * Reads an object's own member when it is a string that is not empty.
 *
 * @param json - The object.
 * @param name - The member's name.
 * @returns The string, or `null`.
 */
export function getOwnString(json: Json, name: string): string | null {
  return nonEmptyStringOrNull(getOwn(json, name));
}

/**
 * Keeps a string that is not empty.
 *
 * @param value - Anything.
 * @returns The value itself, or `null`.
 */
export function nonEmptyStringOrNull(value: unknown): string | null {
  return typeof value === 'string' && value ? value : null;
}

/**
 * Reads a value that should be text, from pages that pass anything.
 *
 * @param value - Anything.
 * @returns Strings and numbers as text, all else as "".
 */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
