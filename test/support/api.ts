import { executeServerCommand } from '@web/test-runner-commands';

/** One scripted reply of the API. An empty object means an empty 201. */
export interface Reply {
  /** Defaults to 201, or to 307 together with `redirect`. */
  status?: number;
  headers?: Record<string, string>;
  /** An object is sent as `application/json`. A string is sent as is, without a `Content-Type`. */
  body?: string | object;
  /** `false` leaves out the CORS header, so the page can't read the response. The preflight still passes. */
  cors?: boolean;
  /** Responds only after `release()`. */
  hold?: boolean;
  /** Breaks the connection in the middle of the body. */
  cut?: boolean;
  /** Goes silent forever, before the headers or in the middle of the body. */
  stall?: 'headers' | 'body';
  /** Breaks the connection before responding. */
  refuse?: boolean;
  /** Keeps sending whitespace after `body` forever, a few bytes at a time. */
  trickle?: boolean;
  /** Pads the body with whitespace to this many bytes. */
  huge?: number;
  /** The `Location` header of a redirect. */
  redirect?: string;
}

/** A request as it arrived over the wire. */
export interface ReceivedRequest {
  method: string;
  /** The encoded path, starting at `/api/v2`. */
  path: string;
  /** The names are in lowercase. */
  headers: Record<string, string | undefined>;
  body: string;
}

/** An API on another origin that follows the test's script. Every call must be awaited. */
export interface Api {
  /** The value for `api-base`. */
  base: string;
  origin: string;
  /** Sets the replies, one per request and in this order. The last one repeats. */
  reply(...replies: Reply[]): Promise<void>;
  /** Sets the replies for one license key. They take precedence over `reply()`. */
  replyTo(key: string, ...replies: Reply[]): Promise<void>;
  /** All requests so far, including preflights (`OPTIONS`). */
  requests(): Promise<ReceivedRequest[]>;
  posts(): Promise<ReceivedRequest[]>;
  /** The first call resolves with the first POST, even if it came earlier; the second call with the second, and so on. */
  nextPost(): Promise<ReceivedRequest>;
  /** Sends the oldest held reply, or the oldest one for that key. Rejects when none is held. */
  release(key?: string): Promise<void>;
}

/** Creates an API that has seen no request. */
export async function createApi(...replies: Reply[]): Promise<Api> {
  const { id, base, origin } = await command<{ id: string; base: string; origin: string }>('create');
  const call = <T>(action: string, ...args: unknown[]): Promise<T> => command<T>(action, id, args);
  const api: Api = {
    base,
    origin,
    reply: (...args) => call('reply', ...args),
    replyTo: (key, ...args) => call('replyTo', key, ...args),
    requests: () => call('requests'),
    posts: () => call('posts'),
    nextPost: () => call('next'),
    release: (key) => call('release', ...(key === undefined ? [] : [key])),
  };
  if (replies.length) await api.reply(...replies);
  return api;
}

async function command<T>(action: string, id?: string, args: unknown[] = []): Promise<T> {
  const result = await executeServerCommand<{ value: T; error?: string }, object>('scripted-api', { action, id, args });
  if (result.error) throw new Error(result.error);
  return result.value;
}
