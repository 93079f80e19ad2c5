import { fetchResponse, type NetworkFault, type ApiResponse } from '../check/fetch-response.js';
import type { AuditSettings } from './audit-settings.js';
import { judgeFindings, type Finding, type Report } from './judge-findings.js';
import { licenseProbe, licenseRequest, readProbes, readRequest, type ProbeRequest } from './probes.js';
import { readAnswer, readLicenseAnswer } from './read-probe.js';

/** For one answer, its body included, in ms. */
const TIMEOUT = 10_000;

/**
 * Says whether a key is fit to stand in a page. Sends one validation of a license that does not exist, and one `GET` of
 * each thing that it must not read, one after the other. Never a write, and never a redirect followed.
 *
 * @param timeout For one answer, in ms.
 * @returns Never rejects: what goes wrong makes a report that nobody could say.
 */
export async function auditKey(settings: AuditSettings, timeout = TIMEOUT): Promise<Report> {
  const ask = ({ url, init }: ProbeRequest): Promise<ApiResponse | NetworkFault> =>
    fetchResponse(url, init, AbortSignal.timeout(timeout));

  const answer = await ask(licenseRequest(settings));
  const tried: Finding[] = [{ ...licenseProbe, ...readLicenseAnswer(answer) }];
  let goesOn = typeof answer !== 'string' && mayGoOn(answer);
  for (const probe of readProbes) {
    const { request, means } = probe;
    if (!goesOn) {
      tried.push({ request, means, result: 'unknown', why: 'not-tried' });
      continue;
    }
    const next = await ask(readRequest(probe, settings));
    tried.push({ request, means, ...readAnswer(next) });
    goesOn = mayGoOn(next);
  }
  return judgeFindings(tried);
}

/** Not against a limit, which the seller's visitors share, and not through one long wait after another. */
function mayGoOn(answer: ApiResponse | NetworkFault): boolean {
  return typeof answer === 'string' ? answer !== 'timeout' : answer.status !== 429;
}
