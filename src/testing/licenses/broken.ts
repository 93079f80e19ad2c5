import type { ExpectedVerdict, FakeLicense } from '../fake-license.js';

const unreachable: ExpectedVerdict = { outcome: 'unverified', reason: 'unreachable' };
const timeout: ExpectedVerdict = { outcome: 'unverified', reason: 'timeout' };
const unexpected: ExpectedVerdict = { outcome: 'unverified', reason: 'unexpected-response' };

/** Licenses whose answer is broken, looks good and must not be believed, or never comes. */
export const brokenLicenses: readonly FakeLicense[] = [
  {
    key: 'DEMO-HTML',
    title: 'HTML with 200',
    shows: 'A web page in place of an answer, as from the sign-in page of a hotel network.',
    verdict: unexpected,
    answer: {
      status: 200,
      body: '<!doctype html><title>Welcome</title>',
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
    },
  },
  {
    key: 'DEMO-TEXT-HTML',
    title: 'JSON declared as HTML',
    shows: 'A good answer that says of itself that it is a web page.',
    verdict: unexpected,
    answer: { headers: { 'Content-Type': 'text/html; charset=utf-8' } },
  },
  {
    key: 'DEMO-EMPTY',
    title: 'Empty body',
    shows: 'Success, without a word.',
    verdict: unexpected,
    answer: { body: '' },
  },
  {
    key: 'DEMO-BROKEN-JSON',
    title: 'Broken JSON',
    shows: 'JSON that ends too early.',
    verdict: unexpected,
    answer: { body: '{"id":"mem_DEMOBROKENJSON","valid":true' },
  },
  {
    key: 'DEMO-HUGE',
    title: 'Huge body',
    shows: 'A good membership of 200 KiB, more than is read.',
    verdict: unexpected,
    answer: { membership: { custom_fields_responses: { 'Anything else?': 'no '.repeat(68_000) } } },
    v1: { membership: { recommended_action: 'wait '.repeat(41_000) } },
  },
  {
    key: 'DEMO-WITHOUT-VALID',
    title: '`valid` missing',
    shows: 'An active membership that does not say whether it is valid.',
    verdict: unexpected,
    answer: { membership: { valid: undefined } },
    // A word that nobody knows does not say it either.
    v1: { membership: { status: 'frozen' } },
  },
  {
    key: 'DEMO-VALID-STRING',
    title: '`valid` is a text',
    shows: 'A membership whose `valid` is "true", in quotes.',
    verdict: unexpected,
    answer: { membership: { valid: 'true' } },
    // As a text it would read "active".
    v1: { membership: { status: ['active'] } },
  },
  {
    key: 'DEMO-VALID-INHERITED',
    title: '`valid` in `__proto__`',
    shows: 'A membership that tries to lend its `valid` from a prototype.',
    verdict: unexpected,
    // The computed name makes an own member of it, which JSON takes along.
    answer: { membership: { valid: undefined, ['__proto__']: { valid: true } } },
    v1: { membership: { status: undefined, ['__proto__']: { status: 'active' } } },
  },
  {
    key: 'DEMO-WITHOUT-ID',
    title: '`id` missing',
    shows: 'A membership that is valid, but does not say which one it is.',
    verdict: unexpected,
    answer: { membership: { id: undefined } },
  },
  {
    key: 'DEMO-OTHER-KEY',
    title: 'Another key echoed',
    shows: 'A good answer about somebody else: two answers were mixed up on the way.',
    verdict: unexpected,
    answer: { membership: { license_key: 'DEMO-VALID' } },
  },
  {
    key: 'DEMO-PRODUCT-OBJECT',
    title: 'Product as an object',
    shows: 'A membership that does not name its product by an id, so that it cannot be compared.',
    verdict: unexpected,
    answer: { membership: { product: { id: 'prod_demo', title: 'Demo' } } },
  },
  {
    key: 'DEMO-WITHOUT-PLAN',
    title: 'Plan missing',
    shows: 'A membership that does not say what plan it is on.',
    verdict: unexpected,
    answer: { membership: { plan: undefined } },
  },
  {
    key: 'DEMO-DOWN',
    title: 'Down',
    shows: 'The connection breaks before any answer.',
    verdict: unreachable,
    answer: { fault: 'down' },
  },
  {
    key: 'DEMO-CUT-OFF',
    title: 'Cut off',
    shows: 'The connection breaks in the middle of a good answer.',
    verdict: unreachable,
    answer: { fault: 'cut-off' },
  },
  {
    key: 'DEMO-NO-CORS',
    title: 'No CORS headers',
    shows: 'A good answer that the browser keeps from the page.',
    verdict: unreachable,
    answer: { fault: 'no-cors' },
  },
  {
    key: 'DEMO-REDIRECT',
    title: 'Redirect',
    shows: 'A redirect, which a check must not follow: it may lead anywhere.',
    verdict: unreachable,
    answer: { status: 307, body: '', headers: { Location: '/api/v2/memberships/DEMO-VALID/validate_license' } },
    v1: { status: 307, body: '', headers: { Location: '/api/v1/memberships/DEMO-VALID' } },
  },
  {
    key: 'DEMO-STALL',
    title: 'Stall',
    shows: 'No answer at all; the check gives up when its time is over.',
    verdict: timeout,
    answer: { fault: 'stall' },
  },
  {
    key: 'DEMO-STALL-IN-BODY',
    title: 'Stall in the body',
    shows: 'Half an answer, and then silence.',
    verdict: timeout,
    answer: { fault: 'stall-in-body' },
  },
];
