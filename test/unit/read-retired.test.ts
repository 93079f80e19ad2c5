import { expect } from '@open-wc/testing';
import { errorShapes, KEY, readResponse, shortResult } from './responses.js';

/** All 4xx statuses except for those with their own reason. */
const statuses = Array.from({ length: 100 }, (_, i) => 400 + i).filter((status) => ![408, 410, 429].includes(status));

describe('a retired API', () => {
  it('is a 410 with any body', () => {
    for (const body of [
      '',
      '<p>Gone',
      { message: 'License not found' },
      { valid: true, id: 'mem_1' },
      { message: 'HWID mismatch' },
    ])
      expect(shortResult(readResponse(410, body))).to.equal('retired');
    expect(shortResult(readResponse(410, '', {}, { body: null, contentType: '' }))).to.equal('retired');
  });

  for (const text of [
    'API v2 is deprecated',
    'This API version has been retired',
    'This endpoint is no longer served',
    'API v2 is no longer available. Please use v1.',
    'The v2 API was sunset on November 13, 2026',
    'This API version is no longer supported',
    'This version of the API was discontinued',
    'This endpoint has moved to /api/v1/memberships',
    'The endpoint has been moved',
    'This route was removed',
    'API version 2 has been shut down',
    'v2 is deprecated, migrate to v1',
    'API v2 stopped working on November 13, 2026',
    'The v2 endpoints have stopped working',
  ]) {
    it(`is any other 4xx with "${text}"`, () => {
      for (const status of statuses) {
        for (const body of errorShapes(text))
          expect(
            shortResult(readResponse(status, body, { wasValid: status % 2 > 0 })),
            `${status} ${JSON.stringify(body)}`,
          ).to.equal('retired');
      }
    });
  }

  it('takes precedence over a license that was not found and over another device', () => {
    expect(shortResult(readResponse(404, { message: 'License not found: API v2 is no longer served' }))).to.equal(
      'retired',
    );
    expect(shortResult(readResponse(404, { message: 'Not found', error: 'This endpoint is deprecated' }))).to.equal(
      'retired',
    );
    expect(
      shortResult(readResponse(400, { message: 'HWID mismatch', error: 'This API version is deprecated' })),
    ).to.equal('retired');
  });

  it('is not the same text with another status', () => {
    for (const status of [200, 201, 204, 302, 408, 429, 500, 503])
      expect(shortResult(readResponse(status, { message: 'API v2 is deprecated' }))).to.not.equal('retired');
  });

  it('is recognized only in JSON', () => {
    for (const contentType of ['', 'text/html', 'text/plain'])
      expect(shortResult(readResponse(404, { message: 'API v2 is deprecated' }, {}, { contentType }))).to.equal(
        'unexpected-response',
      );
  });
});

describe('a retired API is not', () => {
  for (const [status, text, reason] of [
    [401, 'Your API key was removed', 'unauthorized'],
    [401, 'Your API key is no longer valid', 'unauthorized'],
    [401, 'The API Key supplied does not have permission to access this route', 'unauthorized'],
    [401, 'Your access token is invalid', 'unauthorized'],
    [401, 'API access is not supported for this token', 'unauthorized'],
    [403, 'Forbidden', 'forbidden'],
    [403, 'You do not have the required permissions to use this endpoint', 'forbidden'],
    [403, 'Please upgrade your plan to use the API', 'forbidden'],
    [404, 'The membership was removed', 'unexpected-response'],
    [404, 'This license is no longer available', 'unexpected-response'],
    [404, 'Route not found', 'unexpected-response'],
    [404, 'This product has moved', 'unexpected-response'],
    [405, "Request method 'POST' is not supported.", 'unexpected-response'],
    [415, "Content-Type 'text/plain' is not supported by this endpoint", 'unexpected-response'],
    [400, 'Upgrade your machine: this metadata is deprecated', 'unexpected-response'],
  ] as const) {
    it(`a ${status} with "${text}"`, () => {
      for (const body of errorShapes(text)) expect(shortResult(readResponse(status, body))).to.equal(reason);
    });
  }

  it('a text with a key that contains such words', () => {
    for (const licenseKey of ['API-deprecated', 'v2-retired', 'no-longer-served', 'endpoint-moved']) {
      expect(shortResult(readResponse(404, { message: `License ${licenseKey} not found` }, { licenseKey }))).to.equal(
        'not-found',
      );
      expect(
        shortResult(readResponse(403, { message: `License ${licenseKey} is not yours` }, { licenseKey })),
      ).to.equal('forbidden');
    }
    expect(shortResult(readResponse(404, { message: `API key of ${KEY}: license not found` }))).to.equal('not-found');
  });
});
