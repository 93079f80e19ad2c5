import { expect } from '@open-wc/testing';
import { errorShapes, KEY, readResponse, shortResult } from './responses.js';

const readTexts = (text: string, question = {}) =>
  errorShapes(text).map((body) => shortResult(readResponse(404, body, question)));
const repeatReason = (text: string, reason: string) => errorShapes(text).map(() => reason);

function expectText(text: string, reason: 'not-found' | 'unexpected-response', question = {}): void {
  expect(readTexts(text, question), text).to.deep.equal(repeatReason(text, reason));
}

describe('a 404 says that there is no such license', () => {
  for (const text of [
    `No such Resource found with the provided ID: ${KEY}`,
    `No such Resource found with the provided ID: ${KEY.toLowerCase()}.`,
    'Membership not found',
    'membership not found.',
    'License not found',
    'License not found',
    'License key not found',
    'The license key was not found.',
    `License "${KEY}" not found`,
    `${KEY}: license not found`,
    'License does not exist',
    'This license doesn\u2019t exist.',
    "This license doesn't exist.",
    'No license found',
    `No membership was found for ${KEY}`,
    'No such license',
    'No such key',
    'The license could not be found',
    'This membership cannot be found',
    "We couldn't find that license",
    "Couldn't find Membership with 'id'=" + KEY,
    'Resource not found',
    'The requested resource was not found',
    'The requested resource does not exist',
    'Key not found',
    'ID not found',
    'No license was found for this API key',
    'License not found for this API key',
    'Error: License not found',
    'No membership exists with this key',
    'No matching license found',
    'No valid license exists for this key',
  ]) {
    it(`with "${text}"`, () => {
      expectText(text, 'not-found');
      expectText(text, 'not-found', { wasValid: true });
    });
  }

  it('with a number next to the text, as many frameworks send it', () => {
    for (const body of [
      { statusCode: 404, message: 'License not found', error: 'Not Found' },
      { status: 404, error: 'Membership not found' },
      { code: 5, message: 'This license does not exist' },
    ]) {
      expect(shortResult(readResponse(404, body, { wasValid: true }))).to.equal('not-found');
    }
  });

  it('with a link to the buyer\u2019s own pages', () => {
    for (const link of [
      'https://whop.com/@me/settings/orders/',
      'https://www.whop.com/@me/settings/orders',
      'whop.com/@me/settings/orders',
      'https://whop.com/orders',
    ]) {
      expectText(`License not found. Your keys are at ${link}`, 'not-found');
    }
  });

  it('but the same text with another status does not', () => {
    for (const status of [200, 400, 401, 403, 405, 406, 409, 418, 422, 451, 499, 500])
      expect(shortResult(readResponse(status, { message: 'License not found' }))).to.not.equal('not-found');
  });
});

describe('a bare "Not found"', () => {
  it('is believed for a key that was never valid here', () => {
    for (const text of [
      'Not found',
      'Not Found',
      'not found',
      'NOT FOUND',
      'Not found.',
      'Not found!',
      ' Not Found ',
      `${KEY} not found`,
    ])
      expectText(text, 'not-found');
    expect(shortResult(readResponse(404, { message: 'Not found', error: 'Not Found' }))).to.equal('not-found');
  });

  it('is not believed for a key that was valid here', () => {
    for (const text of ['Not found', 'Not Found.', `${KEY} not found`])
      expectText(text, 'unexpected-response', { wasValid: true });
    expect(shortResult(readResponse(404, { message: 'Not found', error: 'Not Found' }, { wasValid: true }))).to.equal(
      'unexpected-response',
    );
  });

  it('is a framework\u2019s own message if there is a number next to it', () => {
    for (const body of [
      { status: 404, error: 'Not Found' },
      { statusCode: 404, message: 'Not Found' },
      { message: 'Not Found', code: 404 },
      { error: 'Not Found', timestamp: 1791417600 },
      { message: 'not found', n: -0.5 },
    ]) {
      expect(shortResult(readResponse(404, body)), JSON.stringify(body)).to.equal('unexpected-response');
    }
  });

  it('is still bare with a request ID', () => {
    for (const text of [
      'Not found. Ray ID: 8c1f2a',
      'Not found (trace id 12)',
      'Not Found. Error ID: 55f',
      'Not found [correlation id: a-b]',
    ])
      expectText(text, 'unexpected-response', { wasValid: true });
  });
});

describe('a key echoed in the text', () => {
  const unusualKeys = [
    'API',
    'route',
    'not-found',
    'endpoint',
    'id',
    'url',
    'v2',
    'path',
    'no-longer-served',
    'API-version-2',
    'parameter',
    'request-type',
    'R.X*(+[',
    '$&',
    '$1',
    '^$',
    'key',
    '\u00c9\u{1f600}',
    '-',
    'A-',
    'apis',
    'deprecated-api',
  ];

  it('does not change the meaning', () => {
    for (const licenseKey of unusualKeys) {
      for (const text of [
        `No such Resource found with the provided ID: ${licenseKey}`,
        `License ${licenseKey} not found`,
        `The license (${licenseKey}) does not exist.`,
        `License '${licenseKey.toUpperCase()}' was not found`,
      ]) {
        expectText(text, 'not-found', { licenseKey });
      }
      expectText(`Cannot POST /api/v2/memberships/${licenseKey}/validate_license`, 'unexpected-response', {
        licenseKey,
      });
    }
  });

  it('is recognized only as a whole word', () => {
    for (const licenseKey of ['A', 'AP', 'PI', 'I'])
      expectText('API: license not found', 'unexpected-response', { licenseKey });
    for (const licenseKey of ['API', '2'])
      expectText('Route-2-API-2: license not found', 'unexpected-response', { licenseKey });
    expectText('API: license not found', 'not-found', { licenseKey: 'API' });
  });
});

describe('in a response with several texts', () => {
  it('one about the API decides', () => {
    for (const apiText of [
      'Route not found',
      'No such endpoint',
      'The requested URL was not found',
      'Unknown API version',
      'Path /v2 does not exist',
    ]) {
      for (const body of [
        { message: 'License not found', error: apiText },
        { message: apiText, error: 'License not found' },
        { message: apiText, error: { code: 404, message: 'License not found' } },
        { message: 'Not found', error: apiText },
      ]) {
        expect(shortResult(readResponse(404, body)), JSON.stringify(body)).to.equal('unexpected-response');
      }
    }
  });

  it('one clear refusal is enough otherwise', () => {
    for (const body of [
      { message: 'License not found', error: 'Not Found' },
      { message: 'Not Found', error: 'License not found' },
      { message: 'Oops', error: { message: 'License not found' } },
    ]) {
      expect(shortResult(readResponse(404, body, { wasValid: true })), JSON.stringify(body)).to.equal('not-found');
    }
  });
});
