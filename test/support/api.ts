import { executeServerCommand } from '@web/test-runner-commands';

/** One answer of the scripted API. Without members: an empty 201. */
export interface Reply {
  /** Default: 201, or 307 beside `redirect`. */
  status?: number;
  headers?: Record<string, string>;
  /** An object is sent as `application/json`; a text as it is, without a `Content-Type` of its own. */
  body?: string | object;
  /** `false`: the page may not read the answer. The preflight passes all the same. */
  cors?: boolean;
  /** Answer only after `release()`. */
  hold?: boolean;
  /** Break the connection in the middle of the body. */
  cut?: boolean;
  /** Go silent, for good, before the headers or in the middle of the body. */
  stall?: 'headers' | 'body';
  /** Break the connection before any answer. */
  refuse?: boolean;
  /** After `body`, white space for ever, a few bytes at a time. */
  trickle?: boolean;
  /** Bytes of a body that is `body` and then white space. */
  huge?: number;
  /** The `Location` that the answer leads to. */
  redirect?: string;
}

/** A request as it came over the wire. */
export interface Received {
  method: string;
  /** Still encoded, from `/api/v2` on. */
  path: string;
  /** With lower-case names. */
  headers: Record<string, string | undefined>;
  body: string;
}

/** An API on another origin that does as the test says. Each call must be awaited. */
export interface Api {
  /** For `api-base`. */
  base: string;
  origin: string;
  /** From now on these, one a request in this order; the last one repeats. */
  reply(...replies: Reply[]): Promise<void>;
  /** The same for requests about one license key, before those that are for all. */
  replyTo(key: string, ...replies: Reply[]): Promise<void>;
  /** All that came so far, preflights (`OPTIONS`) too. */
  requests(): Promise<Received[]>;
  posts(): Promise<Received[]>;
  /** Resolves when the next POST has arrived: the first call with the first one, even if it came earlier, and so on. */
  next(): Promise<Received>;
  /** Lets the oldest held reply go, or the oldest one to that key. Rejects when none is held. */
  release(key?: string): Promise<void>;
}

/** A fresh API that has seen no request. */
export async function createApi(...replies: Reply[]): Promise<Api> {
  const { id, base, origin } = await command<{ id: string; base: string; origin: string }>('create');
  const call = <T>(action: string, ...args: unknown[]): Promise<T> => command<T>(action, id, args);
  const api: Api = {
    base,
    origin,
    reply: (...given) => call('reply', ...given),
    replyTo: (key, ...given) => call('replyTo', key, ...given),
    requests: () => call('requests'),
    posts: () => call('posts'),
    next: () => call('next'),
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
