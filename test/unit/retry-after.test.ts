import { expect } from '@open-wc/testing';
import { readRetryAfter } from '../../src/check/retry-after.js';
import { stopClock } from '../support/override-global.js';
import { readResponse } from './responses.js';

const dateInSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();

describe('Retry-After', () => {
  it('is a number of seconds', () => {
    for (const [header, seconds] of [
      ['1', 1],
      ['30', 30],
      [' 60 ', 60],
      ['0', 0],
      ['007', 7],
      ['3600', 3600],
    ] as const)
      expect(readRetryAfter(header), header).to.equal(seconds);
  });

  it('can also be a date', () => {
    stopClock();
    expect(readRetryAfter(dateInSeconds(120))).to.equal(120);
    expect(readRetryAfter(dateInSeconds(3600))).to.equal(3600);
  });

  it('is 0 when the date has passed', () => {
    expect(readRetryAfter(dateInSeconds(-60))).to.equal(0);
    expect(readRetryAfter('Thu, 01 Jan 1970 00:00:00 GMT')).to.equal(0);
  });

  it('is at most an hour', () => {
    for (const header of [
      '3601',
      '86400',
      '99999999999999999999',
      '9'.repeat(5000),
      dateInSeconds(86400),
      'Fri, 31 Dec 9999 23:59:59 GMT',
    ])
      expect(readRetryAfter(header)).to.equal(3600);
  });

  it('is null when it is missing or unreadable', () => {
    for (const header of [
      null,
      '',
      ' ',
      'soon',
      'in 5 minutes',
      '60s',
      '60 seconds',
      '1e3',
      '0x10',
      '+30',
      'NaN',
      'Infinity',
      '-',
      '120, 120',
      '\u0665',
      '<b>5</b>',
      'Invalid Date',
    ]) {
      expect(readRetryAfter(header), String(header)).to.equal(null);
    }
  });

  it('is null for texts that a browser would parse as a date in 2001', () => {
    for (const header of ['-1', '-5', '-60', '1.5', '0.5', '5;', 'a:5', 'soon 5', 'after 12'])
      expect(readRetryAfter(header), header).to.equal(null);
  });

  it('is used with a 429 and with no other status', () => {
    expect(readResponse(429, {}, {}, { retryAfter: '30' })).to.include({
      outcome: 'unverified',
      reason: 'rate-limited',
      retryAfter: 30,
    });
    expect(readResponse(429, '', {}, { body: null, contentType: '' })).to.include({
      reason: 'rate-limited',
      retryAfter: 60,
    });
    for (const status of [400, 401, 403, 404, 408, 410, 500, 503])
      expect(readResponse(status, {}, {}, { retryAfter: '30' })).to.not.include({ retryAfter: 30 });
  });
});
