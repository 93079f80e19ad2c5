import type { Finding, Reason, Report } from './judge-findings.js';
import type { Reading } from './read-probe.js';

const MARKS: Record<Reading['result'], string> = { can: 'yes', 'can-not': 'no ', unknown: '?  ' };

const CREATE_A_KEY = [
  "Create a key in Whop's dashboard with the permission Membership/Validate License and no other.",
  'If the dashboard does not offer that permission alone, no key is safe on a page: use a relay (api-base).',
];
const TRY_LATER = 'Run this command again later.';

/** For each reason, the problem and what to do about it. */
const REASONS: Record<Reason, [problem: string, ...advice: string[]]> = {
  'may-do-more': [
    'it can do more than validate licenses',
    ...CREATE_A_KEY,
    'If this key was ever on a public page, revoke it.',
  ],
  'token-issued': [
    'Whop issued a token to this audit',
    'The audit discarded the token without showing it. It expires within an hour.',
  ],
  'not-accepted': [
    "Whop's API v2 does not accept it",
    "It may be mistyped, revoked, or from Whop's sandbox.",
    ...CREATE_A_KEY,
  ],
  'lacks-permission': ['it cannot validate licenses', ...CREATE_A_KEY],
  retired: [
    "Whop's API v2 has been shut down",
    "Use a relay (the command whop-license-relay). No other part of Whop's API has keys that are safe to publish.",
  ],
  'rate-limited': ['Whop is limiting requests', 'Run this command again in a minute.'],
  timeout: ['Whop took too long to respond', TRY_LATER],
  unreachable: ['Whop could not be reached', 'Check your network. Redirects are not followed.', TRY_LATER],
  'server-error': ['Whop has a problem', TRY_LATER],
  'unexpected-response': [
    'a response was not recognized',
    'Check for a proxy or a firewall on the way. If there is none, Whop may have changed: look for a newer version of this tool.',
  ],
};

/** Formats the report for people: the verdict, what was tried, and what to do. */
export function reportLines({ verdict, reasons, tried }: Report): string[] {
  const sent = tried.filter(({ why }) => why !== 'not-tried');
  const unsentCount = tried.length - sent.length;
  return [
    headline(verdict, reasons),
    '',
    ...sent.map(toLine),
    ...(unsentCount ? [`     ${unsentCount} more were not tried.`] : []),
    '',
    ...adviceOf(verdict, reasons),
  ];
}

function headline(verdict: Report['verdict'], reasons: Reason[]): string {
  if (verdict === 'fit') return 'Safe to publish on a page.';
  const problems = reasons.map((reason) => REASONS[reason][0]).join(', and ');
  return `${verdict === 'unfit' ? 'Not usable on a page' : 'Could not tell'}: ${problems}.`;
}

function toLine({ request, result, means, why }: Finding): string {
  const version = request.includes('/v1/') ? 'v1' : 'v2';
  return `${MARKS[result]}  ${version}  ${means}${result === 'unknown' && why !== 'not-tried' ? `: ${REASONS[why][0]}` : ''}`;
}

function adviceOf(verdict: Report['verdict'], reasons: Reason[]): string[] {
  if (verdict === 'fit')
    return [
      'Apart from creating tokens, this audit tests reading only. It cannot find a permission to write without reading.',
    ];
  const advice = new Set(reasons.flatMap((reason) => REASONS[reason].slice(1)));
  // Without v2, a new key would be of no use.
  if (reasons.includes('retired')) for (const line of CREATE_A_KEY) advice.delete(line);
  return [...advice];
}
