import { cleanLicenseKey, findKeyFault, type Json } from 'whop-license-check/core';
import { deviceMismatch, malformedKey, notFound, tooManyRequests, upstreamFault } from './error-responses.js';
import type { RelayResponse } from './relay-response.js';
import type { Proof, ProofSigner } from '../proof/proof-signer.js';
import type { UnknownResult } from '../upstream/read-upstream.js';
import { matchesBinding } from './binding.js';
import type { Digest } from './digest.js';
import type { LicenseLookup } from './license-lookup.js';
import type { Limits, UpstreamPriority } from './limits.js';
import type { CachedMembership, CachedResult, ResultCache } from './result-cache.js';
import { toV2Membership, type Rules } from './v2-membership.js';

/** What a page wants to know. */
export interface LicenseCheck {
  /** As it was in the path. */
  key: string;
  metadata: Json;
  /** See `getClientId`. Most checks do not need it. */
  getClient: () => string;
  /** The page's origin; the text `null` for one without. */
  audience: string;
}

/** What a check ends with. */
export interface LicenseCheckResult {
  response: RelayResponse;
  /** Whether Whop did not have to be asked. */
  isCached: boolean;
}

/** What checking a license needs. */
export interface Services {
  whopApiKey: string;
  rules: Rules;
  cache: ResultCache;
  lookup: LicenseLookup;
  limits: Limits;
  digest: Digest;
  proofSigner: ProofSigner | null;
  responseCache: WeakMap<CachedResult, CachedResponse>;
}

/** The response for a good license that is bound to nothing. Most of the work of a check is to make it. */
interface CachedResponse {
  response: RelayResponse;
  audience: string;
  /** In Unix seconds. */
  expiresAt: number;
}

/** Says whether a license is good. */
export async function checkLicense(check: LicenseCheck, services: Services): Promise<LicenseCheckResult> {
  const key = readKey(check.key, services.whopApiKey);
  if (key === null) return { response: malformedKey, isCached: false };
  const { cache, limits } = services;
  const { result, wasGood } = cache.getLocal(key) ?? (await cache.getShared(key));
  if (result) {
    const cached = getCachedResponse(result, check, services);
    return { response: cached ?? (await respondTo(result, wasGood, check, services)), isCached: true };
  }
  const response = wasGood
    ? await askWhop(key, 'known-good', check, services)
    : await limits.runForClient(check.getClient(), () => askAboutNewKey(key, check, services));
  return { response: response ?? tooManyRequests('queue-timeout', 1), isCached: false };
}

function getCachedResponse(
  result: CachedResult,
  { audience }: LicenseCheck,
  { responseCache }: Services,
): RelayResponse | null {
  const cached = responseCache.get(result);
  return cached?.audience === audience && cached.expiresAt > Date.now() / 1000 ? cached.response : null;
}

/** Almost all keys look like this. They need no cleaning and have no fault. */
const FAST_PATH_KEY = /^[\dA-Za-z-]{1,256}$/;

/**
 * Cleans a key as the tag does.
 *
 * @returns `null` when it cannot be a license key.
 */
function readKey(given: string, apiKey: string): string | null {
  if (FAST_PATH_KEY.test(given) && given !== apiKey) return given;
  const key = cleanLicenseKey(given);
  return findKeyFault(key, apiKey) ? null : key;
}

/** Asks Whop about a key that was not good lately, unless the client had too many refusals. */
async function askAboutNewKey(key: string, check: LicenseCheck, services: Services): Promise<RelayResponse> {
  const { isAllowed, consumed, retryAfterS } = await services.limits.peekRefusals(check.getClient());
  if (!isAllowed) return tooManyRequests('refusals', retryAfterS);
  return askWhop(key, consumed ? 'refused' : 'not-refused', check, services);
}

async function askWhop(
  key: string,
  priority: UpstreamPriority,
  check: LicenseCheck,
  services: Services,
): Promise<RelayResponse> {
  const result = await services.lookup.fetch(key, priority);
  if (result.kind === 'unknown') return toFaultResponse(result);
  return respondTo(result, priority === 'known-good', check, services);
}

/**
 * Counts a refusal, and keeps it from a client that had too many. A key that was good lately is exempt: its buyer has to
 * hear that the license has ended.
 */
async function respondTo(
  result: CachedResult,
  wasGood: boolean,
  check: LicenseCheck,
  services: Services,
): Promise<RelayResponse> {
  const response = await toResponse(result, check, services);
  if (!isRefusal(response)) return response;
  const { isAllowed, retryAfterS } = await services.limits.consumeRefusal(check.getClient());
  return isAllowed || wasGood ? response : tooManyRequests('refusals', retryAfterS);
}

async function toResponse(
  result: CachedResult,
  { metadata, audience }: LicenseCheck,
  { rules, digest, proofSigner, responseCache }: Services,
): Promise<RelayResponse> {
  if (result.kind === 'not-found') return notFound;
  const { membership } = result;
  // Whop left out what the seller asks for. The buyer is not to blame for that.
  if (rules.products.length && !membership.product) return upstreamFault(502, 'upstream-no-product');
  const isBound = membership.pairs.length > 0;
  if (isBound && !(await matchesBinding(metadata, membership.pairs, digest))) return deviceMismatch;
  const body = toV2Membership(membership, rules);
  if (!body.valid) return { status: 201, reason: 'not-valid', body };
  const proof = proofSigner && (await signProof(membership, audience, proofSigner));
  const response = { status: 201, reason: 'valid', body: JSON.stringify({ ...body, token: proof?.token }) };
  if (!isBound) responseCache.set(result, { response, audience, expiresAt: proof?.reuseUntil ?? Infinity });
  return response;
}

/** A membership that does not say what it is for gets no proof. */
async function signProof(
  { id, product, plan, expiresAt }: CachedMembership,
  audience: string,
  proofSigner: ProofSigner,
): Promise<Proof | null> {
  return product && plan ? proofSigner.sign({ membership: id, product, plan, audience, expiresAt }) : null;
}

function toFaultResponse({ status, reason, retryAfterS }: UnknownResult): RelayResponse {
  return status === 429 ? tooManyRequests(reason, retryAfterS) : upstreamFault(status, reason);
}

function isRefusal({ reason }: RelayResponse): boolean {
  return [notFound.reason, deviceMismatch.reason, 'not-valid'].includes(reason);
}
