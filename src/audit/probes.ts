import { validationRequest } from '../check/validation-request.js';
import type { AuditSettings } from './audit-settings.js';

/** One thing that is tried. */
export interface Probe {
  /** Method and path, as Whop documents them. */
  request: string;
  /** What a key that may do it can do. */
  means: string;
}

/** Something that is tried by a `GET`. */
export interface ReadProbe extends Probe {
  version: 'v1' | 'v2';
  /** Below the version. */
  path: string;
}

/** As Whop shapes license keys, so that it looks for it; no seller has sold it. */
export const LICENSE_KEY = 'AUDIT-000000-00000000-000000W';

export const licenseProbe: Probe = {
  request: 'POST /api/v2/memberships/{key}/validate_license',
  means: 'validate license keys',
};

/**
 * What a key in a page may not do. The permissions differ, so that one that is refused says nothing of another.
 *
 * v2: Whop's OpenAPI file (whopio/developer-documentation, `v2.json`), which asks for no parameter in any of them.
 * v1: Whop's reference and its SDKs (whopio/whopsdk-python, whopio/whopsdk-typescript). Left out are lists that require
 * the account's id, and are refused for the lack of it before anybody looks at the key; v2 has the same.
 */
export const readProbes: ReadProbe[] = [
  read('v2', 'memberships', "read your buyers' memberships: license keys, e-mail addresses, phone numbers"),
  read('v2', 'payments', "read your buyers' payments"),
  read('v2', 'members', 'read who your members are'),
  read('v2', 'products', 'read your products, hidden ones too'),
  read('v2', 'plans', 'read your plans and the notes on them'),
  read('v2', 'promo_codes', 'read your promo codes'),
  read('v2', 'reviews', 'read your reviews'),
  read('v2', 'checkout_sessions', 'read your checkout sessions'),
  read('v2', 'webhooks', 'read your webhooks'),
  read('v1', 'memberships/{key}', 'read the membership behind a license key: name, e-mail address'),
  read('v1', 'payments', "read your buyers' payments: names, e-mail addresses, cards' last digits"),
  read('v1', 'members', 'read who your members are: names, e-mail addresses, phone numbers'),
  read('v1', 'invoices', 'read your invoices'),
];

/** A request as it is sent. */
export interface ProbeRequest {
  url: string;
  init: RequestInit;
}

/** The tag's own request, for a license that does not exist: nothing is stored, nothing bound. */
export function licenseRequest({ tag }: AuditSettings): ProbeRequest {
  return validationRequest(LICENSE_KEY, tag);
}

/** As little of it as Whop can be asked for. v1 refuses parameters that it does not know, so it gets no others. */
export function readRequest({ version, path }: ReadProbe, { apiRoot, tag }: AuditSettings): ProbeRequest {
  const query = path.includes('{key}') ? '' : version === 'v2' ? '?per=1' : '?first=1';
  const headers = {
    Accept: 'application/json',
    Authorization: `Bearer ${tag.apiKey}`,
    // Without it the key's own date would count.
    ...(version === 'v1' && { 'Api-Version-Date': '2025-01-01' }),
  };
  return {
    url: `${apiRoot}/${version}/${path.replace('{key}', LICENSE_KEY)}${query}`,
    init: { method: 'GET', headers, redirect: 'error', cache: 'no-store' },
  };
}

function read(version: ReadProbe['version'], path: string, means: string): ReadProbe {
  return { version, path, request: `GET /api/${version}/${path}`, means };
}
