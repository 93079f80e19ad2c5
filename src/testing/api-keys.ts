import { FAKE_ACCOUNT_API_KEY, FAKE_API_KEY, FAKE_API_KEY_FORBIDDEN, FAKE_API_KEY_WITHOUT_SCOPE } from './fake-ids.js';
import type { Reply } from './respond.js';
import { BAD_TOKEN, FORBIDDEN, MISSING_SCOPE, missingPermissions, v1Error, whopError } from './whop-errors.js';

/**
 * What v2 says to an API key.
 *
 * @param authorization The header; `null`: there is none.
 * @param wants To validate a license, or to read a list.
 * @returns `null` where the key may do it.
 */
export function refuseAtV2(authorization: string | null, wants: 'validate' | 'list'): Reply | null {
  switch (authorization) {
    case `Bearer ${FAKE_ACCOUNT_API_KEY}`:
      return null;
    case `Bearer ${FAKE_API_KEY}`:
      return wants === 'validate' ? null : { status: 401, body: whopError(401, MISSING_SCOPE) };
    case `Bearer ${FAKE_API_KEY_WITHOUT_SCOPE}`:
      return { status: 401, body: whopError(401, MISSING_SCOPE) };
    case `Bearer ${FAKE_API_KEY_FORBIDDEN}`:
      return { status: 403, body: whopError(403, FORBIDDEN) };
    default:
      return { status: 401, body: whopError(401, BAD_TOKEN) };
  }
}

/**
 * What v1 says to an API key.
 *
 * @param authorization The header; `null`: there is none.
 * @param permission What the request takes, as Whop names it: `member:basic:read`.
 * @returns `null` where the key may do it.
 */
export function refuseAtV1(authorization: string | null, permission: string): Reply | null {
  switch (authorization) {
    case `Bearer ${FAKE_ACCOUNT_API_KEY}`:
      return null;
    case `Bearer ${FAKE_API_KEY}`:
    case `Bearer ${FAKE_API_KEY_WITHOUT_SCOPE}`:
      return { status: 403, body: v1Error('forbidden', missingPermissions(permission)) };
    case `Bearer ${FAKE_API_KEY_FORBIDDEN}`:
      return { status: 403, body: v1Error('forbidden', FORBIDDEN) };
    default:
      return { status: 401, body: v1Error('unauthorized', BAD_TOKEN) };
  }
}
