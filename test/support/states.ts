import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi, type Api, type Reply } from './api.js';
import { validMembership } from './membership.js';
import { goOffline, shortestJitter } from './override-global.js';
import { KEY, nextVerdict, submit, tag, verdictOn } from './tag.js';

const PRODUCT = 'prod_Another1';
const PLAN = 'plan_Another1';

interface Way {
  replies?: Reply[];
  attributes?: Record<string, string>;
  key?: string;
  prepare?: () => void;
}

const ways = {
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
  'unverified:unreachable': { replies: [{ refuse: true }], prepare: shortestJitter },
  'unverified:timeout': { replies: [{ hold: true }], attributes: { timeout: '1' } },
  'unverified:server-error': { replies: [{ status: 503, body: {} }], prepare: shortestJitter },
  'unverified:unexpected-response': { replies: [{ status: 200, body: '<p>Hello</p>' }] },
} satisfies Record<string, Way>;

/** What a check can end with: `valid`, `invalid:not-found`, … */
export type Ending = keyof typeof ways;
export const endings = Object.keys(ways) as Ending[];

/** A tag after a check that ended so. */
export async function tagThatSays(
  ending: Ending,
  attributes: Record<string, string> = {},
  parent?: ParentNode & Node,
): Promise<WhopLicenseCheck> {
  const way: Way = ways[ending];
  way.prepare?.();
  const api = await createApi(...(way.replies ?? [{ body: {} }]));
  const element = await tag({ 'api-base': api.base, ...way.attributes, ...attributes }, parent);
  await verdictOn(element, way.key ?? KEY);
  return element;
}

/** A tag that is checking a key, until `api.release()`. */
export async function tagThatChecks(
  attributes: Record<string, string> = {},
  parent?: ParentNode & Node,
): Promise<{ element: WhopLicenseCheck; api: Api }> {
  const api = await createApi({ hold: true, body: validMembership() });
  const element = await tag({ 'api-base': api.base, ...attributes }, parent);
  await submit(element);
  await api.next();
  return { element, api };
}

/** Lets the check under way end. */
export async function release({ element, api }: { element: WhopLicenseCheck; api: Api }): Promise<void> {
  const heard = nextVerdict(element);
  await api.release();
  await heard;
}
