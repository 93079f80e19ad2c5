import type { RelayResponse } from './relay-response.js';

/** An error in v2's shape. The tag reads the message: only the one of `notFound` and `deviceMismatch` is a refusal to it. */
function errorResponse(status: number, reason: string, message: string): RelayResponse {
  return { status, reason, body: { error: { status, message } } };
}

export const noSuchRoute = errorResponse(404, 'no-route', 'This relay has no such route.');
export const foreignOrigin = errorResponse(403, 'foreign-origin', 'This origin may not ask this relay.');
export const malformedKey = errorResponse(400, 'malformed-key', 'This request names no license key.');
export const bodyTooLarge = errorResponse(413, 'body-too-large', 'The body of the request has more than 16 KiB.');
export const bodyTooSlow = errorResponse(408, 'body-too-slow', 'The body of the request did not come in time.');
export const bodyNotJson = errorResponse(
  400,
  'body-not-json',
  'The body must be a JSON object with an object "metadata".',
);
export const notFound = errorResponse(404, 'not-found', 'License key not found');
/** In v2's own words, which its clients know. */
export const deviceMismatch = errorResponse(400, 'device-mismatch', 'Please reset your key to use on a new machine');

/** @param retryAfterS - In how many seconds it is worth asking again. It is rounded up to 1 at least. */
export function tooManyRequests(reason: string, retryAfterS: number): RelayResponse {
  return {
    ...errorResponse(429, reason, 'Too many requests.'),
    retryAfterS: Math.max(1, Math.ceil(retryAfterS)),
  };
}

/** @param errorName - The kind of error. Its message could quote what was asked, and so is not passed on. */
export function internalError(errorName: string): RelayResponse {
  return errorResponse(500, `failed-${errorName}`, 'The relay has failed.');
}

/** @param problem - What the seller has to correct. */
export function misconfigured(problem: string): RelayResponse {
  return errorResponse(500, 'misconfigured', `The relay is misconfigured: ${problem}`);
}

/** A fault of Whop, not of the buyer. */
export function upstreamFault(status: 502 | 504, reason: string): RelayResponse {
  return errorResponse(status, reason, status === 504 ? 'Whop did not answer in time.' : 'Whop gave no usable answer.');
}
