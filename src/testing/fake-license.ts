import type { InvalidVerdict, UnverifiedVerdict, ValidVerdict } from '../check/verdict.js';
import type { Metadata } from './metadata-binding.js';

/** A license of the test API. Its key decides how the API responds. */
export interface FakeLicense {
  /** What a visitor types. The test API compares it case-sensitively; nobody outside Whop knows whether Whop does. */
  key: string;
  /** A short name for lists. */
  title: string;
  /** What this key demonstrates, in one sentence. */
  shows: string;
  /**
   * The verdict that a tag on a page of another origin must reach. The tag uses the API key `FAKE_API_KEY`, requires
   * `FAKE_PRODUCT` and `FAKE_PLAN`, sends no metadata, and has never checked this key before.
   */
  verdict: ExpectedVerdict;
  /** How v2 responds. Without `v1`, this also describes how v1 responds, in v1's own format. */
  response: FakeResponse;
  /**
   * How v1 responds, if that differs. It replaces all of `response`. The fields in its `membership` are v1's, whichever
   * v1 shape the request asks for.
   *
   * v1 has no `valid`. If the `valid` in `response` doesn't follow from the status (`past_due`, but allowed), v1 can't
   * express that, and returns the status alone.
   */
  v1?: FakeResponse;
}

/** The parts of a verdict that are the same every time. */
export type ExpectedVerdict =
  | Pick<ValidVerdict, 'outcome'>
  | Pick<InvalidVerdict, 'outcome' | 'reason'>
  | Pick<UnverifiedVerdict, 'outcome' | 'reason'>;

/** How the API's response differs from one with a valid membership. */
export interface FakeResponse {
  /**
   * The status code. By default, it is 201 at v2, as Whop documents it, and 200 at v1.
   *
   * @default 201
   */
  status?: number;
  /** Fields that differ from those of a valid membership; `undefined` removes a field. */
  membership?: Record<string, unknown>;
  /**
   * Days until the membership ends: negative if it has ended, `null` if it never ends.
   *
   * @default 30
   */
  daysLeft?: number | null;
  /**
   * The metadata that an earlier validation stored on the key. Empty: the key isn't bound yet.
   *
   * @default {}
   */
  boundTo?: Metadata;
  /** Sent instead of the membership: a string as it is, an object as JSON. */
  body?: string | object;
  /** Added to the default headers, or replacing them. */
  headers?: Record<string, string>;
  /**
   * Time before the response, in milliseconds.
   *
   * @default 0
   */
  delayMs?: number;
  /** What goes wrong with the connection, if anything does. */
  fault?: ConnectionFault;
}

/**
 * What goes wrong with the connection.
 *
 * - `down`: the connection breaks before there is a response; the handler's promise rejects.
 * - `stall`: there is no response until the caller gives up.
 * - `cut-off`: the connection breaks in the middle of the body; the body's stream fails.
 * - `stall-in-body`: half of the body arrives, then nothing until the caller gives up.
 * - `no-cors`: there are no CORS headers, so a browser hides the response from the page. v1 never sends CORS headers.
 */
export type ConnectionFault = 'down' | 'stall' | 'cut-off' | 'stall-in-body' | 'no-cors';
