import { expect } from '@open-wc/testing';
import { personalTexts, validMembership } from '../support/membership.js';
import { KEY, getMembership, readResponse, shortResult } from './responses.js';

const PRODUCT = 'prod_Wi5LVBzrFG2nE';
const PLAN = 'plan_9QmXaB3yTz7Uo';

/** Reads a valid membership with some fields replaced. `undefined` removes a field. */
const readMember = (overrides: Record<string, unknown> = {}) => readResponse(201, validMembership(overrides));

describe('the key in the response', () => {
  it('may be the submitted key in any case, or missing', () => {
    for (const license_key of [KEY, KEY.toLowerCase(), 'pRO-0123aB-cDEF4567-89aBCDw', null, undefined, ''])
      expect(shortResult(readMember({ license_key })), String(license_key)).to.equal('valid');
  });

  it('may not be another key', () => {
    for (const license_key of ['PRO-FFFFFF-CDEF4567-89ABCDW', `${KEY}X`, KEY.slice(1), ` ${KEY}`, 'x']) {
      for (const valid of [true, false])
        expect(shortResult(readMember({ license_key, valid })), license_key).to.equal('unexpected-response');
    }
  });

  it('may not be anything but a string', () => {
    for (const license_key of [[`${KEY}X`], { key: 'x' }, 5, true])
      expect(shortResult(readMember({ license_key })), String(license_key)).to.equal('unexpected-response');
  });
});

describe('the product and the plan', () => {
  const checkFor = (products: string[], plans: string[], overrides: Record<string, unknown> = {}) =>
    shortResult(readResponse(201, validMembership(overrides), { products, plans }));

  it('may be anything if the tag requires none', () => {
    for (const product of [PRODUCT, 'prod_other1', null, undefined, { id: PRODUCT }, 5])
      expect(checkFor([], [], { product, plan: product })).to.equal('valid');
  });

  it('may be any of those that the tag requires', () => {
    expect(checkFor([PRODUCT], [])).to.equal('valid');
    expect(checkFor(['prod_other1', PRODUCT], ['plan_other1', PLAN])).to.equal('valid');
    expect(checkFor([], [PLAN])).to.equal('valid');
  });

  it('are compared exactly', () => {
    for (const product of [
      'prod_other1',
      PRODUCT.toLowerCase(),
      ` ${PRODUCT}`,
      `${PRODUCT}x`,
      PRODUCT.slice(0, -1),
      `${PRODUCT} prod_b2`,
    ])
      expect(checkFor([PRODUCT], [], { product }), product).to.equal('wrong-product');
    expect(checkFor(['prod_other1'], [])).to.equal('wrong-product');
    expect(checkFor([PRODUCT], ['plan_other1'])).to.equal('wrong-plan');
    expect(checkFor(['prod_other1'], ['plan_other1'])).to.equal('wrong-product');
  });

  it('are checked before the validity', () => {
    expect(checkFor(['prod_other1'], [], { valid: false, status: 'expired' })).to.equal('wrong-product');
    expect(checkFor([], ['plan_other1'], { valid: false })).to.equal('wrong-plan');
    expect(checkFor([PRODUCT], [PLAN], { valid: false })).to.equal('inactive');
    expect(checkFor(['prod_other1'], [], { valid: false, id: undefined })).to.equal('wrong-product');
  });

  it('are reported with the membership if they are wrong', () => {
    expect(getMembership(readResponse(201, validMembership(), { products: ['prod_other1'], plans: [] }))).to.include({
      id: 'mem_4eKq2VbNsWc0Lt',
      product: PRODUCT,
      plan: PLAN,
    });
  });

  it('make the response unexpected if they are required but missing', () => {
    for (const missing of [undefined, null, '', {}, { id: PRODUCT }, [PRODUCT], 5, true]) {
      for (const valid of [true, false]) {
        expect(checkFor([PRODUCT], [], { product: missing, valid }), String(missing)).to.equal('unexpected-response');
        expect(checkFor([], [PLAN], { plan: missing, valid }), String(missing)).to.equal('unexpected-response');
      }
    }
    expect(checkFor(['prod_other1'], [PLAN], { plan: null })).to.equal('unexpected-response');
  });
});

describe('the membership in a result', () => {
  it('has what the page needs', () => {
    const result = readMember({
      expires_at: 1791417600,
      renewal_period_end: 1791417601,
      cancel_at_period_end: true,
      quantity: 3,
      token: 'a.b.c',
    });
    expect(result).to.have.all.keys('outcome', 'membership', 'checkedAt', 'stale', 'token');
    expect(result).to.include({ outcome: 'valid', stale: false, token: 'a.b.c' });
    expect(getMembership(result)).to.deep.equal({
      id: 'mem_4eKq2VbNsWc0Lt',
      product: PRODUCT,
      plan: PLAN,
      status: 'active',
      expiresAt: new Date('2026-10-08T00:00:00Z'),
      renewsAt: new Date('2026-10-08T00:00:01Z'),
      cancelAtPeriodEnd: true,
      quantity: 3,
      manageUrl: 'https://whop.com/orders/mem_4eKq2VbNsWc0Lt/manage/',
    });
  });

  it('has nothing personal, even if Whop adds fields', () => {
    const extended = validMembership({
      license_key: KEY,
      user: { email: 'personal-new@personal.example' },
      name: 'personal-name',
      nested: { email: personalTexts },
      recommended_action: 'personal-action',
      __proto__: null,
    });
    for (const result of [
      readResponse(201, extended),
      readResponse(200, { ...extended, valid: false }),
      readResponse(201, extended, { products: ['prod_x1'] }),
      readResponse(404, { ...extended, message: 'License not found' }),
    ]) {
      const json = JSON.stringify(result);
      for (const text of [...personalTexts, 'personal', KEY]) expect(json).to.not.contain(text);
    }
  });

  it('has null for fields of the wrong type', () => {
    const junk = {
      product: 5,
      plan: ['plan_1'],
      status: { label: 'x' },
      expires_at: {},
      renewal_period_end: [],
      cancel_at_period_end: 'true',
      quantity: '3',
      manage_url: 7,
      token: { a: 1 },
    };
    const result = readMember(junk);
    expect(result).to.include({ token: null });
    expect(getMembership(result)).to.deep.equal({
      id: 'mem_4eKq2VbNsWc0Lt',
      product: null,
      plan: null,
      status: '',
      expiresAt: null,
      renewsAt: null,
      cancelAtPeriodEnd: false,
      quantity: null,
      manageUrl: null,
    });
    for (const quantity of [1.5, 1e300, null, true])
      expect(getMembership(readMember({ quantity })).quantity).to.equal(null);
    expect(getMembership(readResponse(201, { valid: true, id: 'mem_1' }))).to.deep.equal({
      id: 'mem_1',
      product: null,
      plan: null,
      status: '',
      expiresAt: null,
      renewsAt: null,
      cancelAtPeriodEnd: false,
      quantity: null,
      manageUrl: null,
    });
  });

  it('is null without an ID', () => {
    for (const id of [undefined, null, 5, {}])
      expect(readMember({ id, valid: false })).to.include({ reason: 'inactive', membership: null });
  });
});

describe('the times of a membership', () => {
  const expiresAt = (expires_at: unknown) => getMembership(readMember({ expires_at })).expiresAt;

  it('are Unix seconds', () => {
    for (const seconds of [1791417600, 1, 1791417600.5, 8.64e12])
      expect(expiresAt(seconds), String(seconds)).to.deep.equal(new Date(seconds * 1000));
  });

  it('can also be ISO dates', () => {
    for (const text of ['2026-10-08T00:00:00Z', '2026-10-08T00:00:00.000Z', '2026-10-08T02:00:00+02:00', '2026-10-08'])
      expect(expiresAt(text), text).to.deep.equal(new Date(1791417600000));
  });

  it('are null if they are missing or unreadable', () => {
    for (const missing of [null, undefined, '', 'never', true, false, {}, [], [1791417600]])
      expect(expiresAt(missing), String(missing)).to.equal(null);
  });

  it('are null if they are zero or less', () => {
    for (const none of [
      0,
      -0,
      -1,
      '0',
      '-1',
      -62135596800,
      '1970-01-01',
      '1970-01-01T00:00:00Z',
      '0001-01-01T00:00:00Z',
    ])
      expect(expiresAt(none), String(none)).to.equal(null);
  });

  it('are null if they are out of range', () => {
    for (const huge of [8.65e12, 1e300, -1e300]) expect(expiresAt(huge), String(huge)).to.equal(null);
    expect(getMembership(readResponse(201, '{"valid":true,"id":"mem_1","expires_at":1e999}')).expiresAt).to.equal(null);
  });
});

describe('the URL to manage a membership', () => {
  const manageUrl = (manage_url: unknown) => getMembership(readMember({ manage_url })).manageUrl;

  it('is an https URL on whop.com', () => {
    for (const url of [
      'https://whop.com/',
      'https://whop.com/@me/settings/orders/',
      'https://dash.whop.com/a?b#c',
      'https://a.b.whop.com/',
    ])
      expect(manageUrl(url)).to.equal(url);
    expect(manageUrl('HTTPS://WHOP.COM')).to.equal('https://whop.com/');
  });

  it('is null for anything else, however similar', () => {
    for (const url of [
      'http://whop.com/',
      'https://evilwhop.com/',
      'https://whop.com.evil.example/',
      'https://whop.com@evil.example/',
      'https://evil.example/whop.com',
      'https://evil.example?whop.com',
      'https://evil.example#.whop.com',
      'https://evil.example\\.whop.com',
      'https://wh\u043ep.com/',
      'https://whop.co/',
      'https://whop.community/',
      'https://-whop.com/',
      'https://whop.com.',
      'https://xwhop.com',
      '//whop.com/',
      '/orders',
      'whop.com/orders',
      'javascript:alert(1)//whop.com',
      'javascript://whop.com/%0aalert(1)',
      'data:text/html,whop.com',
      'blob:https://whop.com/1',
      'ftp://whop.com/',
      'https:',
      'https://',
      '',
      ' ',
      null,
      5,
      {},
      ['https://whop.com/'],
    ]) {
      expect(manageUrl(url), String(url)).to.equal(null);
    }
  });
});
