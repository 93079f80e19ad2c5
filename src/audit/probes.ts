import { validationRequest } from '../check/validation-request.js';
import type { AuditSettings } from './audit-settings.js';

/** One thing that the audit tries to do with the key. */
export interface Probe {
  /** Method and path, as in Whop's documentation. */
  request: string;
  /** What a key can do if this request succeeds. */
  means: string;
}

/** A probe that sends a `GET`. */
export interface ReadProbe extends Probe {
  version: 'v1' | 'v2';
  /** Path below the version. */
  path: string;
}

/** Looks like one of Whop's license keys, so that Whop searches for it, but doesn't exist. */
export const LICENSE_KEY = 'AUDIT-000000-00000000-000000W';

/** The only action that the audit asks a token for. Whop has no such action, and no key can have it. */
export const IMPOSSIBLE_ACTION = 'whop-license-check:no-such-action';

export const licenseProbe: Probe = {
  request: 'POST /api/v2/memberships/{key}/validate_license',
  means: 'validate license keys',
};

/**
 * Everything that a published key must not be able to read. Each needs another permission, so a refusal of one says
 * nothing about the others.
 *
 * v2: from Whop's OpenAPI file (whopio/developer-documentation, `v2.json`), where none of them needs a parameter.
 * v1: from Whop's reference and its SDKs (whopio/whopsdk-python, whopio/whopsdk-typescript). Lists that require the
 * account's ID are left out, because v1 rejects a request without it before it checks the key. v2 has the same lists.
 */
export const readProbes: ReadProbe[] = [
  read('v2', 'memberships', "read your buyers' memberships: license keys, email addresses, phone numbers"),
  read('v2', 'payments', "read your buyers' payments"),
  read('v2', 'members', 'read your member list'),
  read('v2', 'products', 'read your products, including hidden ones'),
  read('v2', 'plans', 'read your plans and your internal notes on them'),
  read('v2', 'promo_codes', 'read your promo codes'),
  read('v2', 'reviews', 'read your reviews'),
  read('v2', 'checkout_sessions', 'read your checkout sessions'),
  read('v2', 'webhooks', 'read your webhooks'),
  read('v1', 'memberships/{key}', 'read the membership behind a license key: name, email address'),
  read('v1', 'payments', "read your buyers' payments: names, email addresses, last digits of cards"),
  read('v1', 'members', 'read your member list: names, email addresses, phone numbers'),
  read('v1', 'invoices', 'read your invoices'),
];

/** From Whop's reference. It names no permission for this, so maybe every key that v1 accepts may do it. */
export const tokenProbe: Probe = {
  request: 'POST /api/v1/access_tokens',
  means: 'create access tokens, which inherit everything that the key can do',
};

/** A request to send. */
export interface ProbeRequest {
  url: string;
  init: RequestInit;
}

/** Builds the tag's own request for a license that does not exist, so that Whop stores and binds nothing. */
export function licenseRequest({ tag }: AuditSettings): ProbeRequest {
  return validationRequest(LICENSE_KEY, tag);
}

/** Builds a request for at most one entry. v1 rejects unknown parameters, so it gets only its own. */
export function readRequest({ version, path }: ReadProbe, { apiRoot, tag }: AuditSettings): ProbeRequest {
  const query = path.includes('{key}') ? '' : version === 'v2' ? '?per=1' : '?first=1';
  return {
    url: `${apiRoot}/${version}/${path.replace('{key}', LICENSE_KEY)}${query}`,
    init: { method: 'GET', headers: headersFor(version, tag.apiKey), redirect: 'error', cache: 'no-store' },
  };
}

/**
 * Builds a request for a token that Whop can't issue. Whop documents an error for an action that the key doesn't have, and
 * one for an API key that names neither a company nor a user. Never leave the list out or empty: Whop would then put every
 * permission of the key into the token.
 */
export function tokenRequest({ apiRoot, tag }: AuditSettings): ProbeRequest {
  return {
    url: `${apiRoot}/v1/access_tokens`,
    init: {
      method: 'POST',
      headers: { ...headersFor('v1', tag.apiKey), 'Content-Type': 'application/json' },
      body: JSON.stringify({ scoped_actions: [IMPOSSIBLE_ACTION] }),
      redirect: 'error',
      cache: 'no-store',
    },
  };
}

function headersFor(version: ReadProbe['version'], apiKey: string): Record<string, string> {
  return {
    Accept: 'application/json',
    Authorization: `Bearer ${apiKey}`,
    // Without it, Whop would use the version that the key is pinned to.
    ...(version === 'v1' && { 'Api-Version-Date': '2025-01-01' }),
  };
}

function read(version: ReadProbe['version'], path: string, means: string): ReadProbe {
  return { version, path, request: `GET /api/${version}/${path}`, means };
}
