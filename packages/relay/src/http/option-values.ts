import { ConfigurationError } from 'whop-license-check/core';

/** Says what is wrong with an option, by the name of its variable and without its value, which may be a secret. */
export function optionError(name: string, problem: string): ConfigurationError {
  return new ConfigurationError(`${toVariableName(name)} ${problem}.`);
}

/** The environment variable of an option: `cacheSeconds` is `CACHE_SECONDS`. */
export function toVariableName(name: string): string {
  return name.replace(/[A-Z]/g, '_$&').toUpperCase();
}

/** Reads a required text. */
export function readText(name: string, value: unknown): string {
  if (value === undefined) throw optionError(name, 'is missing');
  if (typeof value !== 'string') throw optionError(name, 'must be text');
  return value.trim();
}

/** Reads an array, or a text with commas or white space between the items. */
export function readList(name: string, value: unknown): string[] {
  const parts: unknown[] = Array.isArray(value) ? value : [value];
  return parts.flatMap((part) => readText(name, part).split(/[\s,]+/)).filter(Boolean);
}

/** Reads a boolean, or its text. */
export function readBoolean(name: string, value: unknown): boolean {
  const flag = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (flag === true || flag === 'true') return true;
  if (flag === false || flag === 'false' || flag === undefined) return false;
  throw optionError(name, 'must be true or false');
}

/**
 * Reads a whole number, or its text.
 *
 * @param min - The smallest number that is allowed.
 * @param max - The largest number that is allowed.
 */
export function readWholeNumber(name: string, value: unknown, min: number, max: number): number {
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && /^\s*\d+\s*$/.test(value));
  const number = isNumeric ? Number(value) : NaN;
  if (!Number.isInteger(number) || number < min || number > max)
    throw optionError(name, `must be a whole number from ${min} to ${max}`);
  return number;
}
