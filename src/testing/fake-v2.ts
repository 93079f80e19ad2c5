import { refuseV2 } from './api-keys.js';
import type { FakeLicense } from './fake-license.js';
import { findLicense } from './fake-licenses.js';
import { fakeMembership, membershipId } from './fake-membership.js';
import type { FakeState } from './fake-state.js';
import { applyFault } from './faults.js';
import { bindMetadata, type Metadata } from './metadata-binding.js';
import { countRequest, noRequests, secondsRefused, V2_LIMIT } from './rate-limit.js';
import { toResponse, toResponseWithoutCors, type ResponseParts } from './respond.js';
import { BAD_METADATA, noSuchResource, OTHER_MACHINE, rateLimited, whopError } from './whop-errors.js';

/** Handles `POST /api/v2/memberships/{id}/validate_license`. */
export type ValidateLicense = (id: string, request: Request) => Promise<Response>;

export function createValidateLicense({ now, openedAt, bindings }: FakeState): ValidateLicense {
  let history = noRequests;

  return async (id, request) => {
    const license = findLicense(id);
    const headers = deprecationHeaders(license);
    const refuse = (parts: ResponseParts): Response =>
      toResponse({ ...parts, headers: { ...headers, ...parts.headers } });

    const refusal = refuseV2(request.headers.get('Authorization'), 'validate');
    if (refusal) return refuse(refusal);

    // One history is enough, because clients report that all keys of an account share one limit.
    history = countRequest(V2_LIMIT, history, now());
    const seconds = secondsRefused(history, now());
    // Like Whop, the test API doesn't expose this header, so pages can't read it.
    if (seconds) return refuse({ status: 429, body: rateLimited, headers: { 'Retry-After': String(seconds) } });

    const metadata = await readMetadata(request);
    if (!metadata) return refuse({ status: 400, body: whopError(400, BAD_METADATA) });
    if (!license) return refuse({ status: 404, body: whopError(404, noSuchResource(id)) });

    const { key, response } = license;
    let { body } = response;
    if (body === undefined) {
      const bound = bindMetadata(bindings.get(license) ?? response.boundTo ?? {}, metadata);
      if (!bound) return refuse({ status: 400, body: whopError(400, OTHER_MACHINE) });
      bindings.set(license, bound);
      const { daysLeft = 30 } = response;
      body = { ...fakeMembership(key, daysLeft, openedAt), metadata: bound, ...response.membership };
    }
    const parts = await applyFault(
      response,
      { status: response.status ?? 201, body, headers: { ...headers, ...response.headers } },
      request.signal,
    );
    return response.fault === 'no-cors' ? toResponseWithoutCors(parts) : toResponse(parts);
  };
}

/** Returns `null` unless the body is `{"metadata": object}` and declared as JSON. */
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
 * The headers that Whop's migration page announces for every v2 response: deprecated since 2026-10-08, and a link to the
 * successor. It announces a third header without its name. None of them is exposed to pages.
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
