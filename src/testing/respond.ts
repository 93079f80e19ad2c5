/** The parts of a response. A body that is an object is sent as JSON. */
export interface ResponseParts {
  status: number;
  body: string | object | ReadableStream<Uint8Array>;
  headers?: Record<string, string>;
}

/** Creates a response that any page may read. Its `Content-Type` is JSON unless the headers name another. */
export function toResponse({ status, body, headers }: ResponseParts): Response {
  return toResponseWithoutCors({ status, body, headers: { 'Access-Control-Allow-Origin': '*', ...headers } });
}

/** Creates a response that a browser hides from pages of other origins. */
export function toResponseWithoutCors({ status, body, headers }: ResponseParts): Response {
  const isJson = typeof body === 'object' && !(body instanceof ReadableStream);
  return new Response(isJson ? JSON.stringify(body) : body, {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  });
}

/** Creates the response to a preflight: any page may POST with an API key. */
export function toPreflightResponse(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': 'authorization, content-type',
      'Access-Control-Allow-Methods': 'POST',
    },
  });
}
