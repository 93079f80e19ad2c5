import { expect } from '@open-wc/testing';
import { gatewayBodiesBySender } from '../support/gateway-bodies.js';
import { readResponse, shortResult } from './responses.js';

const statuses = Array.from({ length: 100 }, (_, index) => 400 + index);

describe('a 4xx of somebody else than Whop, or about something else than the license', () => {
  it('is tried with 300 bodies at least, no two alike', () => {
    const bodies = gatewayBodiesBySender.flatMap(({ sender, bodies }) => bodies.map((body) => `${sender}: ${body}`));
    expect(new Set(bodies).size).to.equal(bodies.length);
    expect(bodies.length).to.be.at.least(300);
  });

  for (const { sender, bodies } of gatewayBodiesBySender) {
    it(`${sender}: refuses nobody, with any status`, () => {
      for (const body of bodies) {
        for (const status of statuses) {
          for (const contentType of ['application/json', 'application/problem+json', 'text/html']) {
            const result = readResponse(status, body, {}, { contentType });
            expect(result.outcome, `${status} ${contentType} ${body}: ${shortResult(result)}`).to.equal('unverified');
          }
        }
      }
    });
  }
});
