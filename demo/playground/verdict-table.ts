import type { InvalidReason, UnverifiedReason } from '../../src/element.js';

/** Every outcome and reason of a check, in one sentence each. `superseded` is left out, because it is never an event. */
export const verdictTable: VerdictTable = {
  valid: { description: 'Whop confirmed the license.', reasons: {} },
  invalid: {
    description: 'The license was refused, and the buyer is told why.',
    reasons: {
      'empty-key': 'The field is empty.',
      'malformed-key': 'This is not a license key.',
      'not-found': 'Whop has no license with this key.',
      inactive: 'The license expired, was canceled or isn’t paid.',
      'device-mismatch': 'The key is bound to another device.',
      'wrong-product': 'The license is for another product.',
      'wrong-plan': 'The license is for another plan.',
    },
  },
  unverified: {
    description: 'The check could not be completed. This is never the buyer’s fault.',
    reasons: {
      misconfigured: 'An attribute has an unusable value; the console says which.',
      unauthorized: 'The API key was rejected.',
      forbidden: 'The API key lacks a permission.',
      'rate-limited': 'Too many checks; the tag sends nothing for a while.',
      retired: 'The API says that it has been shut down.',
      offline: 'The browser has no connection.',
      unreachable: 'There was no response that the page may read.',
      timeout: 'The response took too long.',
      'server-error': 'The API has a problem.',
      'unexpected-response': 'The response was not recognized.',
    },
  },
};

interface VerdictTable {
  valid: OutcomeRow<never>;
  invalid: OutcomeRow<InvalidReason>;
  unverified: OutcomeRow<Exclude<UnverifiedReason, 'superseded'>>;
}

interface OutcomeRow<Reason extends string> {
  description: string;
  reasons: Record<Reason, string>;
}
