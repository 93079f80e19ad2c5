import { expect } from '@open-wc/testing';
import { personalTexts, validMembership } from '../support/membership.js';
import { KEY, readMembership, read, word } from './answers.js';

const PRODUCT = 'prod_Wi5LVBzrFG2nE';
const PLAN = 'plan_9QmXaB3yTz7Uo';

/** A good membership with other members, each `undefined` one left out. */
const member = (overrides: Record<string, unknown> = {}) => read(201, validMembership(overrides));

describe('whose license it is', () => {
  it('is the one that was asked for, in capitals or not', () => {
    for (const license_key of [KEY, KEY.toLowerCase(), 'pRO-0123aB-cDEF4567-89aBCDw', null, undefined, ''])
      expect(word(member({ license_key })), String(license_key)).to.equal('valid');
  });

  it('is nobody\u2019s when another key comes back', () => {
    for (const license_key of ['PRO-FFFFFF-CDEF4567-89ABCDW', `${KEY}X`, KEY.slice(1), ` ${KEY}`, 'x']) {
      for (const valid of [true, false])
        expect(word(member({ license_key, valid })), license_key).to.equal('unexpected-response');
    }
  });

  it('is nobody\u2019s when what comes back is no key', () => {
    for (const license_key of [[`${KEY}X`], { key: 'x' }, 5, true])
      expect(word(member({ license_key })), String(license_key)).to.equal('unexpected-response');
  });
});

describe('what the license is for', () => {
  const asked = (products: string[], plans: string[], overrides: Record<string, unknown> = {}) =>
    word(read(201, validMembership(overrides), { products, plans }));

  it('is anything, where the tag asks for nothing', () => {
    for (const product of [PRODUCT, 'prod_other1', null, undefined, { id: PRODUCT }, 5])
      expect(asked([], [], { product, plan: product })).to.equal('valid');
  });

  it('is one of the products and plans that the tag asks for', () => {
    expect(asked([PRODUCT], [])).to.equal('valid');
    expect(asked(['prod_other1', PRODUCT], ['plan_other1', PLAN])).to.equal('valid');
    expect(asked([], [PLAN])).to.equal('valid');
  });

  it('is another, compared to the letter', () => {
    for (const product of [
      'prod_other1',
      PRODUCT.toLowerCase(),
      ` ${PRODUCT}`,
      `${PRODUCT}x`,
      PRODUCT.slice(0, -1),
      `${PRODUCT} prod_b2`,
    ])
      expect(asked([PRODUCT], [], { product }), product).to.equal('wrong-product');
    expect(asked(['prod_other1'], [])).to.equal('wrong-product');
    expect(asked([PRODUCT], ['plan_other1'])).to.equal('wrong-plan');
    expect(asked(['prod_other1'], ['plan_other1'])).to.equal('wrong-product');
  });

  it('is said before whether it is good', () => {
    expect(asked(['prod_other1'], [], { valid: false, status: 'expired' })).to.equal('wrong-product');
    expect(asked([], ['plan_other1'], { valid: false })).to.equal('wrong-plan');
    expect(asked([PRODUCT], [PLAN], { valid: false })).to.equal('inactive');
    expect(asked(['prod_other1'], [], { valid: false, id: undefined })).to.equal('wrong-product');
  });

  it('is told with the membership', () => {
    expect(readMembership(read(201, validMembership(), { products: ['prod_other1'], plans: [] }))).to.include({
      id: 'mem_4eKq2VbNsWc0Lt',
      product: PRODUCT,
      plan: PLAN,
    });
  });

  it('is unknown where the answer names none: no yes and no no', () => {
    for (const missing of [undefined, null, '', {}, { id: PRODUCT }, [PRODUCT], 5, true]) {
      for (const valid of [true, false]) {
        expect(asked([PRODUCT], [], { product: missing, valid }), String(missing)).to.equal('unexpected-response');
        expect(asked([], [PLAN], { plan: missing, valid }), String(missing)).to.equal('unexpected-response');
      }
    }
    expect(asked(['prod_other1'], [PLAN], { plan: null })).to.equal('unexpected-response');
  });
});

describe('what may be known of a membership', () => {
  it('is what the page needs', () => {
    const ruling = member({
      expires_at: 1791417600,
      renewal_period_end: 1791417601,
      cancel_at_period_end: true,
      quantity: 3,
      token: 'a.b.c',
    });
    expect(ruling).to.have.all.keys('outcome', 'membership', 'checkedAt', 'stale', 'token');
    expect(ruling).to.include({ outcome: 'valid', stale: false, token: 'a.b.c' });
    expect(readMembership(ruling)).to.deep.equal({
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

  it('is nothing personal, however Whop\u2019s answer grows', () => {
    const grown = validMembership({
      license_key: KEY,
      user: { email: 'personal-new@personal.example' },
      name: 'personal-name',
      nested: { email: personalTexts },
      recommended_action: 'personal-action',
      __proto__: null,
    });
    for (const ruling of [
      read(201, grown),
      read(200, { ...grown, valid: false }),
      read(201, grown, { products: ['prod_x1'] }),
      read(404, { ...grown, message: 'License not found' }),
    ]) {
      const seen = JSON.stringify(ruling);
      for (const text of [...personalTexts, 'personal', KEY]) expect(seen).to.not.contain(text);
    }
  });

  it('is of the right kind, or not there', () => {
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
    const ruling = member(junk);
    expect(ruling).to.include({ token: null });
    expect(readMembership(ruling)).to.deep.equal({
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
      expect(readMembership(member({ quantity })).quantity).to.equal(null);
    expect(readMembership(read(201, { valid: true, id: 'mem_1' }))).to.deep.equal({
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

  it('is nothing without an id', () => {
    for (const id of [undefined, null, 5, {}])
      expect(member({ id, valid: false })).to.include({ reason: 'inactive', membership: null });
  });
});

describe('the times of a membership', () => {
  const expiresAt = (expires_at: unknown) => readMembership(member({ expires_at })).expiresAt;

  it('are Unix seconds', () => {
    for (const seconds of [1791417600, 1, 0, -1, 1791417600.5, 8.64e12])
      expect(expiresAt(seconds), String(seconds)).to.deep.equal(new Date(seconds * 1000));
  });

  it('are read where they come as text', () => {
    for (const text of ['2026-10-08T00:00:00Z', '2026-10-08T00:00:00.000Z', '2026-10-08T02:00:00+02:00', '2026-10-08'])
      expect(expiresAt(text), text).to.deep.equal(new Date(1791417600000));
  });

  it('are none where there is none', () => {
    for (const none of [null, undefined, '', 'never', true, false, {}, [], [1791417600]])
      expect(expiresAt(none), String(none)).to.equal(null);
  });

  it('are no broken dates, however far away', () => {
    for (const huge of [8.65e12, 1e300, -1e300]) expect(expiresAt(huge), String(huge)).to.equal(null);
    expect(readMembership(read(201, '{"valid":true,"id":"mem_1","expires_at":1e999}')).expiresAt).to.equal(null);
  });
});

describe('where a membership is managed', () => {
  const manageUrl = (manage_url: unknown) => readMembership(member({ manage_url })).manageUrl;

  it('is on Whop, over https', () => {
    for (const url of [
      'https://whop.com/',
      'https://whop.com/@me/settings/orders/',
      'https://dash.whop.com/a?b#c',
      'https://a.b.whop.com/',
    ])
      expect(manageUrl(url)).to.equal(url);
    expect(manageUrl('HTTPS://WHOP.COM')).to.equal('https://whop.com/');
  });

  it('is nowhere that only looks like it', () => {
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
