import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi, type Api, type Reply } from './api.js';
import { validMembership } from './membership.js';
import { goOffline, skipRetryDelay } from './override-global.js';
import { KEY, nextVerdict, submitKey, createTag, checkKey } from './tag.js';
import { expectWarnings } from './warnings.js';

const PRODUCT = 'prod_Another1';
const PLAN = 'plan_Another1';

interface Scenario {
  replies?: Reply[];
  attributes?: Record<string, string>;
  key?: string;
  prepare?: () => void;
}

const scenarios = {
  valid: { replies: [{ body: validMembership() }] },
  'invalid:empty-key': { key: '' },
  'invalid:malformed-key': { key: 'two words' },
  'invalid:not-found': { replies: [{ status: 404, body: { message: 'License not found' } }] },
  'invalid:inactive': { replies: [{ body: validMembership({ valid: false, status: 'expired' }) }] },
  'invalid:device-mismatch': {
    replies: [{ status: 400, body: { message: 'Please reset your key to use on a new machine' } }],
  },
  'invalid:wrong-product': { replies: [{ body: validMembership() }], attributes: { product: PRODUCT } },
  'invalid:wrong-plan': { replies: [{ body: validMembership() }], attributes: { plan: PLAN } },
  'unverified:misconfigured': { attributes: { product: 'Pro' } },
  'unverified:unauthorized': { replies: [{ status: 401, body: {} }] },
  'unverified:forbidden': { replies: [{ status: 403, body: {} }] },
  'unverified:rate-limited': { replies: [{ status: 429, body: {} }] },
  'unverified:retired': { replies: [{ status: 410, body: {} }] },
  'unverified:offline': { replies: [{ refuse: true }], prepare: goOffline },
  'unverified:unreachable': { replies: [{ refuse: true }], prepare: skipRetryDelay },
  'unverified:timeout': { replies: [{ hold: true }], attributes: { timeout: '1' } },
  'unverified:server-error': { replies: [{ status: 503, body: {} }], prepare: skipRetryDelay },
  'unverified:unexpected-response': { replies: [{ status: 200, body: '<p>Hello</p>' }] },
} satisfies Record<string, Scenario>;

/** What a check can end with: `valid`, `invalid:not-found`, … */
export type VerdictName = keyof typeof scenarios;
export const verdictNames = Object.keys(scenarios) as VerdictName[];

/** Creates a tag that has just been checked, with this verdict. */
export async function createTagWithVerdict(
  verdictName: VerdictName,
  attributes: Record<string, string> = {},
  parent?: ParentNode & Node,
): Promise<WhopLicenseCheck> {
  const scenario: Scenario = scenarios[verdictName];
  scenario.prepare?.();
  expectWarnings(verdictName.replace('unverified:', ''));
  const api = await createApi(...(scenario.replies ?? [{ body: {} }]));
  const element = await createTag({ 'api-base': api.base, ...scenario.attributes, ...attributes }, parent);
  await checkKey(element, scenario.key ?? KEY);
  return element;
}

/** Creates a tag that is checking a key until `api.release()`. */
export async function createCheckingTag(
  attributes: Record<string, string> = {},
  parent?: ParentNode & Node,
): Promise<{ element: WhopLicenseCheck; api: Api }> {
  const api = await createApi({ hold: true, body: validMembership() });
  const element = await createTag({ 'api-base': api.base, ...attributes }, parent);
  await submitKey(element);
  await api.nextPost();
  return { element, api };
}

/** Lets the running check finish and waits for its verdict. */
export async function finishCheck({ element, api }: { element: WhopLicenseCheck; api: Api }): Promise<void> {
  const verdict = nextVerdict(element);
  await api.release();
  await verdict;
}
