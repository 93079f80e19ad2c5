/** A JSON object, of which nothing is known yet. */
export type Json = Record<string, unknown>;

/**
 * Reads a body that is declared as JSON.
 *
 * @param body `null`: more than the reader takes.
 * @returns Without a prototype, so that what it has not got, no polluted one lends it. Empty where the body is no JSON.
 */
export function readJson(contentType: string, body: string | null): Json {
  try {
    return bare(/^\s*application\/([\w.+-]+\+)?json\s*(;|$)/i.test(contentType) && JSON.parse(body as string));
  } catch {
    return bare(null);
  }
}

/** The members themselves: what is no object has none. */
export function bare(value: unknown): Json {
  return { __proto__: null, ...(typeof value === 'object' && value) };
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member itself, never one that a polluted prototype lends. */
export function own(json: Json, name: string): unknown {
  return Object.prototype.hasOwnProperty.call(json, name) ? json[name] : undefined;
}

export function ownString(json: Json, name: string): string | null {
  return textOr(own(json, name));
}

/** A text that says something, or nothing. */
export function textOr(value: unknown): string | null {
  return typeof value === 'string' && value ? value : null;
}
