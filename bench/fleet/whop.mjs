/** Whop's limit for v2: that many requests in 10 s for each seller, who stays far below it here. */
export const QUOTA = 100;
const URL_OF_CHECK = /^https:\/\/api\.whop\.com\/api\/v2\/memberships\/([^/]+)\/validate_license$/;

/**
 * Plays the part of Whop's v2. In an outage there is no network: a quarter of the requests hangs, and the others fail soon.
 *
 * @param {import('./scenario.mjs').Run} run
 * @param {import('./dice.mjs').Dice} dice
 * @param {Map<string, import('./plan.mjs').License>} licenses By key.
 * @typedef {(url: string, init: RequestInit) => Promise<Response>} Fetch
 * @returns {Fetch}
 */
export function createWhop({ clock, outage }, dice, licenses) {
  return (url, { method, headers, signal }) => {
    const key = decodeURIComponent(URL_OF_CHECK.exec(url)?.[1] ?? '');
    if (!key || method !== 'POST' || !new Headers(headers).has('Authorization')) throw new Error(`What is ${url}?`);
    const isDown = outage && clock.now >= outage.from && clock.now < outage.until;
    const response = isDown ? null : respond(licenses.get(key), clock.now);
    const delayMs = dice.between(150, 600);
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      if (response) clock.setTimeout(() => resolve(response), delayMs);
      else if (dice.chance(0.75)) clock.setTimeout(() => reject(new TypeError('Failed to fetch')), delayMs);
    });
  };
}

/**
 * @param {import('./plan.mjs').License | undefined} license
 * @param {number} now
 */
function respond(license, now) {
  if (!license) return Response.json({ error: { status: 404, message: 'No such Resource found' } }, { status: 404 });
  const isValid = now < license.goodUntil;
  const membership = {
    id: 'mem_fleet',
    product: 'prod_fleet',
    plan: 'plan_fleet',
    status: isValid ? 'active' : 'canceled',
    valid: isValid,
    license_key: license.key,
    expires_at: license.isEndKnown ? license.goodUntil / 1000 : null,
  };
  return Response.json(membership, { status: 201 });
}
