import { createHash } from 'node:crypto';

/** What a page puts into `integrity="…"`. */
export function integrityOf(content) {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
