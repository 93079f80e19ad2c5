import type { ExpectedVerdict, FakeLicense } from '../fake-license.js';
import { MEMBERSHIP_NOT_FOUND, noSuchResource, OTHER_MACHINE, v1Error, whopError } from '../whop-errors.js';

const inactive: ExpectedVerdict = { outcome: 'invalid', reason: 'inactive' };
const wrongProduct: ExpectedVerdict = { outcome: 'invalid', reason: 'wrong-product' };
const wrongPlan: ExpectedVerdict = { outcome: 'invalid', reason: 'wrong-plan' };
const deviceMismatch: ExpectedVerdict = { outcome: 'invalid', reason: 'device-mismatch' };
const notFound: ExpectedVerdict = { outcome: 'invalid', reason: 'not-found' };

/** Licenses that Whop refuses in a way that a check recognizes. */
export const invalidLicenses: readonly FakeLicense[] = [
  {
    key: 'DEMO-EXPIRED',
    title: 'Expired',
    shows: 'A license that expired twelve days ago.',
    verdict: inactive,
    response: { membership: { valid: false, status: 'expired' }, daysLeft: -12 },
  },
  {
    key: 'DEMO-CANCELED',
    title: 'Canceled',
    shows: 'A subscription that was canceled.',
    verdict: inactive,
    response: { membership: { valid: false, status: 'canceled' }, daysLeft: -40 },
  },
  {
    key: 'DEMO-PAST-DUE',
    title: 'Past due',
    shows: 'A payment is overdue, and Whop says `valid: false`.',
    verdict: inactive,
    response: { membership: { valid: false, status: 'past_due' }, daysLeft: -2 },
  },
  {
    key: 'DEMO-UNRESOLVED',
    title: 'Unresolved',
    shows: 'A membership whose payment has not been resolved.',
    verdict: inactive,
    response: { membership: { valid: false, status: 'unresolved' } },
  },
  {
    key: 'DEMO-DRAFTED',
    title: 'Drafted',
    shows: 'A membership that has not started yet.',
    verdict: inactive,
    response: { membership: { valid: false, status: 'drafted' } },
  },
  {
    key: 'DEMO-INACTIVE-WITHOUT-ID',
    title: 'Inactive, without an ID',
    shows: 'A refusal that does not name a membership.',
    verdict: inactive,
    response: { membership: { valid: false, status: 'expired', id: undefined }, daysLeft: -12 },
  },
  {
    key: 'DEMO-OTHER-PRODUCT',
    title: 'Other product',
    shows: 'A valid license for another product from the same seller.',
    verdict: wrongProduct,
    response: { membership: { product: 'prod_other', access_pass: 'prod_other' } },
  },
  {
    key: 'DEMO-OTHER-PRODUCT-EXPIRED',
    title: 'Other product, expired',
    shows: 'An expired license for another product. Renewing it would not help, so the message is about the product.',
    verdict: wrongProduct,
    response: {
      membership: { product: 'prod_other', access_pass: 'prod_other', valid: false, status: 'expired' },
      daysLeft: -12,
    },
  },
  {
    key: 'DEMO-OTHER-PLAN',
    title: 'Other plan',
    shows: 'A valid license for the right product, but on another plan.',
    verdict: wrongPlan,
    response: { membership: { plan: 'plan_other' } },
  },
  {
    key: 'DEMO-BOUND',
    title: 'Bound to another device',
    shows: 'A key that was first used on another device. It is valid with the metadata {"hwid": "demo-device"}.',
    verdict: deviceMismatch,
    response: { boundTo: { hwid: 'demo-device' } },
  },
  {
    key: 'DEMO-BOUND-MESSAGE',
    title: 'Bound, as a plain message',
    shows: 'The same refusal in the shape {"message": …}.',
    verdict: deviceMismatch,
    response: { status: 400, body: { message: OTHER_MACHINE } },
    v1: { boundTo: { hwid: 'demo-device' } },
  },
  {
    key: 'DEMO-NOT-FOUND',
    title: 'Not found',
    shows:
      'A key that does not exist. The error has the shape {"error": {"status": …}}. Any key that is not in this list does the same.',
    verdict: notFound,
    response: { status: 404, body: whopError(404, noSuchResource('DEMO-NOT-FOUND')) },
    v1: { status: 404, body: v1Error('not_found', MEMBERSHIP_NOT_FOUND) },
  },
  {
    key: 'DEMO-NOT-FOUND-CODE',
    title: 'Not found, with a code',
    shows: 'The same error in the shape {"error": {"code": …}}.',
    verdict: notFound,
    response: { status: 404, body: { error: { code: 404, message: noSuchResource('DEMO-NOT-FOUND-CODE') } } },
  },
  {
    key: 'DEMO-NOT-FOUND-ERROR',
    title: 'Not found, as an error text',
    shows: 'The same error in the shape {"error": "…"}.',
    verdict: notFound,
    response: { status: 404, body: { error: 'Membership not found' } },
  },
  {
    key: 'DEMO-NOT-FOUND-MESSAGE',
    title: 'Not found, as a message',
    shows: 'The same error in the shape {"message": "…"}.',
    verdict: notFound,
    response: { status: 404, body: { message: 'License not found' } },
  },
];
