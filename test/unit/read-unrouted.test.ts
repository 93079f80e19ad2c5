import { expect } from '@open-wc/testing';
import { errorShapes, KEY, readResponse, shortResult } from './responses.js';

const PATH = `/api/v2/memberships/${KEY}/validate_license`;

/** What servers respond to an unknown URL. If the API moved, every key would get this response. */
const frameworks: Record<string, object | string> = {
  Rails: { status: 404, error: 'Not Found' },
  'Rails, an unknown action': {
    status: 404,
    error: `The action 'validate_license' could not be found for Api::V2::MembershipsController`,
  },
  'Rails, no route': { message: `No route matches [POST] "${PATH}"` },
  Express: `<!DOCTYPE html><pre>Cannot POST ${PATH}</pre>`,
  'Express, as JSON': { message: `Cannot POST ${PATH}` },
  Fastify: { message: `Route POST:${PATH} not found`, error: 'Not Found', statusCode: 404 },
  NestJS: { message: `Cannot POST ${PATH}`, error: 'Not Found', statusCode: 404 },
  'NestJS, bare': { statusCode: 404, message: 'Not Found' },
  AdonisJS: { message: `E_ROUTE_NOT_FOUND: Cannot POST:${PATH}`, code: 'E_ROUTE_NOT_FOUND', status: 404 },
  LoopBack: { error: { statusCode: 404, name: 'NotFoundError', message: `Endpoint "POST ${PATH}" not found.` } },
  'LoopBack 3': { error: { statusCode: 404, name: 'Error', message: `There is no method to handle POST ${PATH}` } },
  FeathersJS: { name: 'NotFound', message: 'Page not found', code: 404, className: 'not-found' },
  hapi: { statusCode: 404, error: 'Not Found', message: 'Not Found' },
  Spring: { timestamp: '2026-11-14T00:00:00Z', status: 404, error: 'Not Found', path: PATH },
  'Spring, without a message': {
    timestamp: 1791417600,
    status: 404,
    error: 'Not Found',
    message: 'No message available',
    path: PATH,
  },
  'Spring, static resource': {
    status: 404,
    error: 'Not Found',
    message: `No static resource ${PATH.slice(1)}.`,
    path: PATH,
  },
  'Spring, static resource elsewhere': { message: `No static resource memberships/${KEY}/validate_license.` },
  'Spring, problem': {
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail: 'No static resource memberships.',
  },
  Micronaut: { message: 'Page Not Found', logref: 'x' },
  FastAPI: { detail: 'Not Found' },
  Django: { detail: 'Not found.' },
  Flask: {
    error:
      '404 Not Found: The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
  },
  Laravel: { message: `The route ${PATH.slice(1)} could not be found.` },
  'Laravel, older': { message: '', exception: 'NotFoundHttpException' },
  Symfony: {
    type: 'https://tools.ietf.org/html/rfc2616#section-10',
    title: 'An error occurred',
    status: 404,
    detail: 'Not Found',
  },
  'ASP.NET': {
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.5',
    title: 'Not Found',
    status: 404,
    traceId: '00-1-1-00',
  },
  'ASP.NET Web API': {
    Message: `No HTTP resource was found that matches the request URI 'https://api.whop.com${PATH}'.`,
  },
  'ASP.NET Web API, in small letters': {
    message: `No HTTP resource was found that matches the request URI 'https://api.whop.com${PATH}'.`,
  },
  Phoenix: { errors: { detail: 'Not Found' } },
  Go: '404 page not found\n',
  Gin: { code: 'PAGE_NOT_FOUND', message: 'Page not found' },
  'gRPC gateway': { code: 5, message: 'Not Found', details: [] },
  'Google endpoints': { code: 5, message: 'Method does not exist.', details: [] },
  Google: { error: { code: 404, message: 'Requested entity was not found.', status: 'NOT_FOUND' } },
  Rocket: { error: { code: 404, reason: 'Not Found', description: 'The requested resource could not be found.' } },
  'Amazon API Gateway': { message: 'Missing Authentication Token' },
  'Azure API Management': { statusCode: 404, message: 'Resource not found' },
  Kong: { message: 'no Route matched with those values' },
  'Kong, newer': { message: 'no Route matched with those values', request_id: '1f' },
  Tyk: { error: 'Requested endpoint does not exist' },
  Cloudflare: {
    success: false,
    errors: [{ code: 7003, message: 'Could not route to /memberships, perhaps your object identifier is invalid?' }],
    messages: [],
    result: null,
  },
  'Cloudflare, the page': '<!doctype html><title>Not Found</title>',
  nginx: '<html><head><title>404 Not Found</title></head></html>',
  Vercel: 'The page could not be found\n\nNOT_FOUND\n\niad1::x\n',
  'Vercel, as JSON': { error: { code: '404', message: 'The page could not be found' } },
  Netlify: 'Not Found - Request ID: 01H',
  Railway: { status: 'error', code: 404, message: 'Application not found', request_id: 'x' },
  Supabase: { code: 'NOT_FOUND', message: 'Requested function was not found' },
  PostgREST: {
    code: 'PGRST205',
    details: null,
    hint: null,
    message: "Could not find the table 'public.memberships' in the schema cache",
  },
  Heroku: '<!doctype html><title>No such app</title>',
  'Whop, later': { message: 'Route /v2/memberships/:id/validate_license not found' },
};

const splitLines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

describe('a 404 from a server that does not know the URL does not refuse a license', () => {
  for (const [name, body] of Object.entries(frameworks)) {
    it(name, () => {
      for (const wasValid of [false, true])
        expect(shortResult(readResponse(404, body, { wasValid }))).to.equal('unexpected-response');
    });
  }
});

describe('a 404 about the API', () => {
  it('is not about the license', () => {
    for (const text of splitLines(`
      Route not found
      The route for this license was not found
      No such endpoint
      License endpoint not found
      This URL does not exist
      The requested URI was not found for this membership
      Version not found
      License version not found
      API not found
      The licensing API could not be found
      This path was not found: memberships
      /memberships not found
      memberships/${KEY}/validate_license not found
      v2/memberships not found
      Membership service not found
      Method validate_license not found for memberships
      POST ${PATH}: resource not found
    `)) {
      expect(
        errorShapes(text).map((body) => shortResult(readResponse(404, body))),
        text,
      ).to.deep.equal(errorShapes(text).map(() => 'unexpected-response'));
    }
  });

  it('is not about the license if it has a URL of Whop', () => {
    for (const text of [
      `Resource https://whop.com${PATH} does not exist`,
      `https://whop.com${PATH} not found`,
      `https://whop.com/api/v2/memberships was not found: no such resource`,
      'https://whop.com/graphql not found',
    ]) {
      expect(shortResult(readResponse(404, { message: text })), text).to.equal('unexpected-response');
    }
  });
});

describe('a 404 about the request', () => {
  it('is not about the license', () => {
    for (const text of splitLines(`
      The product_id parameter is required to verify this license
      Parameter license not found
      License not found: parameter product_id is missing
      The field license_key was not found in the body
      Header X-License not found: key is missing
      You do not have permission to see this license, or it was not found
      Scope member:basic:read not found for this key
    `)) {
      expect(shortResult(readResponse(404, { message: text })), text).to.equal('unexpected-response');
    }
  });
});

describe('a 404 that is not about the license', () => {
  for (const text of splitLines(`
    User not found
    Company not found
    No such Company found with the provided ID: biz_1
    No such business found with the provided ID: biz_1
    Organization with ID org_1 not found
    Couldn't find Bot with 'id'=biz_1
    Couldn't find AccessPass with 'id'=prod_1
    Client ID does not exist
    Tenant ID not found
    Session ID not found
    API key not found
    No such API key
    The access key could not be found
    Encryption key not found
    Signing key does not exist
    The ID token was not found
    relation "memberships" does not exist
    Membership action not found
    No license handler found
    No product found for this license
    Company of this membership not found
    Company: ID does not exist
    Signing service, key not found
    jwks: key not found
    License for this user: seller not found
    License by lookup: handler not found
    No such resource: https://whop.com/v2/memberships
    Device not found for this license
    No device found for this license key
    Metadata not found for this membership
    Hardware ID not found
    Machine key does not exist
    Device: ID not found
    Device, ID not found
    License is valid, device not found
    API key not found for this license
    No API key found for this membership
    API key ID not found
    API key for this resource not found
    No match found for this device
    No key
    Your license is not active
    Something was not found
    Record not found
  `)) {
    it(`with "${text}"`, () => {
      for (const body of errorShapes(text))
        expect(shortResult(readResponse(404, body)), JSON.stringify(body)).to.equal('unexpected-response');
    });
  }

  it('with an unclear text or none', () => {
    for (const body of [
      { message: 'License found' },
      { message: 'License' },
      { message: '' },
      { error: null },
      { message: 'Invalid license format' },
      { error: 'not_found' },
      { error: { status: 404 } },
      { message: { text: 'License not found' } },
      { messages: ['License not found'] },
    ]) {
      expect(shortResult(readResponse(404, body)), JSON.stringify(body)).to.equal('unexpected-response');
    }
  });
});
