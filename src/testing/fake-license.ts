import type { InvalidVerdict, UnverifiedVerdict, ValidVerdict } from '../check/verdict.js';
import type { Metadata } from './metadata-binding.js';

/** A license of the test API. Its key is a switch: it decides what the API does when it is asked about it. */
export interface FakeLicense {
  /** What a visitor types. Compared as it is, capitals included: nobody outside Whop knows whether they matter there. */
  key: string;
  /** Its name in a list. */
  title: string;
  /** What happens, in one sentence, for whoever tries it. */
  shows: string;
  /**
   * What a tag in a page of another origin must make of it. The tag has the API key `FAKE_API_KEY`, asks for
   * `FAKE_PRODUCT` and `FAKE_PLAN`, sends no metadata, and has had no verdict on this key before.
   */
  verdict: ExpectedVerdict;
  /** What v2 does with the key; and v1 as well, in its own words, where there is no `v1`. */
  answer: FakeAnswer;
  /**
   * What v1 does with the key in place of all that `answer` says, where v1 would say it otherwise. The members of its
   * `membership` are v1's, whatever the shape that is asked for.
   *
   * v1 has no `valid`. Where the `valid` of `answer` is not what its status suggests (`past_due`, and let in), v1 can
   * not say so, and gives the status alone.
   */
  v1?: FakeAnswer;
}

/** As much of a verdict as is the same each time. */
export type ExpectedVerdict =
  | Pick<ValidVerdict, 'outcome'>
  | Pick<InvalidVerdict, 'outcome' | 'reason'>
  | Pick<UnverifiedVerdict, 'outcome' | 'reason'>;

/** What the API does, where it does not simply answer with a good membership. */
export interface FakeAnswer {
  /** Default: 201 at v2, as Whop documents it, and 200 at v1. */
  status?: number;
  /** Members that differ from those of a good membership; `undefined` leaves one out. */
  membership?: Record<string, unknown>;
  /** Days until the membership ends, negative since it ended, `null` for one that never does. Default: 30. */
  daysLeft?: number | null;
  /** The metadata that an earlier validation stored. Default: none. */
  boundTo?: Metadata;
  /** Sent in place of the membership: a text as it is, an object as JSON. */
  body?: string | object;
  /** Beside or in place of the usual ones. */
  headers?: Record<string, string>;
  /** Milliseconds before the answer. */
  delay?: number;
  fault?: Fault;
}

/**
 * What goes wrong on the way.
 *
 * - `down`: the connection breaks before any answer; the handler's promise rejects.
 * - `stall`: no answer, ever, until the caller gives up.
 * - `cut-off`: the connection breaks in the middle of the body; the body's stream fails.
 * - `stall-in-body`: half a body, then nothing more until the caller gives up.
 * - `no-cors`: no CORS headers. Only a browser takes offence; anyone else reads the answer. v1 never has any.
 */
export type Fault = 'down' | 'stall' | 'cut-off' | 'stall-in-body' | 'no-cors';
