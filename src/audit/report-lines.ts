import type { Finding, Reason, Report } from './judge-findings.js';
import type { Reading } from './read-probe.js';

const MARKS: Record<Reading['result'], string> = { can: 'yes', 'can-not': 'no ', unknown: '?  ' };

const MAKE_A_KEY = "Make a key in Whop's dashboard that has Membership/Validate License and nothing else.";
const AGAIN = 'Run this again later.';

/** What is the matter, and what to do. */
const REASONS: Record<Reason, [matter: string, ...advice: string[]]> = {
  'may-do-more': ['it may do more than validate licenses', MAKE_A_KEY, 'Revoke this one if it was ever in a page.'],
  'not-accepted': [
    "Whop's API v2 does not accept it",
    "It may be mistyped, revoked, or a key of Whop's sandbox.",
    MAKE_A_KEY,
  ],
  'lacks-permission': ['it may not validate licenses', MAKE_A_KEY],
  retired: [
    "Whop's API v2 no longer answers",
    "Use a relay (the command whop-license-relay): no other part of Whop's API has keys for a page.",
  ],
  'rate-limited': ['Whop asks to wait', 'Run this again in a minute.'],
  timeout: ['no answer came in time', AGAIN],
  unreachable: ['no answer came', 'Is the network up? A redirect is not followed.', AGAIN],
  'server-error': ['Whop has trouble', AGAIN],
  'unexpected-response': [
    'an answer says nothing of the key',
    'Is a proxy or a firewall in between? If not, Whop has changed: see whether there is a newer version of this.',
  ],
};

/** The report for people: the verdict, each thing that was tried, what to do. */
export function reportLines({ verdict, reasons, tried }: Report): string[] {
  const asked = tried.filter(({ why }) => why !== 'not-tried');
  const left = tried.length - asked.length;
  return [
    headline(verdict, reasons),
    '',
    ...asked.map(lineOf),
    ...(left ? [`     ${left} more were not tried.`] : []),
    '',
    ...adviceOf(verdict, reasons),
  ];
}

function headline(verdict: Report['verdict'], reasons: Reason[]): string {
  if (verdict === 'fit') return 'Fit to stand in a page.';
  const matters = reasons.map((reason) => REASONS[reason][0]).join(', and ');
  return `${verdict === 'unfit' ? 'Not fit' : 'Could not tell'}: ${matters}.`;
}

function lineOf({ request, result, means, why }: Finding): string {
  const version = request.includes('/v1/') ? 'v1' : 'v2';
  return `${MARKS[result]}  ${version}  ${means}${result === 'unknown' && why !== 'not-tried' ? `: ${REASONS[why][0]}` : ''}`;
}

function adviceOf(verdict: Report['verdict'], reasons: Reason[]): string[] {
  if (verdict === 'fit') return ['This shows what the key may read. One that may write but not read is not found.'];
  const advice = new Set(reasons.flatMap((reason) => REASONS[reason].slice(1)));
  // There is nothing left that it could be made for.
  if (reasons.includes('retired')) advice.delete(MAKE_A_KEY);
  return [...advice];
}
