/** A JSON object, of which nothing is known yet. */
export type Json = Record<string, unknown>;

/**
 * Reads a body that is declared as JSON.
 *
 * @param body `null`: more than the reader takes.
 * @returns `null` where it is no JSON object.
 */
export function readJson(contentType: string, body: string | null): Json | null {
  if (body === null || !/^\s*application\/([\w.+-]+\+)?json\s*(;|$)/i.test(contentType)) return null;
  try {
    const json: unknown = JSON.parse(body);
    return isObject(json) ? json : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member itself, never one that a polluted prototype lends. */
export function own(json: Json, name: string): unknown {
  return Object.prototype.hasOwnProperty.call(json, name) ? json[name] : undefined;
}

export function ownString(json: Json, name: string): string | null {
  const value = own(json, name);
  return typeof value === 'string' && value ? value : null;
}
