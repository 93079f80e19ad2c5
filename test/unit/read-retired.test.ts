import { expect } from '@open-wc/testing';
import { errorShapes, readResponse, shortResult } from './responses.js';

/** All 4xx statuses except for those with their own reason. */
const statuses = Array.from({ length: 100 }, (_, i) => 400 + i).filter((status) => ![408, 410, 429].includes(status));

describe('a retired API', () => {
  it('is a 410 with any body', () => {
    for (const body of ['', '<p>Gone', { message: 'License not found' }, { valid: true, id: 'mem_1' }])
      expect(shortResult(readResponse(410, body))).to.equal('retired');
    expect(shortResult(readResponse(410, '', {}, { body: null, contentType: '' }))).to.equal('retired');
  });

  for (const text of [
    'API v2 is deprecated',
    'This API version has been retired',
    'This endpoint is no longer served',
    'API v2 is no longer available. Please use v1.',
    'The v2 API was sunset on November 13, 2026',
    'This version of the API was discontinued',
    'This endpoint has moved to /api/v1/memberships',
    'This route was removed',
    'API version 2 has been shut down',
    'API v2 stopped working on November 13, 2026',
    'DEPRECATED',
    'Membership not found. License keys are no longer supported.',
    'This product has moved',
  ]) {
    it(`is any other 4xx with "${text}"`, () => {
      for (const status of statuses) {
        for (const body of errorShapes(text))
          expect(shortResult(readResponse(status, body)), `${status} ${JSON.stringify(body)}`).to.equal('retired');
      }
    });
  }

  it('takes precedence over a refusal that comes with it', () => {
    const notFound = { message: 'License not found', error: 'This endpoint is deprecated' };
    expect(shortResult(readResponse(404, notFound))).to.equal('retired');
    const otherDevice = { message: 'Please reset your key to use on a new machine', error: { message: 'Removed' } };
    expect(shortResult(readResponse(400, otherDevice))).to.equal('retired');
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
    [401, 'The API Key supplied does not have permission to access this route', 'unauthorized'],
    [401, 'Your access token is invalid', 'unauthorized'],
    [403, 'Forbidden', 'forbidden'],
    [403, 'Please upgrade your plan to use the API', 'forbidden'],
    [404, 'Route not found', 'unexpected-response'],
    [404, 'This was unmoved, longer and nonstopped', 'unexpected-response'],
    [405, "Request method 'POST' is not supported.", 'unexpected-response'],
    [404, `API v2 is deprecated${'.'.repeat(1000)}`, 'unexpected-response'],
  ] as const) {
    it(`a ${status} with "${text.slice(0, 80)}"`, () => {
      for (const body of errorShapes(text)) expect(shortResult(readResponse(status, body))).to.equal(reason);
    });
  }

  it('a refusal of a key that contains such a word', () => {
    for (const licenseKey of ['API-deprecated', 'v2-retired', 'removed']) {
      const message = `No such Resource found with the provided ID: ${licenseKey}`;
      expect(shortResult(readResponse(404, { message }, { licenseKey }))).to.equal('not-found');
    }
  });
});
