/**
 * Whop's errors. Its documentation gives `{"error": {"code": 404, "message": …}}` and, elsewhere, `status` in place
 * of `code`; clients have seen `{"message": …}` and `{"error": …}` as well.
 */

/** An error with the status inside, the shape that the test API uses where nothing asks for another one. */
export function whopError(status: number, message: string): { error: { status: number; message: string } } {
  return { error: { status, message } };
}

/**
 * An error of v1. The shape is documented. Of the types, clients have seen `forbidden` and `bad_request`; the others
 * here are guessed after them.
 */
export function v1Error(type: string, message: string): { error: { type: string; message: string } } {
  return { error: { type, message } };
}

/** 400. The buyer's key is bound to other metadata; the one text that clients have seen. */
export const OTHER_MACHINE = 'Please reset your key to use on a new machine';

/** 400. */
export const BAD_METADATA =
  'Parameter :metadata is invalid. Please ensure you are passing the correct type for this parameter.';

/** 400 at v1. The status is documented, the text is not. */
export const UNKNOWN_VERSION = 'Api-Version-Date is not a known version.';

/** 401. No API key, or one that nobody knows. */
export const BAD_TOKEN = 'Your access token is invalid.';

/** 401 at v2. The API key lacks `Membership/Validate License`, or may not read a list. */
export const MISSING_SCOPE = 'The API Key supplied does not have permission to access this route';

/** 403. */
export const FORBIDDEN = 'Forbidden';

/** 403 at v1; clients have seen the same text with 400. */
export function missingPermissions(permission: string): string {
  return `Actor is missing all required permissions: ${permission}`;
}

/** 404. */
export function noSuchResource(id: string): string {
  return `No such Resource found with the provided ID: ${id}`;
}

/** 404 at v1. */
export const MEMBERSHIP_NOT_FOUND = 'Membership not found';

/** 404. */
export function noSuchRoute(path: string): string {
  return `Route ${path} not found`;
}

/** 410. Invented: what a stopped v2 answers is not known. */
export const V2_RETIRED = 'API v2 has been retired. Please migrate to v1.';

/** 429 at v2. Its shape is not that of the others. */
export const rateLimited = { message: 'You are being rate limited' };

/** 429 at v1. "Try again in 12 seconds" is documented, the rest of the sentence is not. */
export function tryAgain(seconds: number): string {
  return `Rate limit exceeded. Try again in ${seconds} seconds.`;
}

/** 500. */
export const WENT_WRONG = "Uh oh, something went wrong. This is something we need to fix, and isn't on your end.";
