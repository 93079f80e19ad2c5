import { refuseV1 } from './api-keys.js';
import { toResponseWithoutCors, type ResponseParts } from './respond.js';
import { NO_SUBSET, NO_TOKEN_TARGET, v1Error } from './whop-errors.js';

/** The actions of the account's API key: the permissions that the test API's v1 knows. */
const ACTIONS = ['member:basic:read', 'member:email:read', 'payment:basic:read', 'invoice:basic:read'];
const HOUR_MS = 60 * 60 * 1000;

/**
 * Handles `POST /api/v1/access_tokens`. Whop documents the parameters, the response, and that both mistakes are errors, but
 * not which one it finds first, and no permission for it. Here, the key needs `access_token:create`, which is a guess. No
 * route of the test API accepts the token.
 *
 * @param now - In ms since the Unix epoch.
 */
export async function createAccessToken(request: Request, now: number): Promise<Response> {
  const refusal = refuseV1(request.headers.get('Authorization'), 'access_token:create');
  return toResponseWithoutCors(refusal ?? respond(await readParameters(request), now));
}

function respond(parameters: Record<string, unknown>, now: number): ResponseParts {
  const { company_id, user_id, scoped_actions, expires_at } = parameters;
  // Without a list, or with an empty one, the token inherits everything.
  const actions: unknown = scoped_actions ?? [];
  if (!Array.isArray(actions) || !actions.every((action) => ACTIONS.includes(action as string)))
    return { status: 400, body: v1Error('bad_request', NO_SUBSET) };
  if (!company_id && !user_id) return { status: 400, body: v1Error('bad_request', NO_TOKEN_TARGET) };
  const expiry = expires_at ?? new Date(now + HOUR_MS).toISOString();
  return { status: 200, body: { token: 'fake_access_token', expires_at: expiry } };
}

/** A body that isn't a JSON object has no parameters. */
async function readParameters(request: Request): Promise<Record<string, unknown>> {
  try {
    return { ...((await request.json()) as Record<string, unknown> | null) };
  } catch {
    return {};
  }
}
