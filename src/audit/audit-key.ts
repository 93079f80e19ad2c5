import { fetchResponse, type NetworkFault, type ApiResponse } from '../check/fetch-response.js';
import type { AuditSettings } from './audit-settings.js';
import { judgeFindings, type Finding, type Report } from './judge-findings.js';
import {
  licenseProbe,
  licenseRequest,
  readProbes,
  readRequest,
  tokenProbe,
  tokenRequest,
  type ProbeRequest,
} from './probes.js';
import { readLicenseResponse, readProbeResponse, readTokenResponse } from './read-probe.js';

/** For each request, including the response body. */
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Finds out whether an API key is safe to publish on a page. Validates a license that does not exist, then sends one `GET`
 * for each thing that such a key must not be able to read, one after the other, and asks for a token that Whop can't issue.
 * Never writes, and follows no redirect.
 *
 * @param timeoutMs - For each request.
 * @returns The report. Never rejects: if something goes wrong, the verdict is `unknown`.
 */
export async function auditKey(settings: AuditSettings, timeoutMs = REQUEST_TIMEOUT_MS): Promise<Report> {
  const send = ({ url, init }: ProbeRequest): Promise<ApiResponse | NetworkFault> =>
    fetchResponse(url, init, AbortSignal.timeout(timeoutMs));

  const response = await send(licenseRequest(settings));
  const tried: Finding[] = [{ ...licenseProbe, ...readLicenseResponse(response) }];
  let shouldContinue = typeof response !== 'string' && mayContinueAfter(response);
  const others = [
    ...readProbes.map((probe) => ({ probe, toSend: readRequest(probe, settings), read: readProbeResponse })),
    { probe: tokenProbe, toSend: tokenRequest(settings), read: readTokenResponse },
  ];
  for (const { probe, toSend, read } of others) {
    const { request, means } = probe;
    if (!shouldContinue) {
      tried.push({ request, means, result: 'unknown', why: 'not-tried' });
      continue;
    }
    const next = await send(toSend);
    tried.push({ request, means, ...read(next) });
    shouldContinue = mayContinueAfter(next);
  }
  return judgeFindings(tried);
}

/** Stops at a rate limit, because the seller's visitors share it, and at a timeout, because more of them would take minutes. */
function mayContinueAfter(response: ApiResponse | NetworkFault): boolean {
  return typeof response === 'string' ? response !== 'timeout' : response.status !== 429;
}
