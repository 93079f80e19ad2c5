import type { Probe } from './probes.js';
import type { Doubt, Reading, Refusal } from './read-probe.js';

/** What came of trying one thing. */
export type Finding = Probe & Reading;

/** Why a key is not fit, or why nobody could say. The gravest comes first. */
export type Reason = 'may-do-more' | Exclude<Refusal, 'refused'> | Exclude<Doubt, 'not-tried'>;

/** Whether a key is fit to stand in a page, and what that rests on. There is nothing of the key in it. */
export interface Report {
  verdict: 'fit' | 'unfit' | 'unknown';
  /** Empty when it is fit. */
  reasons: Reason[];
  /** The validation first. */
  tried: Finding[];
}

/**
 * Fit is what was seen to validate, and seen to be refused everything else. One power too many makes it unfit, whatever
 * could not be told of the rest.
 */
export function judgeFindings(tried: Finding[]): Report {
  const [license, ...others] = tried;
  const unfit: Reason[] = [];
  if (others.some(({ result }) => result === 'can')) unfit.push('may-do-more');
  if (license?.result === 'can-not' && license.why !== 'refused') unfit.push(license.why);
  if (unfit.length) return { verdict: 'unfit', reasons: unfit, tried };

  const doubts = new Set<Reason>();
  for (const { result, why } of tried) if (result === 'unknown' && why !== 'not-tried') doubts.add(why);
  return { verdict: doubts.size ? 'unknown' : 'fit', reasons: [...doubts], tried };
}
