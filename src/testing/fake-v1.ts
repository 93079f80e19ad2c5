import { refuseV1 } from './api-keys.js';
import { findLicense } from './fake-licenses.js';
import { fakeMembership } from './fake-membership.js';
import type { FakeState } from './fake-state.js';
import { converterFor } from './fake-v1-membership.js';
import { applyFault } from './faults.js';
import { countRequest, noRequests, secondsRefused, V1_LIMIT } from './rate-limit.js';
import { toResponseWithoutCors } from './respond.js';
import { MEMBERSHIP_NOT_FOUND, tryAgain, UNKNOWN_VERSION, v1Error } from './whop-errors.js';

/** Handles `GET /api/v1/memberships/{id}`. v1 is for servers, so its responses have no CORS headers. */
export type RetrieveMembership = (id: string, request: Request) => Promise<Response>;

export function createRetrieveMembership({ now, openedAt, bindings }: FakeState): RetrieveMembership {
  let history = noRequests;

  return async (id, request) => {
    const refusal = refuseV1(request.headers.get('Authorization'), 'member:basic:read');
    if (refusal) return toResponseWithoutCors(refusal);

    // Whop counts per operation and credential. The test API has only one of each here.
    history = countRequest(V1_LIMIT, history, now());
    const seconds = secondsRefused(history, now());
    if (seconds) {
      return toResponseWithoutCors({
        status: 429,
        body: v1Error('rate_limited', tryAgain(seconds)),
        headers: { 'Retry-After': String(seconds) },
      });
    }

    const toV1 = converterFor(request.headers.get('Api-Version-Date'));
    if (!toV1) return toResponseWithoutCors({ status: 400, body: v1Error('bad_request', UNKNOWN_VERSION) });
    const license = findLicense(id);
    if (!license) return toResponseWithoutCors({ status: 404, body: v1Error('not_found', MEMBERSHIP_NOT_FOUND) });

    const { key, response, v1 } = license;
    const { status = 200, headers = {}, daysLeft = 30, boundTo = {}, ...rest } = v1 ?? response;
    const valid = { ...fakeMembership(key, daysLeft, openedAt), metadata: bindings.get(license) ?? boundTo };
    const membership = v1 ? { ...toV1(valid), ...v1.membership } : toV1({ ...valid, ...response.membership });
    return toResponseWithoutCors(
      await applyFault(rest, { status, body: rest.body ?? membership, headers }, request.signal),
    );
  };
}
