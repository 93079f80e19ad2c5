import type { InvalidReason, UnverifiedReason } from '../../src/element.js';

/** What a check can end with, in one sentence each. `superseded` is not among them: it is never an event. */
export const verdictTable: VerdictTable = {
  valid: { says: 'Whop says that the license is good.', reasons: {} },
  invalid: {
    says: 'The license was refused, for a reason that the buyer can be told.',
    reasons: {
      'empty-key': 'Nothing was typed.',
      'malformed-key': 'This cannot be a license key.',
      'not-found': 'Whop knows no such license.',
      inactive: 'It has expired, was canceled or is not paid.',
      'device-mismatch': 'It is bound to another device.',
      'wrong-product': 'It is for another product.',
      'wrong-plan': 'It is for another plan.',
    },
  },
  unverified: {
    says: 'Nobody could say. It is never the buyer’s fault.',
    reasons: {
      misconfigured: 'An attribute cannot be used; the console says which.',
      unauthorized: 'The API key was refused.',
      forbidden: 'The API key may not do this.',
      'rate-limited': 'Too many checks; nothing is sent for a while.',
      retired: 'The API says that it is no longer served.',
      offline: 'The browser has no connection.',
      unreachable: 'No answer that the page may read.',
      timeout: 'The answer took too long.',
      'server-error': 'The API has a problem.',
      'unexpected-response': 'The answer makes no sense.',
    },
  },
};

interface VerdictTable {
  valid: OutcomeRow<never>;
  invalid: OutcomeRow<InvalidReason>;
  unverified: OutcomeRow<Exclude<UnverifiedReason, 'superseded'>>;
}

interface OutcomeRow<Reason extends string> {
  says: string;
  reasons: Record<Reason, string>;
}
