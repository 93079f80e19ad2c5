import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { TokenRefused, verifyLicenseToken } from 'whop-license-relay/token';
import { forgeToken, goodClaims, makeSigningKey, now, signToken } from '../support/license-token.mjs';

/** @import { VerifyLicenseTokenOptions } from 'whop-license-relay/token' */

/** @typedef {{ [Name in keyof VerifyLicenseTokenOptions]?: unknown }} Changes */

const key = await makeSigningKey();
const otherKey = await makeSigningKey();
const options = { issuer: 'https://license.shop.example', audience: 'https://shop.example', keys: { keys: [key.jwk] } };

/** @type {(token: unknown, changes?: Changes) => ReturnType<typeof verifyLicenseToken>} */
const verify = (token, changes) =>
  verifyLicenseToken(token, /** @type {VerifyLicenseTokenOptions} */ ({ ...options, ...changes }));

/**
 * @param {unknown} token
 * @param {Changes} [changes]
 */
async function assertRefused(token, changes) {
  await assert.rejects(verify(token, changes), (error) => {
    assert.ok(error instanceof TokenRefused, String(error));
    for (const part of String(token).split('.'))
      assert.ok(part.length < 8 || !error.message.includes(part), error.message);
    return true;
  });
}

describe('a token', () => {
  it('gives its claims, and nothing else that is in it', async () => {
    const claims = goodClaims();
    assert.deepEqual(await verify(await signToken(key, { ...claims, email: 'jo.buyer@mail.example' })), claims);
  });

  it('of a page without an origin is accepted only when null is listed', async () => {
    const token = await signToken(key, { aud: 'null' });
    await assertRefused(token);
    assert.equal((await verify(token, { audience: ['https://shop.example', 'null'] })).aud, 'null');
  });

  it('is accepted for any of several pages and relays', async () => {
    const token = await signToken(key);
    await verify(token, {
      audience: ['https://other.example', options.audience],
      issuer: ['https://old.example', options.issuer],
    });
  });

  for (const [title, changes] of /** @type {[string, object][]} */ ([
    ['another page', { aud: 'https://thief.example' }],
    ['a page whose origin begins in the same way', { aud: 'https://shop.example.thief.example' }],
    ['another relay', { iss: 'https://license.thief.example' }],
  ])) {
    it(`of ${title} is refused`, async () => assertRefused(await signToken(key, changes)));
  }

  for (const token of [undefined, null, 42, {}, [], new Uint8Array(3), '', '..', 'DEMO-VALID', 'a.b.c', 'é.é.é']) {
    it(`is refused when it is none: ${JSON.stringify(token)?.slice(0, 20)}`, () => assertRefused(token));
  }

  it('is refused with an extra dot', async () => assertRefused(`${await signToken(key)}.`));

  it('is refused as bytes', async () => {
    await assertRefused(new TextEncoder().encode(await signToken(key)));
  });
});

describe("a token's time", () => {
  it('may have ended up to 30 seconds ago', async () => {
    await verify(await signToken(key, { iat: now() - 300, exp: now() - 20 }));
    await assertRefused(await signToken(key, { iat: now() - 300, exp: now() - 31 }));
  });

  it('may begin up to 30 seconds from now', async () => {
    await verify(await signToken(key, { iat: now() + 20 }));
    await assertRefused(await signToken(key, { iat: now() + 40, exp: now() + 300 }));
  });

  it('must end after it begins', async () => {
    await assertRefused(await signToken(key, { iat: now() + 10, exp: now() + 10 }));
    await assertRefused(await signToken(key, { iat: now() + 10, exp: now() + 5 }));
  });
});

describe('claims', () => {
  for (const name of Object.keys(goodClaims())) {
    it(`are refused without ${name}`, async () => assertRefused(await signToken(key, { [name]: undefined })));

    const wrong =
      name === 'iat' || name === 'exp'
        ? ['2100-01-01', String(now() + 100), null, true, [now() + 100]]
        : [1, '', null, true, {}, [Reflect.get(goodClaims(), name)]];
    for (const value of wrong) {
      // jose refuses to sign some of these.
      it(`are refused with ${name}: ${JSON.stringify(value)}`, async () => {
        await assertRefused(await signRaw(JSON.stringify({ ...goodClaims(), [name]: value })));
      });
    }
  }

  it('are refused with an infinite time', async () => {
    await assertRefused(await signRaw(JSON.stringify(goodClaims()).replace(/"exp":\d+/, '"exp":1e999')));
  });

  for (const text of ['null', '[]', '"mem_DEMOVALID"', '', '{"iss":']) {
    it(`are refused when they are not an object: ${text}`, async () => assertRefused(await signRaw(text)));
  }
});

describe('a signature', () => {
  it('by another key with the same kid is refused', async () => {
    await assertRefused(await signToken({ ...otherKey, kid: key.kid }));
  });

  it('by a key that is not in the set is refused', async () => {
    await assertRefused(await signToken(otherKey));
  });

  it('of other claims is refused', async () => {
    const [header, , signature] = (await signToken(key)).split('.');
    const claims = Buffer.from(JSON.stringify({ ...goodClaims(), product: 'prod_dearer' })).toString('base64url');
    await assertRefused(`${header}.${claims}.${signature}`);
  });

  for (const alg of ['none', 'None', 'NONE', '', undefined]) {
    it(`is required, whatever alg says: ${alg}`, async () => {
      await assertRefused(forgeToken({ alg, kid: key.kid }, goodClaims()));
      await assertRefused(forgeToken({ alg, kid: key.kid }, goodClaims(), (await signToken(key)).split('.')[2]));
    });
  }

  it('is not an HMAC made with the public key', async () => {
    const secrets = [await exportSPKI(key.publicKey), JSON.stringify(key.jwk), Buffer.from(key.jwk.x, 'base64url'), ''];
    for (const secret of secrets) {
      const unsigned = forgeToken({ alg: 'HS256', kid: key.kid }, goodClaims()).slice(0, -1);
      await assertRefused(`${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`);
    }
  });

  it('with another algorithm is refused, though the set has such a key', async () => {
    for (const alg of ['ES384', 'EdDSA', 'RS256']) {
      const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
      const jwk = {
        ...(await crypto.subtle.exportKey('jwk', publicKey)),
        kid: alg,
      };
      const token = await new SignJWT(goodClaims()).setProtectedHeader({ alg, kid: alg }).sign(privateKey);
      await assertRefused(token, { keys: { keys: [key.jwk, jwk] } });
    }
  });

  it('is refused with an unknown critical header, which the message does not quote', async () => {
    await assertRefused(
      forgeToken({ alg: 'ES256', kid: key.kid, crit: ['injected-text'], 'injected-text': 1 }, goodClaims(), 'AAAA'),
    );
    const token = forgeToken(
      { alg: 'ES256', kid: key.kid, crit: ['injected-text'], 'injected-text': 1 },
      goodClaims(),
      'AAAA',
    );
    await assert.rejects(verify(token), ({ message }) => !message.includes('injected'));
  });

  it('is not checked with a key from its own header', async () => {
    const { privateKey, jwk } = otherKey;
    await assertRefused(
      await signToken({ privateKey, kid: key.kid }, {}, { jwk, jku: 'http://127.0.0.1:1/keys.json' }),
    );
  });
});

describe('options', () => {
  for (const name of ['issuer', 'audience', 'keys']) {
    for (const value of [
      undefined,
      null,
      '',
      [],
      [''],
      [undefined],
      7,
      {},
      { keys: [] },
      { keys: {} },
      { keys: [null] },
    ]) {
      it(`are required: ${name} cannot be ${JSON.stringify(value)}`, async () => {
        const error = new RegExp(`\\b${name}\\b`);
        await assert.rejects(verify(await signToken(key), { [name]: value }), { name: 'TypeError', message: error });
        await assert.rejects(verify('no token', { [name]: value }), { name: 'TypeError', message: error });
      });
    }
  }

  for (const given of /** @type {any[]} */ ([undefined, null, 'issuer', []])) {
    it(`are required, not ${JSON.stringify(given)}`, async () => {
      await assert.rejects(verifyLicenseToken(await signToken(key), given), TypeError);
    });
  }

  for (const url of [
    'http://license.shop.example/jwks.json',
    'https://user:secret@license.shop.example/jwks.json',
    'file:///etc/keys',
    '/jwks.json',
  ]) {
    it(`do not take keys from ${url.replace('secret', '…')}`, async () => {
      /** @param {Error} error */
      const names = (error) =>
        error instanceof TypeError && /\bkeys\b/.test(error.message) && !error.message.includes('secret');
      await assert.rejects(verify(await signToken(key), { keys: url }), names);
      if (URL.canParse(url)) await assert.rejects(verify(await signToken(key), { keys: new URL(url) }), names);
    });
  }

  it('do not take a private key', async () => {
    const pair = await makeSigningKey();
    const jwk = { ...(await crypto.subtle.exportKey('jwk', pair.privateKey)), kid: pair.kid };
    delete jwk.key_ops;
    await assert.rejects(verify(await signToken(pair), { keys: { keys: [jwk] } }));
  });
});

describe('a polluted Object.prototype', () => {
  const pollution = {
    issuer: 'https://license.thief.example',
    audience: 'https://thief.example',
    keys: [otherKey.jwk],
    algorithms: ['none', 'HS256', 'ES256'],
    clockTolerance: 1e9,
    currentDate: new Date(0),
    requiredClaims: /** @type {string[]} */ ([]),
    sub: 'mem_thief',
    product: 'prod_dearer',
    plan: 'plan_dearer',
    iss: options.issuer,
    aud: options.audience,
    iat: 1,
    exp: 9e9,
    alg: 'ES256',
    kid: key.kid,
  };

  /**
   * @template Result
   * @param {() => Promise<Result>} work
   */
  async function polluted(work) {
    for (const [name, value] of Object.entries(pollution)) {
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    }
    try {
      return await work();
    } finally {
      for (const name of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, name);
    }
  }

  it('adds no claim, no time and no algorithm', async () => {
    /** @type {string[]} */
    const tokens = [];
    for (const name of Object.keys(goodClaims())) tokens.push(await signToken(key, { [name]: undefined }));
    tokens.push(await signToken(key, { iat: now() - 300, exp: now() - 60 }));
    tokens.push(await signToken(otherKey));
    tokens.push(forgeToken({ alg: 'none' }, goodClaims()), forgeToken({}, goodClaims()));
    const outcomes = await polluted(() =>
      Promise.allSettled(tokens.map((token) => verifyLicenseToken(token, options))),
    );
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      tokens.map(() => 'rejected'),
    );
  });

  for (const name of ['issuer', 'audience', 'keys']) {
    it(`does not stand in for a missing ${name}`, async () => {
      const given = { ...options };
      Reflect.deleteProperty(given, name);
      const token = await signToken(otherKey, { iss: pollution.issuer, aud: pollution.audience });
      const [outcome] = await polluted(() => Promise.allSettled([verifyLicenseToken(token, given)]));
      assert.ok(outcome.status === 'rejected' && outcome.reason instanceof TypeError);
      assert.match(outcome.reason.message, new RegExp(`^${name}\\b`));
    });
  }
});

/**
 * Signs any text with a good header.
 *
 * @param {string} text
 */
async function signRaw(text) {
  const unsigned = `${Buffer.from(JSON.stringify({ alg: 'ES256', kid: key.kid })).toString('base64url')}.${Buffer.from(text).toString('base64url')}`;
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.privateKey, Buffer.from(unsigned));
  return `${unsigned}.${Buffer.from(signature).toString('base64url')}`;
}
