import type { ExpectedVerdict, FakeLicense } from '../fake-license.js';

const unreachable: ExpectedVerdict = { outcome: 'unverified', reason: 'unreachable' };
const timeout: ExpectedVerdict = { outcome: 'unverified', reason: 'timeout' };
const unexpected: ExpectedVerdict = { outcome: 'unverified', reason: 'unexpected-response' };

/** Licenses whose response is broken, looks valid but must not be trusted, or never arrives. */
export const brokenLicenses: readonly FakeLicense[] = [
  {
    key: 'DEMO-HTML',
    title: 'HTML with 200',
    shows: 'A web page instead of JSON, such as a hotel network’s sign-in page.',
    verdict: unexpected,
    response: {
      status: 200,
      body: '<!doctype html><title>Welcome</title>',
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
    },
  },
  {
    key: 'DEMO-TEXT-HTML',
    title: 'JSON declared as HTML',
    shows: 'A valid membership whose Content-Type says it is a web page.',
    verdict: unexpected,
    response: { headers: { 'Content-Type': 'text/html; charset=utf-8' } },
  },
  {
    key: 'DEMO-EMPTY',
    title: 'Empty body',
    shows: 'A success status with an empty body.',
    verdict: unexpected,
    response: { body: '' },
  },
  {
    key: 'DEMO-BROKEN-JSON',
    title: 'Broken JSON',
    shows: 'JSON that is cut short.',
    verdict: unexpected,
    response: { body: '{"id":"mem_DEMOBROKENJSON","valid":true' },
  },
  {
    key: 'DEMO-HUGE',
    title: 'Huge body',
    shows: 'A valid membership of 200 KiB, more than a check reads.',
    verdict: unexpected,
    response: { membership: { custom_fields_responses: { 'Anything else?': 'no '.repeat(68_000) } } },
    v1: { membership: { recommended_action: 'wait '.repeat(41_000) } },
  },
  {
    key: 'DEMO-WITHOUT-VALID',
    title: '`valid` missing',
    shows: 'An active membership that does not say whether it is valid.',
    verdict: unexpected,
    response: { membership: { valid: undefined } },
    // In v1, a status that nobody knows leaves it open, too.
    v1: { membership: { status: 'frozen' } },
  },
  {
    key: 'DEMO-VALID-STRING',
    title: '`valid` is a string',
    shows: 'A membership whose `valid` is the string "true".',
    verdict: unexpected,
    response: { membership: { valid: 'true' } },
    // Converted to a string, it would be "active".
    v1: { membership: { status: ['active'] } },
  },
  {
    key: 'DEMO-VALID-INHERITED',
    title: '`valid` in `__proto__`',
    shows: 'A membership that tries to inherit `valid` from a prototype.',
    verdict: unexpected,
    // A computed name creates an own property, which JSON keeps.
    response: { membership: { valid: undefined, ['__proto__']: { valid: true } } },
    v1: { membership: { status: undefined, ['__proto__']: { status: 'active' } } },
  },
  {
    key: 'DEMO-WITHOUT-ID',
    title: '`id` missing',
    shows: 'A valid membership without an ID.',
    verdict: unexpected,
    response: { membership: { id: undefined } },
  },
  {
    key: 'DEMO-OTHER-KEY',
    title: 'Another key echoed',
    shows: 'A valid membership with another license key: two responses got mixed up.',
    verdict: unexpected,
    response: { membership: { license_key: 'DEMO-VALID' } },
  },
  {
    key: 'DEMO-PRODUCT-OBJECT',
    title: 'Product as an object',
    shows: 'A membership whose product is an object instead of an ID, so it cannot be compared.',
    verdict: unexpected,
    response: { membership: { product: { id: 'prod_demo', title: 'Demo' } } },
  },
  {
    key: 'DEMO-WITHOUT-PLAN',
    title: 'Plan missing',
    shows: 'A membership that does not name its plan.',
    verdict: unexpected,
    response: { membership: { plan: undefined } },
  },
  {
    key: 'DEMO-DOWN',
    title: 'Down',
    shows: 'The connection breaks before there is a response.',
    verdict: unreachable,
    response: { fault: 'down' },
  },
  {
    key: 'DEMO-CUT-OFF',
    title: 'Cut off',
    shows: 'The connection breaks in the middle of the response.',
    verdict: unreachable,
    response: { fault: 'cut-off' },
  },
  {
    key: 'DEMO-NO-CORS',
    title: 'No CORS headers',
    shows: 'A valid membership that the browser does not let the page read.',
    verdict: unreachable,
    response: { fault: 'no-cors' },
  },
  {
    key: 'DEMO-REDIRECT',
    title: 'Redirect',
    shows: 'A redirect, which a check must not follow, because it could lead anywhere.',
    verdict: unreachable,
    response: { status: 307, body: '', headers: { Location: '/api/v2/memberships/DEMO-VALID/validate_license' } },
    v1: { status: 307, body: '', headers: { Location: '/api/v1/memberships/DEMO-VALID' } },
  },
  {
    key: 'DEMO-STALL',
    title: 'Stall',
    shows: 'No response. The check gives up after its timeout.',
    verdict: timeout,
    response: { fault: 'stall' },
  },
  {
    key: 'DEMO-STALL-IN-BODY',
    title: 'Stall in the body',
    shows: 'Half a response, and then nothing.',
    verdict: timeout,
    response: { fault: 'stall-in-body' },
  },
];
