import { createHash } from 'node:crypto';

/**
 * Returns the value for the `integrity` attribute.
 *
 * @param {string | Buffer} content
 */
export function integrityOf(content) {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
