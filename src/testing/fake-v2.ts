import { refuseAtV2 } from './api-keys.js';
import type { FakeLicense } from './fake-license.js';
import { findLicense } from './fake-licenses.js';
import { fakeMembership, membershipId } from './fake-membership.js';
import type { FakeState } from './fake-state.js';
import { applyFault } from './faults.js';
import { bindMetadata, type Metadata } from './metadata-binding.js';
import { countRequest, noRequests, secondsRefused, V2_LIMIT } from './rate-limit.js';
import { respond, respondWithoutCors, type Reply } from './respond.js';
import { BAD_METADATA, noSuchResource, OTHER_MACHINE, rateLimited, whopError } from './whop-errors.js';

/** `POST /api/v2/memberships/{id}/validate_license`, with the state of one test API. */
export type ValidateLicense = (id: string, request: Request) => Promise<Response>;

export function createValidateLicense({ now, openedAt, bindings }: FakeState): ValidateLicense {
  let history = noRequests;

  return async (id, request) => {
    const license = findLicense(id);
    const headers = deprecationHeaders(license);
    const refuse = (reply: Reply): Response => respond({ ...reply, headers: { ...headers, ...reply.headers } });

    const refusal = refuseAtV2(request.headers.get('Authorization'), 'validate');
    if (refusal) return refuse(refusal);

    // One history is enough: clients report that all keys of an account share it.
    history = countRequest(V2_LIMIT, history, now());
    const seconds = secondsRefused(history, now());
    // As at Whop, no page can read the header: it is not exposed.
    if (seconds) return refuse({ status: 429, body: rateLimited, headers: { 'Retry-After': String(seconds) } });

    const metadata = await readMetadata(request);
    if (!metadata) return refuse({ status: 400, body: whopError(400, BAD_METADATA) });
    if (!license) return refuse({ status: 404, body: whopError(404, noSuchResource(id)) });

    const { key, answer } = license;
    let { body } = answer;
    if (body === undefined) {
      const bound = bindMetadata(bindings.get(license) ?? answer.boundTo ?? {}, metadata);
      if (!bound) return refuse({ status: 400, body: whopError(400, OTHER_MACHINE) });
      bindings.set(license, bound);
      const { daysLeft = 30 } = answer;
      body = { ...fakeMembership(key, daysLeft, openedAt), metadata: bound, ...answer.membership };
    }
    const reply = await applyFault(
      answer,
      { status: answer.status ?? 201, body, headers: { ...headers, ...answer.headers } },
      request.signal,
    );
    return answer.fault === 'no-cors' ? respondWithoutCors(reply) : respond(reply);
  };
}

/** @returns `null` when the body is not `{"metadata": object}`, declared as JSON. */
async function readMetadata(request: Request): Promise<Metadata | null> {
  const text = await request.text();
  if (!/^application\/json *(;|$)/i.test(request.headers.get('Content-Type') ?? '')) return null;
  try {
    const { metadata } = JSON.parse(text) as { metadata?: unknown };
    return typeof metadata === 'object' && !Array.isArray(metadata) ? (metadata as Metadata | null) : null;
  } catch {
    return null;
  }
}

/**
 * What Whop's migration page announces for every answer of v2: deprecated since 2026-10-08, and where to go. A third
 * header is announced whose name is not known. None of them is exposed to pages.
 */
export function deprecationHeaders(license?: FakeLicense): Record<string, string> {
  const successor = license
    ? `<https://api.whop.com/api/v1/memberships/${membershipId(license.key)}>; rel="successor-version", `
    : '';
  return {
    Deprecation: '@1791417600',
    Link: `${successor}<https://docs.whop.com/>; rel="deprecation"`,
  };
}
