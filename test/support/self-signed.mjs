import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/**
 * Encodes a DER element: tag, length, content.
 *
 * @param {number} tag
 * @param {Buffer[]} parts
 */
function der(tag, ...parts) {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/** @param {Buffer[]} parts */
const sequence = (...parts) => der(0x30, ...parts);
/** @param {number} ms */
const time = (ms) => der(0x17, Buffer.from(new Date(ms).toISOString().replace(/^..|[-:T]|\.\d+/g, '')));
/** @param {Buffer} content */
const bitString = (content) => der(0x03, Buffer.of(0), content);
/** The algorithm ecdsa-with-SHA256, and the object identifier of a subject's common name. */
const ECDSA = sequence(der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
const COMMON_NAME = der(0x06, Buffer.from('550403', 'hex'));

/**
 * Creates a key and a self-signed certificate (X.509 v1), valid for a day, for servers that a test's browser is told to
 * trust.
 *
 * @param {string} host
 */
export function selfSigned(host) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(host)))));
  const serial = der(0x02, Buffer.of(1), randomBytes(8));
  const dayMs = 86_400_000;
  const dates = sequence(time(Date.now() - dayMs), time(Date.now() + dayMs));
  const toSign = sequence(serial, ECDSA, name, dates, name, publicKey.export({ type: 'spki', format: 'der' }));
  const certificate = sequence(toSign, ECDSA, bitString(sign('sha256', toSign, privateKey)));
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate
      .toString('base64')
      .match(/.{1,64}/g)
      .join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}
