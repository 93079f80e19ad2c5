import { refuseAtV1 } from './api-keys.js';
import { findLicense } from './fake-licenses.js';
import { fakeMembership } from './fake-membership.js';
import type { FakeState } from './fake-state.js';
import { shapeOf } from './fake-v1-membership.js';
import { applyFault } from './faults.js';
import { countRequest, noRequests, secondsRefused, V1_LIMIT } from './rate-limit.js';
import { respondWithoutCors } from './respond.js';
import { MEMBERSHIP_NOT_FOUND, tryAgain, UNKNOWN_VERSION, v1Error } from './whop-errors.js';

/** `GET /api/v1/memberships/{id}`, with the state of one test API. It is for servers, and so it has no CORS headers. */
export type RetrieveMembership = (id: string, request: Request) => Promise<Response>;

export function createRetrieveMembership({ now, openedAt, bindings }: FakeState): RetrieveMembership {
  let history = noRequests;

  return async (id, request) => {
    const refusal = refuseAtV1(request.headers.get('Authorization'), 'member:basic:read');
    if (refusal) return respondWithoutCors(refusal);

    // Whop counts for each operation and credential: here is one of either.
    history = countRequest(V1_LIMIT, history, now());
    const seconds = secondsRefused(history, now());
    if (seconds) {
      return respondWithoutCors({
        status: 429,
        body: v1Error('rate_limited', tryAgain(seconds)),
        headers: { 'Retry-After': String(seconds) },
      });
    }

    const toV1 = shapeOf(request.headers.get('Api-Version-Date'));
    if (!toV1) return respondWithoutCors({ status: 400, body: v1Error('bad_request', UNKNOWN_VERSION) });
    const license = findLicense(id);
    if (!license) return respondWithoutCors({ status: 404, body: v1Error('not_found', MEMBERSHIP_NOT_FOUND) });

    const { key, answer, v1 } = license;
    const { status = 200, headers, daysLeft = 30, boundTo = {}, ...said } = v1 ?? answer;
    const good = { ...fakeMembership(key, daysLeft, openedAt), metadata: bindings.get(license) ?? boundTo };
    const membership = v1 ? { ...toV1(good), ...v1.membership } : toV1({ ...good, ...answer.membership });
    return respondWithoutCors(
      await applyFault(said, { status, body: said.body ?? membership, headers }, request.signal),
    );
  };
}
