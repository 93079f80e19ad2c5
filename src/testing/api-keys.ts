import { FAKE_ACCOUNT_API_KEY, FAKE_API_KEY, FAKE_API_KEY_FORBIDDEN, FAKE_API_KEY_WITHOUT_SCOPE } from './fake-ids.js';
import type { ResponseParts } from './respond.js';
import { BAD_TOKEN, FORBIDDEN, MISSING_SCOPE, missingPermissions, v1Error, whopError } from './whop-errors.js';

/**
 * Checks the API key of a v2 request.
 *
 * @param authorization - The `Authorization` header; `null` if there is none.
 * @param action - Validating a license or reading a list.
 * @returns The refusal; `null` if the key has the permission.
 */
export function refuseV2(authorization: string | null, action: 'validate' | 'list'): ResponseParts | null {
  switch (authorization) {
    case `Bearer ${FAKE_ACCOUNT_API_KEY}`:
      return null;
    case `Bearer ${FAKE_API_KEY}`:
      return action === 'validate' ? null : { status: 401, body: whopError(401, MISSING_SCOPE) };
    case `Bearer ${FAKE_API_KEY_WITHOUT_SCOPE}`:
      return { status: 401, body: whopError(401, MISSING_SCOPE) };
    case `Bearer ${FAKE_API_KEY_FORBIDDEN}`:
      return { status: 403, body: whopError(403, FORBIDDEN) };
    default:
      return { status: 401, body: whopError(401, BAD_TOKEN) };
  }
}

/**
 * Checks the API key of a v1 request.
 *
 * @param authorization - The `Authorization` header; `null` if there is none.
 * @param permission - The permission that the request needs, as Whop names it: `member:basic:read`.
 * @returns The refusal; `null` if the key has the permission.
 */
export function refuseV1(authorization: string | null, permission: string): ResponseParts | null {
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
