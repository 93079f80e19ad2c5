import type { Probe } from './probes.js';
import type { Doubt, Reading, Refusal, Success } from './read-probe.js';

/** The result of one probe. */
export type Finding = Probe & Reading;

/** Why a key is unsafe to publish, or why nobody can tell. A report lists the most serious reason first. */
export type Reason =
  'may-do-more' | Exclude<Success, 'answered'> | Exclude<Refusal, 'refused'> | Exclude<Doubt, 'not-tried'>;

/** Whether a key is safe to publish on a page, and the evidence. Contains no part of the key. */
export interface Report {
  verdict: 'fit' | 'unfit' | 'unknown';
  /** Empty if the verdict is `fit`. */
  reasons: Reason[];
  /** One finding for each probe. The validation comes first. */
  tried: Finding[];
}

/**
 * A key is fit if it could validate a license, and everything else was refused. One permission too many makes it unfit,
 * even if other probes were inconclusive.
 */
export function judgeFindings(tried: Finding[]): Report {
  const [license, ...others] = tried;
  const unfit: Reason[] = [];
  if (others.some(({ result }) => result === 'can')) unfit.push('may-do-more');
  if (others.some(({ why }) => why === 'token-issued')) unfit.push('token-issued');
  if (license?.result === 'can-not' && license.why !== 'refused') unfit.push(license.why);
  if (unfit.length) return { verdict: 'unfit', reasons: unfit, tried };

  const doubts = new Set<Reason>();
  for (const { result, why } of tried) if (result === 'unknown' && why !== 'not-tried') doubts.add(why);
  return { verdict: doubts.size ? 'unknown' : 'fit', reasons: [...doubts], tried };
}
