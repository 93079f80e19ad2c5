import { isObject, own, ownString } from './read-json.js';
import { readMembership, readMs, writeMembership } from './remembered-license.js';
import type { InvalidReason, Ruling, UnverifiedReason } from './verdict.js';

const VERSION = 1;
const REFUSALS = /^(not-found|inactive|device-mismatch|wrong-product|wrong-plan)$/;
const FAULTS = /^(unauthorized|forbidden|rate-limited|retired|offline|unreachable|timeout|server-error|unexpected-response)$/;

/**
 * An answer other than `valid`, as one tab leaves it for the others. What was asked stands in it as a fingerprint only:
 * a key that was refused is kept nowhere.
 *
 * @param asked The key, and all that its answer depends on.
 */
export function writeAnswer(ruling: Exclude<Ruling, { outcome: 'valid' }>, asked: string): string {
  const membership = ruling.outcome === 'invalid' && ruling.membership && writeMembership(ruling.membership);
  return JSON.stringify({ ...ruling, version: VERSION, of: fingerprint(asked), checkedAt: +ruling.checkedAt, membership });
}

/** @returns `null`: nothing that we wrote, or the answer to something else. Never throws. */
export function readAnswer(text: unknown, asked: string): Ruling | null {
  try {
    const json: unknown = typeof text === 'string' && JSON.parse(text);
    if (!isObject(json) || own(json, 'version') !== VERSION || own(json, 'of') !== fingerprint(asked)) return null;
    const reason = ownString(json, 'reason') ?? '';
    const checkedAt = readMs(own(json, 'checkedAt'));
    const retryAfter = own(json, 'retryAfter');
    if (!checkedAt) return null;
    if (REFUSALS.test(reason)) return { outcome: 'invalid', reason: reason as InvalidReason, membership: readMembership(own(json, 'membership')), checkedAt };
    if (!FAULTS.test(reason)) return null;
    return { outcome: 'unverified', reason: reason as UnverifiedReason, retryAfter: typeof retryAfter === 'number' ? retryAfter : null, checkedAt };
  } catch {
    return null;
  }
}

/** 32 bits (FNV-1a): enough to tell two questions of the same minute apart, far too few to tell the key. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
