import type { FakeAnswer, FakeLicense } from './fake-license.js';
import { FAKE_API_KEY, FAKE_API_KEY_FORBIDDEN, FAKE_API_KEY_WITHOUT_SCOPE } from './fake-ids.js';
import { fakeLicenses } from './fake-licenses.js';
import { fakeMembership, membershipId } from './fake-membership.js';
import { connectionLost, cutOffBody, pause, silence, stalledBody } from './faults.js';
import { bindMetadata, type Metadata } from './metadata-binding.js';
import { countRequest, noRequests } from './rate-limit.js';
import { respond, respondWithoutCors, type Reply } from './respond.js';
import { BAD_METADATA, BAD_TOKEN, FORBIDDEN, MISSING_SCOPE, noSuchResource, OTHER_MACHINE, rateLimited, whopError } from './whop-errors.js';

/** `POST /api/v2/memberships/{id}/validate_license`, with the state of one test API. */
export type ValidateLicense = (id: string, request: Request) => Promise<Response>;

/** @param now The time in ms of the Unix epoch. */
export function createValidateLicense(now: () => number): ValidateLicense {
  const openedAt = now();
  const bindings = new Map<FakeLicense, Metadata>();
  let history = noRequests;

  return async (id, request) => {
    const license = fakeLicenses.find(({ key }) => id === key || id === membershipId(key));
    const headers = deprecationHeaders(license);
    const refuse = (reply: Reply): Response => respond({ ...reply, headers: { ...headers, ...reply.headers } });

    const refusal = refuseApiKey(request.headers.get('Authorization'));
    if (refusal) return refuse(refusal);

    // One history is enough: there is one API key that gets this far.
    history = countRequest(history, now());
    const refusedFor = history.refusedUntil - now();
    // As at Whop, no page can read the header: it is not exposed.
    if (refusedFor > 0) return refuse({ status: 429, body: rateLimited, headers: { 'Retry-After': String(Math.ceil(refusedFor / 1000)) } });

    const metadata = await readMetadata(request);
    if (!metadata) return refuse({ status: 400, body: whopError(400, BAD_METADATA) });
    if (!license) return refuse({ status: 404, body: whopError(404, noSuchResource(id)) });

    const { key, answer } = license;
    if (answer.body !== undefined) return give(answer, answer.body, headers, request.signal);
    const bound = bindMetadata(bindings.get(license) ?? answer.boundTo ?? {}, metadata);
    if (!bound) return refuse({ status: 400, body: whopError(400, OTHER_MACHINE) });
    bindings.set(license, bound);
    const { daysLeft = 30 } = answer;
    return give(answer, { ...fakeMembership(key, daysLeft, openedAt), metadata: bound, ...answer.membership }, headers, request.signal);
  };
}

/** Answers, or fails to, as the licence wants it. */
async function give(answer: FakeAnswer, body: string | object, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
  const { fault, delay, status = 201 } = answer;
  if (fault === 'down') throw connectionLost();
  if (fault === 'stall') return silence(signal);
  if (delay) await pause(delay, signal);
  const reply: Reply = { status, body, headers: { ...headers, ...answer.headers } };
  if (fault === 'cut-off' || fault === 'stall-in-body') {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    reply.body = fault === 'cut-off' ? cutOffBody(bytes) : stalledBody(bytes, signal);
    // Without it, some clients take a body that ends too early for a whole one.
    reply.headers = { ...reply.headers, 'Content-Length': String(bytes.length) };
  }
  return fault === 'no-cors' ? respondWithoutCors(reply) : respond(reply);
}

function refuseApiKey(authorization: string | null): Reply | null {
  switch (authorization) {
    case `Bearer ${FAKE_API_KEY}`:
      return null;
    case `Bearer ${FAKE_API_KEY_WITHOUT_SCOPE}`:
      return { status: 401, body: whopError(401, MISSING_SCOPE) };
    case `Bearer ${FAKE_API_KEY_FORBIDDEN}`:
      return { status: 403, body: whopError(403, FORBIDDEN) };
    default:
      return { status: 401, body: whopError(401, BAD_TOKEN) };
  }
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
function deprecationHeaders(license: FakeLicense | undefined): Record<string, string> {
  const successor = license ? `<https://api.whop.com/api/v1/memberships/${membershipId(license.key)}>; rel="successor-version", ` : '';
  return {
    Deprecation: '@1791417600',
    Link: `${successor}<https://docs.whop.com/>; rel="deprecation"`,
  };
}
