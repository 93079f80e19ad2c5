/**
 * Whop's errors. Its documentation gives `{"error": {"code": 404, "message": …}}` and, elsewhere, `status` in place
 * of `code`; clients have seen `{"message": …}` and `{"error": …}` as well.
 */

/** An error with the status inside, the shape that the test API uses where nothing asks for another one. */
export function whopError(status: number, message: string): { error: { status: number; message: string } } {
  return { error: { status, message } };
}

/** 400. The buyer's key is bound to other metadata; the one text that clients have seen. */
export const OTHER_MACHINE = 'Please reset your key to use on a new machine';

/** 400. */
export const BAD_METADATA = 'Parameter :metadata is invalid. Please ensure you are passing the correct type for this parameter.';

/** 401. No API key, or one that nobody knows. */
export const BAD_TOKEN = 'Your access token is invalid.';

/** 401. The API key lacks `Membership/Validate License`. */
export const MISSING_SCOPE = 'The API Key supplied does not have permission to access this route';

/** 403. */
export const FORBIDDEN = 'Forbidden';

/** 404. */
export function noSuchResource(id: string): string {
  return `No such Resource found with the provided ID: ${id}`;
}

/** 404. */
export function noSuchRoute(path: string): string {
  return `Route ${path} not found`;
}

/** 429. Its shape is not that of the others. */
export const rateLimited = { message: 'You are being rate limited' };

/** 500. */
export const WENT_WRONG = "Uh oh, something went wrong. This is something we need to fix, and isn't on your end.";
