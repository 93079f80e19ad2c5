import { expect } from '@open-wc/testing';
import { errorShapes, KEY, readResponse, shortResult } from './responses.js';

function expectText(text: string, reason: string, licenseKey = KEY): void {
  for (const body of errorShapes(text))
    expect(shortResult(readResponse(400, body, { licenseKey })), JSON.stringify(body)).to.equal(reason);
}

describe('a 400 says that the key is in use on another device', () => {
  for (const text of [
    'Please reset your key to use on a new machine',
    'Please reset your key to use on a new machine.',
    'Please reset your license key',
    'Reset this license key to use it on this device',
    'Please reset the key',
    'Metadata mismatch',
    'Metadata mismatch, please reset your key',
    'The metadata does not match',
    'Metadata did not match',
    "The metadata doesn't match",
    'The metadata doesn\u2019t match',
    'Metadata do not match',
    'HWID mismatch',
    'HWID does not match',
    'This HWID is different',
    'hw-id mis-match',
    'Hardware mismatch',
    'New device',
    'This is a new machine',
    'Devices do not match',
    'This key is bound to another device',
    'This key is in use on a different machine',
  ]) {
    it(`with "${text}"`, () => expectText(text, 'device-mismatch'));
  }

  it('with a number next to the text, as many frameworks send it', () => {
    expect(
      shortResult(readResponse(400, { statusCode: 400, message: 'Metadata mismatch', error: 'Bad Request' })),
    ).to.equal('device-mismatch');
  });

  it('with a link to the page that resets a key', () => {
    for (const place of [
      'https://whop.com/@me/settings/orders/',
      'https://whop.com/@me/settings/orders',
      'https://www.whop.com/orders',
      'whop.com/@me/settings/orders',
      'https://whop.com',
    ]) {
      expectText(`Please reset your key at ${place} to use it on a new machine`, 'device-mismatch');
    }
  });

  it('with any key in the text', () => {
    for (const licenseKey of [KEY, 'API', 'parameter', 'type-field', 'v2', 'R.X(*']) {
      expectText(`Metadata of ${licenseKey} does not match`, 'device-mismatch', licenseKey);
      expectText(`Please reset your key: ${licenseKey}`, 'device-mismatch', licenseKey);
    }
  });

  it('but the same text with another status does not', () => {
    for (const status of [200, 401, 402, 403, 404, 409, 412, 422, 500])
      expect(shortResult(readResponse(status, { message: 'HWID mismatch' }))).to.not.equal('device-mismatch');
  });
});

describe('another 400', () => {
  for (const text of [
    'Parameter :metadata is invalid',
    'Metadata cannot contain new lines',
    'Metadata contains different keys',
    'Device names are limited to 64 new characters',
    'Metadata of different kinds cannot be mixed',
    'Parameter :metadata is invalid: it does not match',
    'metadata must be a flat object',
    'metadata is required',
    'metadata is missing',
    'The metadata field is of another type',
    'The field hwid does not match',
    'Invalid type for metadata: new values must be text',
    'Unknown parameter: device',
    'Bad Request',
    'Invalid request',
    'Validation failed',
    'body/metadata must be object',
    'Use a different API key on this device',
    'Invalid metadata: different keys',
    'Metadata does not match the expected shape',
    'Metadata does not match pattern "^a$"',
    'Metadata values must be strings, numbers or other primitives',
    'Metadata must not contain arrays or other objects',
    'New metadata cannot exceed 50 keys',
    'Unexpected end of JSON in metadata, another value was expected',
    'The body has no metadata; other properties are not allowed',
  ]) {
    it(`with "${text}" is not about the device`, () => expectText(text, 'unexpected-response'));
  }

  it('about the API is not about the device', () => {
    for (const text of [
      'Api-Version-Date is unknown: it does not match any version',
      'Please reset your API key',
      'Reset the access key of this API',
      'This API version does not know this device: use another',
    ])
      expectText(text, 'unexpected-response');
  });

  it('about the key alone, or without a text, is not about the device', () => {
    for (const text of [
      '',
      'Invalid key',
      'Invalid license key',
      'License not found',
      'Not found',
      'Machine',
      'Device',
      'metadata',
      'Match',
      'reset',
      'Your password was reset',
      'Another key',
    ])
      expectText(text, 'unexpected-response');
    for (const body of [
      '',
      'HWID mismatch',
      '"HWID mismatch"',
      '["HWID mismatch"]',
      '<p>HWID mismatch</p>',
      { detail: 'HWID mismatch' },
      { errors: ['HWID mismatch'] },
      { error: ['HWID mismatch'] },
    ])
      expect(shortResult(readResponse(400, body))).to.equal('unexpected-response');
  });

  it('with a second text about the API is not about the device', () => {
    expect(shortResult(readResponse(400, { message: 'HWID mismatch', error: 'Unknown API version' }))).to.equal(
      'unexpected-response',
    );
    expect(shortResult(readResponse(400, { message: 'HWID mismatch', error: 'Bad Request' }))).to.equal(
      'device-mismatch',
    );
  });
});
