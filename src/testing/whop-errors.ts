/**
 * Whop's errors. Its documentation shows `{"error": {"code": 404, "message": …}}` and, elsewhere, `status` instead of
 * `code`. Clients have also seen `{"message": …}` and `{"error": …}`.
 */

/** A v2 error with the status inside. This is the test API's default shape. */
export function whopError(status: number, message: string): { error: { status: number; message: string } } {
  return { error: { status, message } };
}

/**
 * A v1 error. The shape is documented. Clients have seen the types `forbidden` and `bad_request`; the other types here
 * are guesses.
 */
export function v1Error(type: string, message: string): { error: { type: string; message: string } } {
  return { error: { type, message } };
}

/** 400: the key is bound to other metadata. This is the only text that clients have seen. */
export const OTHER_MACHINE = 'Please reset your key to use on a new machine';

/** 400: the metadata is not an object. */
export const BAD_METADATA =
  'Parameter :metadata is invalid. Please ensure you are passing the correct type for this parameter.';

/** 400 from v1: unknown version. The status is documented, the text is not. */
export const UNKNOWN_VERSION = 'Api-Version-Date is not a known version.';

/** 401: no API key, or an unknown one. */
export const BAD_TOKEN = 'Your access token is invalid.';

/** 401 from v2: the API key lacks `Membership/Validate License`, or the permission to read a list. */
export const MISSING_SCOPE = 'The API Key supplied does not have permission to access this route';

/** 403. */
export const FORBIDDEN = 'Forbidden';

/** 403 from v1. Clients have seen the same text with 400. */
export function missingPermissions(permission: string): string {
  return `Actor is missing all required permissions: ${permission}`;
}

/** 400 from v1: a token can't have an action that the API key lacks. The error is documented, its text and status are not. */
export const NO_SUBSET = "scoped_actions must be a subset of the API key's permissions.";

/** 400 from v1: an API key must say for whom it wants a token. The requirement is documented, its text and status are not. */
export const NO_TOKEN_TARGET = 'Provide company_id or user_id.';

/** 404. */
export function noSuchResource(id: string): string {
  return `No such Resource found with the provided ID: ${id}`;
}

/** 404 from v1. */
export const MEMBERSHIP_NOT_FOUND = 'Membership not found';

/** 404. */
export function noSuchRoute(path: string): string {
  return `Route ${path} not found`;
}

/** 410. A guess: nobody outside Whop knows how a stopped v2 responds. */
export const V2_RETIRED = 'API v2 has been retired. Please migrate to v1.';

/** 429 from v2. Its shape differs from the other errors. */
export const rateLimited = { message: 'You are being rate limited' };

/** 429 from v1. "Try again in 12 seconds" is documented; the rest of the text is not. */
export function tryAgain(seconds: number): string {
  return `Rate limit exceeded. Try again in ${seconds} seconds.`;
}

/** 500. */
export const WENT_WRONG = "Uh oh, something went wrong. This is something we need to fix, and isn't on your end.";
