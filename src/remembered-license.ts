import { cleanLicenseKey, faultOfKey } from './license-key.js';
import { isObject, own, ownString, type Json } from './read-json.js';
import { readCount, readManageUrl } from './read-verdict.js';
import type { Membership } from './verdict.js';

/** A licence that proved valid in this browser: no API key, no token, nothing personal. */
export interface RememberedLicense {
  /** Where it proved valid. */
  apiBase: string;
  licenseKey: string;
  membership: Membership;
  checkedAt: Date;
}

/** Of the record's shape. One of another version, older or newer, is nothing that we could read. */
const VERSION = 1;
/** In characters. What is longer is not of our writing. */
const LONGEST_RECORD = 4096;

/** @returns JSON, times in ms of the Unix epoch. */
export function writeRecord({ apiBase, licenseKey, membership, checkedAt }: RememberedLicense): string {
  return JSON.stringify({
    version: VERSION,
    apiBase,
    licenseKey,
    checkedAt: +checkedAt,
    membership: writeMembership(membership),
  });
}

/** For JSON: times in ms of the Unix epoch. */
export function writeMembership(membership: Membership): object {
  return { ...membership, expiresAt: toMs(membership.expiresAt), renewsAt: toMs(membership.renewsAt) };
}

/**
 * Reads what stands in a storage, where anybody may have written.
 *
 * @returns `null` for all that is not, in each member, what `writeRecord` writes. Never throws.
 */
export function readRecord(text: unknown): RememberedLicense | null {
  if (typeof text !== 'string' || text.length > LONGEST_RECORD) return null;
  try {
    const json: unknown = JSON.parse(text);
    if (!isObject(json) || own(json, 'version') !== VERSION) return null;
    const apiBase = ownString(json, 'apiBase');
    const licenseKey = ownString(json, 'licenseKey');
    const checkedAt = readMs(own(json, 'checkedAt'));
    const membership = readMembership(own(json, 'membership'));
    if (!apiBase || !licenseKey || !checkedAt || !membership) return null;
    return cleanLicenseKey(licenseKey) === licenseKey && !faultOfKey(licenseKey) ? { apiBase, licenseKey, membership, checkedAt } : null;
  } catch {
    return null;
  }
}

export function readMembership(json: unknown): Membership | null {
  if (!isObject(json)) return null;
  const id = ownString(json, 'id');
  const status = own(json, 'status');
  const expiresAt = readEnd(json, 'expiresAt');
  const renewsAt = readEnd(json, 'renewsAt');
  // A time that can not be read is not "never".
  if (!id || typeof status !== 'string' || expiresAt === undefined || renewsAt === undefined) return null;
  return {
    id,
    product: ownString(json, 'product'),
    plan: ownString(json, 'plan'),
    status,
    expiresAt,
    renewsAt,
    cancelAtPeriodEnd: own(json, 'cancelAtPeriodEnd') === true,
    quantity: readCount(own(json, 'quantity')),
    manageUrl: readManageUrl(ownString(json, 'manageUrl')),
  };
}

/** @returns `null`: never; `undefined`: not to be read. */
function readEnd(json: Json, name: string): Date | null | undefined {
  const value = own(json, name);
  return value === null ? null : readMs(value);
}

export function readMs(value: unknown): Date | undefined {
  const date = new Date(typeof value === 'number' ? value : NaN);
  return Number.isNaN(+date) ? undefined : date;
}

function toMs(date: Date | null): number | null {
  return date && +date;
}
