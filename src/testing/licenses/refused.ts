import type { ExpectedVerdict, FakeLicense } from '../fake-license.js';
import {
  BAD_METADATA,
  BAD_TOKEN,
  FORBIDDEN,
  MISSING_SCOPE,
  missingPermissions,
  noSuchRoute,
  rateLimited,
  tryAgain,
  v1Error,
  WENT_WRONG,
  whopError,
} from '../whop-errors.js';

const unauthorized: ExpectedVerdict = { outcome: 'unverified', reason: 'unauthorized' };
const forbidden: ExpectedVerdict = { outcome: 'unverified', reason: 'forbidden' };
const limited: ExpectedVerdict = { outcome: 'unverified', reason: 'rate-limited' };
const retired: ExpectedVerdict = { outcome: 'unverified', reason: 'retired' };
const serverError: ExpectedVerdict = { outcome: 'unverified', reason: 'server-error' };
const unexpected: ExpectedVerdict = { outcome: 'unverified', reason: 'unexpected-response' };

/** Licenses that the API says nothing about, because it rejects the request or has a problem. */
export const refusedLicenses: readonly FakeLicense[] = [
  {
    key: 'DEMO-401',
    title: '401: API key unknown',
    shows: 'The API key was revoked or mistyped. That says nothing about the license.',
    verdict: unauthorized,
    response: { status: 401, body: whopError(401, BAD_TOKEN) },
    v1: { status: 401, body: v1Error('unauthorized', BAD_TOKEN) },
  },
  {
    key: 'DEMO-401-SCOPE',
    title: '401: missing permission',
    shows: 'The API key lacks the permission to validate licenses.',
    verdict: unauthorized,
    response: { status: 401, body: whopError(401, MISSING_SCOPE) },
    v1: { status: 403, body: v1Error('forbidden', missingPermissions('member:basic:read')) },
  },
  {
    key: 'DEMO-403',
    title: '403',
    shows: 'The API rejects the request.',
    verdict: forbidden,
    response: { status: 403, body: whopError(403, FORBIDDEN) },
    v1: { status: 403, body: v1Error('forbidden', FORBIDDEN) },
  },
  {
    key: 'DEMO-429',
    title: '429',
    shows: 'Too many requests. The page cannot read the header that says how long to wait, so it waits a minute.',
    verdict: limited,
    response: { status: 429, body: rateLimited, headers: { 'Retry-After': '7' } },
    v1: { status: 429, body: v1Error('rate_limited', tryAgain(7)), headers: { 'Retry-After': '7' } },
  },
  {
    key: 'DEMO-429-RETRY-AFTER',
    title: '429 with a readable Retry-After',
    shows: 'Too many requests. The page can read that it should wait five seconds.',
    verdict: limited,
    response: {
      status: 429,
      body: rateLimited,
      headers: { 'Retry-After': '5', 'Access-Control-Expose-Headers': 'Retry-After' },
    },
    v1: { status: 429, body: v1Error('rate_limited', tryAgain(5)), headers: { 'Retry-After': '5' } },
  },
  {
    key: 'DEMO-400-PARAMETER',
    title: '400: bad parameter',
    shows: 'The API did not understand the request. It is a 400, but not about the device.',
    verdict: unexpected,
    response: { status: 400, body: whopError(400, BAD_METADATA) },
  },
  {
    key: 'DEMO-402',
    title: '402',
    shows: 'A status code that nobody expects here.',
    verdict: unexpected,
    response: { status: 402, body: whopError(402, 'Payment required') },
  },
  {
    key: 'DEMO-404-ROUTE',
    title: '404: no such route',
    shows: 'The URL was not found. That says nothing about the license.',
    verdict: unexpected,
    response: { status: 404, body: whopError(404, noSuchRoute('/api/v2/memberships/DEMO-404-ROUTE/validate_license')) },
    v1: { status: 404, body: v1Error('not_found', noSuchRoute('/api/v1/memberships/DEMO-404-ROUTE')) },
  },
  {
    key: 'DEMO-404-BARE',
    title: '404: a bare "Not found"',
    shows: 'It does not say what was not found, and an address that is gone is told the same way.',
    verdict: unexpected,
    response: { status: 404, body: { message: 'Not found' } },
  },
  {
    key: 'DEMO-404-FRAMEWORK',
    title: '404 from a web framework',
    shows: 'A web framework’s default response to an unknown URL.',
    verdict: unexpected,
    response: { status: 404, body: { status: 404, error: 'Not Found' } },
  },
  {
    key: 'DEMO-404-STATUS-CODE',
    title: '404 from another web framework',
    shows: 'Another framework’s default response to an unknown URL.',
    verdict: unexpected,
    response: { status: 404, body: { statusCode: 404, message: 'Not Found' } },
  },
  {
    key: 'DEMO-404-HTML',
    title: '404 as a web page',
    shows: 'A web page that says "Not found", where the API used to be.',
    verdict: unexpected,
    response: {
      status: 404,
      body: '<!doctype html><title>Not found</title>',
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
    },
  },
  {
    key: 'DEMO-RETIRED',
    title: '410: retired',
    shows: 'This version of the API has been shut down.',
    verdict: retired,
    response: { status: 410, body: whopError(410, 'Gone') },
    v1: {},
  },
  {
    key: 'DEMO-RETIRED-404',
    title: 'Retired, as a 404',
    shows: 'This version of the API has been shut down. It looks as if the license was not found.',
    verdict: retired,
    response: { status: 404, body: whopError(404, 'API v2 is no longer supported. Please migrate to v1.') },
    v1: {},
  },
  {
    key: 'DEMO-RETIRED-401',
    title: 'Retired, as a 401',
    shows: 'This version of the API has been shut down. It looks like a bad API key.',
    verdict: retired,
    response: { status: 401, body: { message: 'This API version has been retired.' } },
    v1: {},
  },
  {
    key: 'DEMO-408',
    title: '408',
    shows: 'The API did not receive the request in time.',
    verdict: serverError,
    response: { status: 408, body: whopError(408, 'Request Timeout') },
  },
  {
    key: 'DEMO-500',
    title: '500',
    shows: 'The API has a problem.',
    verdict: serverError,
    response: { status: 500, body: whopError(500, WENT_WRONG) },
  },
  {
    key: 'DEMO-503',
    title: '503',
    shows: 'The API is down for maintenance, and a proxy says so with a web page.',
    verdict: serverError,
    response: {
      status: 503,
      body: '<!doctype html><title>Back soon</title>',
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
    },
  },
];
