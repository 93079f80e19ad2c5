import { expect } from '@open-wc/testing';
import { validMembership } from '../support/membership.js';
import { errorShapes, KEY, readResponse, shortResult } from './responses.js';

const LONG = 64 * 1024;

function withPollution<T>(members: Record<string, unknown>, task: () => T): T {
  for (const [name, value] of Object.entries(members))
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true, enumerable: true });
  try {
    return task();
  } finally {
    for (const name of Object.keys(members)) Reflect.deleteProperty(Object.prototype, name);
  }
}

describe('a page that polluted Object.prototype', () => {
  it('does not unlock anything', () => {
    const good = { ...validMembership(), license_key: KEY };
    for (const body of [
      '{}',
      '{"id":"mem_1"}',
      '{"valid":false,"id":"mem_1"}',
      '[]',
      'null',
      '""',
      '{"__proto__":{"valid":true,"id":"mem_1"}}',
      '{"constructor":{"prototype":{"valid":true}}}',
      '{"valid":true}',
    ]) {
      expect(shortResult(withPollution(good, () => readResponse(201, body))), body).to.equal(
        shortResult(readResponse(201, body)),
      );
      expect(shortResult(withPollution(good, () => readResponse(201, body))), body).to.not.equal('valid');
    }
  });

  it('does not refuse anybody', () => {
    const refusals = {
      valid: false,
      message: 'License not found',
      error: { message: 'Please reset your key to use on a new machine' },
      id: 'mem_1',
      status: 'expired',
    };
    for (const status of [200, 400, 404]) {
      for (const body of ['{}', '{"id":"mem_1"}', '{"error":{}}', '{"error":null}', '[]', 'null'])
        expect(withPollution(refusals, () => readResponse(status, body)).outcome, `${status} ${body}`).to.equal(
          'unverified',
        );
    }
  });

  it('adds nothing to a membership', () => {
    const inherited = {
      product: 'prod_evil1',
      plan: 'plan_evil1',
      token: 'evil',
      manage_url: 'https://whop.com/evil',
      status: 'evil',
      expires_at: 1,
      quantity: 7,
      cancel_at_period_end: true,
      license_key: 'evil',
      renewal_period_end: 1,
    };
    const result = withPollution(inherited, () => readResponse(201, '{"valid":true,"id":"mem_1"}'));
    expect(result).to.deep.include({
      outcome: 'valid',
      token: null,
      membership: {
        id: 'mem_1',
        product: null,
        plan: null,
        status: '',
        expiresAt: null,
        renewsAt: null,
        cancelAtPeriodEnd: false,
        quantity: null,
        manageUrl: null,
      },
    });
    expect(
      shortResult(
        withPollution(inherited, () => readResponse(201, '{"valid":true,"id":"mem_1"}', { products: ['prod_evil1'] })),
      ),
    ).to.equal('unexpected-response');
  });
});

describe('a hostile or broken response', () => {
  it('may be nested deeply', () => {
    for (const body of [
      '['.repeat(LONG),
      '['.repeat(LONG / 2) + ']'.repeat(LONG / 2),
      '{"a":'.repeat(LONG / 6) + '1' + '}'.repeat(LONG / 6),
      `{"valid":${'['.repeat(LONG / 2 - 10)}${']'.repeat(LONG / 2 - 10)}}`,
      `{"error":${'{"error":'.repeat(7000)}1${'}'.repeat(7000)}}`,
    ]) {
      for (const status of [200, 400, 401, 404]) expect(readResponse(status, body).outcome).to.equal('unverified');
    }
  });

  it('may be as long as the limit and still be valid', () => {
    expect(shortResult(readResponse(201, { ...validMembership(), padding: 'x'.repeat(LONG) }))).to.equal('valid');
    expect(
      shortResult(
        readResponse(
          201,
          Object.assign(validMembership(), Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, i]))),
        ),
      ),
    ).to.equal('valid');
  });

  it('may contain texts that are designed to be slow to match', () => {
    const pieces = [
      'no ',
      'not be ',
      '/',
      '//',
      'a/',
      'a/b ',
      '/a',
      ' ',
      '\n',
      '\t-',
      'api ',
      'api key',
      'api_',
      'could not ',
      'https://whop.com/',
      'https://whop.com',
      '((',
      '\\',
      KEY,
      `${KEY}-`,
      KEY.slice(0, -1),
      'a.',
      'reset the ',
      'metadata ',
      '\u200b',
      '\u{1f600}',
      '\ud800',
      '<b>',
      '0',
      '\0',
    ];
    for (const piece of pieces) {
      for (const length of [900, 1000, LONG]) {
        const text = piece.repeat(length / piece.length);
        for (const message of [text, `license ${text}`, `${text} not foun`, `metadata ${text} matc`]) {
          for (const status of [400, 401, 404]) {
            for (const body of errorShapes(message).slice(0, 3))
              expect(readResponse(status, body).outcome, `${status} ${piece}`).to.equal('unverified');
          }
        }
      }
    }
  });

  it('may contain fields that are designed to be slow to match', () => {
    for (const piece of ['a.', '.', 'a', '-', 'whop.', '%', ':', '/', '1', ' ', '\u0131', '0123456789']) {
      const text = piece.repeat(LONG / piece.length);
      const result = readResponse(201, {
        valid: true,
        id: text,
        status: text,
        product: text,
        plan: text,
        manage_url: `https://${text}whop.co`,
        expires_at: text,
        renewal_period_end: `2026-${text}`,
        quantity: text,
      });
      expect(result).to.include({ outcome: 'valid' });
      expect(shortResult(readResponse(201, { valid: true, id: 'mem_1', license_key: text }))).to.equal(
        'unexpected-response',
      );
    }
  });

  it('may have a very long content type', () => {
    for (const piece of [
      'a+',
      '+',
      '.',
      '-',
      ' ',
      ';',
      ',',
      '"',
      '","',
      'json',
      '/',
      'application/',
      'application/json,',
    ]) {
      const contentType = `application/${piece.repeat(LONG / piece.length)}jso`;
      expect(shortResult(readResponse(201, validMembership(), {}, { contentType }))).to.equal('unexpected-response');
    }
  });

  it('is not a refusal if its text is too long', () => {
    expect(shortResult(readResponse(404, { message: `License not found${' '.repeat(LONG)}` }))).to.equal(
      'unexpected-response',
    );
    expect(
      shortResult(readResponse(400, { message: `Please reset your key to use on a new machine${'.'.repeat(LONG)}` })),
    ).to.equal('unexpected-response');
    expect(
      shortResult(readResponse(404, { message: 'License not found', error: `Route ${'x'.repeat(LONG)}` })),
    ).to.equal('unexpected-response');
  });

  it('is read correctly for unusual keys', () => {
    for (const licenseKey of [
      '('.repeat(256),
      '[',
      '\\',
      'a{999999}',
      '(?=',
      '(a+)+$',
      '.*',
      '\u{1f600}',
      '\ud800',
      '\u2028',
      '$&',
      '^',
      '|',
      '*',
      '?:',
      '',
    ]) {
      for (const body of errorShapes(`No such Resource found with the provided ID: ${licenseKey}`))
        expect(shortResult(readResponse(404, body, { licenseKey })), licenseKey).to.equal('not-found');
      expect(shortResult(readResponse(404, { message: 'Route not found' }, { licenseKey }))).to.equal(
        'unexpected-response',
      );
    }
  });
});
