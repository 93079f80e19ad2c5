import { KEY } from '../unit/responses.js';
import { credentialBodies } from './gateway-bodies/credentials.js';
import { endBodies } from './gateway-bodies/ends.js';
import { frameworkBodies } from './gateway-bodies/frameworks.js';
import { gatewayBodies } from './gateway-bodies/gateways.js';
import { otherThingBodies } from './gateway-bodies/other-things.js';
import { platformBodies } from './gateway-bodies/platforms.js';
import { requestBodies } from './gateway-bodies/requests.js';
import { serviceBodies } from './gateway-bodies/services.js';

const PATH = `/api/v2/memberships/${KEY}/validate_license`;

/** Bodies by who sends them, one a line. `{PATH}` and `{KEY}` stand for those of the request. */
const lists: Record<string, string>[] = [
  gatewayBodies,
  frameworkBodies,
  platformBodies,
  serviceBodies,
  credentialBodies,
  requestBodies,
  endBodies,
  otherThingBodies,
];

/**
 * What servers other than Whop say with a 4xx, between a page and Whop or in Whop's place, and what Whop itself might
 * say of something else than the license. None of it refuses the license.
 */
export const gatewayBodiesBySender: { sender: string; bodies: string[] }[] = lists.flatMap((list) =>
  Object.entries(list).map(([sender, text]) => ({ sender, bodies: readLines(text) })),
);

function readLines(text: string): string[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim().replaceAll('{PATH}', PATH).replaceAll('{KEY}', KEY));
}
