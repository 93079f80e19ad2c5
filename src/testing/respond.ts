/** What the API sends: a body that is an object is sent as JSON. */
export interface Reply {
  status: number;
  body: string | object | ReadableStream<Uint8Array>;
  headers?: Record<string, string>;
}

/** An answer that any page may read, with the `Content-Type` of JSON unless the headers name another one. */
export function respond({ status, body, headers }: Reply): Response {
  return respondWithoutCors({ status, body, headers: { 'Access-Control-Allow-Origin': '*', ...headers } });
}

/** An answer that a browser keeps from pages of other origins. */
export function respondWithoutCors({ status, body, headers }: Reply): Response {
  const isJson = typeof body === 'object' && !(body instanceof ReadableStream);
  return new Response(isJson ? JSON.stringify(body) : body, {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  });
}

/** The answer to a preflight: any page may POST with an API key. */
export function allowPost(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': 'authorization, content-type',
      'Access-Control-Allow-Methods': 'POST',
    },
  });
}
