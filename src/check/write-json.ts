/**
 * Writes JSON, and only what JSON can say. Old libraries give lists, dates and objects a `toJSON` of their own, which
 * `JSON.stringify` would obey; here it counts for nothing.
 *
 * @throws {TypeError} When JSON would drop or change something: functions, `undefined`, NaN, maps, instances of classes.
 */
export function writeJson(value: unknown): string {
  return JSON.stringify(withoutPrototypes(value));
}

function withoutPrototypes(value: unknown): unknown {
  if (value === null || /string|boolean/.test(typeof value) || Number.isFinite(value)) return value;
  // Those libraries replace `Array.from` too.
  if (Array.isArray(value)) return Object.setPrototypeOf([...(value as unknown[])].map(withoutPrototypes), null);
  const kind = Object.prototype.toString.call(value);
  if (kind === '[object Date]') return (value as Date).toISOString();
  if (kind !== '[object Object]' || !isPlain(value as object)) throw new TypeError();
  const members = Object.entries(value as object).map(([name, member]) => [name, withoutPrototypes(member)]);
  return Object.setPrototypeOf(Object.fromEntries(members), null);
}

/** Other documents have an `Object.prototype` of their own. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return !prototype || Object.getPrototypeOf(prototype) === null;
}
