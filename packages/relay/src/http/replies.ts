/** What the relay answers, before it is a response. */
export interface Reply {
  status: number;
  /** One word for the log. */
  reason: string;
  /** Text is JSON already. */
  body: object | string;
  /** `Retry-After`, in s. */
  retryAfter?: number;
}

/** In v2's shape, in words that the widget reads as what they are. */
export function refusal(status: number, reason: string, message: string): Reply {
  return { status, reason, body: { error: { status, message } } };
}

/** @param seconds Until it is worth asking again. */
export function tooMany(reason: string, seconds: number): Reply {
  return { ...refusal(429, reason, 'Too many requests.'), retryAfter: Math.max(1, Math.ceil(seconds)) };
}

export const noSuchRoute = refusal(404, 'no-route', 'This relay has no such route.');
export const foreignOrigin = refusal(403, 'foreign-origin', 'This origin may not ask this relay.');
export const malformedKey = refusal(400, 'malformed-key', 'This request names no license key.');
export const bodyTooLarge = refusal(413, 'body-too-large', "The request's body has more than 16 KiB.");
export const bodyTooSlow = refusal(408, 'body-too-slow', "The request's body did not come in time.");
export const bodyNotJson = refusal(400, 'body-not-json', 'The body must be a JSON object with an object "metadata".');
export const notFound = refusal(404, 'not-found', 'License key not found');
/** v2's own words, which its clients know. */
export const deviceMismatch = refusal(400, 'device-mismatch', 'Please reset your key to use on a new machine');

/** @param kind The error's name. */
export function failed(kind: string): Reply {
  return refusal(500, `failed-${kind}`, 'The relay has failed.');
}

/** @param mend What the seller must mend. */
export function misconfigured(mend: string): Reply {
  return refusal(500, 'misconfigured', `The relay is misconfigured: ${mend}`);
}

/** Whop, not the buyer. */
export function upstreamFault(status: 502 | 504, reason: string): Reply {
  return refusal(status, reason, status === 504 ? 'Whop did not answer in time.' : 'Whop gave no usable answer.');
}
