import { membershipOf } from './read-verdict.js';
import { writeMembership } from './remembered-license.js';
import type { Membership, Ruling } from './verdict.js';

/** An answer other than `valid`. */
export type Refusal = Exclude<Ruling, { outcome: 'valid' }>;

interface AnyRefusal {
  outcome: string;
  reason: string;
  retryAfter?: number | null;
  membership?: Membership | null;
  checkedAt: Date;
}

/**
 * An answer other than `valid`, as one tab leaves it for the others. What was asked stands in it as a fingerprint only:
 * a key that was refused is kept nowhere.
 *
 * @param asked The key, and all that its answer depends on.
 */
export function writeAnswer(ruling: Refusal, asked: string): string {
  const { outcome, reason, retryAfter, membership, checkedAt } = ruling as AnyRefusal;
  return JSON.stringify({ of: fingerprint(asked), outcome, reason, retryAfter, membership: membership && writeMembership(membership), checkedAt });
}

/** @returns `null`: nothing that we wrote, to the letter, or the answer to something else. Never throws. */
export function readAnswer(text: unknown, asked: string): Refusal | null {
  try {
    const { outcome, reason, retryAfter, membership, checkedAt } = JSON.parse(text as string) as Record<keyof AnyRefusal, never>;
    const more = outcome === 'invalid' ? { membership: membership && membershipOf(membership) } : { retryAfter };
    const read = { outcome, reason, ...more, checkedAt: new Date(checkedAt) } as Refusal;
    return outcome !== 'valid' && writeAnswer(read, asked) === text ? read : null;
  } catch {
    return null;
  }
}

/** 32 bits: enough to tell two questions of the same minute apart, far too few to tell the key. */
function fingerprint(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash, 31) + text.charCodeAt(index);
  return hash | 0;
}
