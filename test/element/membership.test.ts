import { expect } from '@open-wc/testing';
import type { Membership } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { createTag, checkKey } from '../support/tag.js';
import { goodReply, PLAN, PRODUCT } from '../support/verdict-rows.js';

describe('the membership in a verdict', () => {
  const seconds = 1_900_000_000;
  const fullMembership = {
    expires_at: seconds,
    renewal_period_end: seconds - 60,
    cancel_at_period_end: true,
    quantity: 3,
    status: 'trialing',
  };
  const expected: Membership = {
    id: 'mem_4eKq2VbNsWc0Lt',
    product: PRODUCT,
    plan: PLAN,
    status: 'trialing',
    expiresAt: new Date(seconds * 1000),
    renewsAt: new Date((seconds - 60) * 1000),
    cancelAtPeriodEnd: true,
    quantity: 3,
    manageUrl: 'https://whop.com/orders/mem_4eKq2VbNsWc0Lt/manage/',
  };

  async function getVerdict(fields: Record<string, unknown>, attributes: Record<string, string> = {}): Promise<object> {
    const api = await createApi(goodReply(fields));
    return checkKey(await createTag({ 'api-base': api.base, ...attributes }));
  }

  it('has exactly the fields of the contract', async () => {
    expect(await getVerdict(fullMembership)).to.have.deep.property('membership', expected);
  });

  it('is also present when the license is refused', async () => {
    expect(await getVerdict({ ...fullMembership, valid: false })).to.deep.include({
      reason: 'inactive',
      membership: expected,
    });
    expect(await getVerdict(fullMembership, { product: 'prod_other' })).to.deep.include({
      reason: 'wrong-product',
      membership: expected,
    });
    expect(await getVerdict(fullMembership, { plan: 'plan_other' })).to.deep.include({
      reason: 'wrong-plan',
      membership: expected,
    });
  });

  it('is null without an ID', async () => {
    expect(await getVerdict({ valid: false, id: undefined })).to.include({ reason: 'inactive', membership: null });
  });

  it('has null for missing and unusable fields', async () => {
    const unusableFields = {
      product: 5,
      plan: null,
      status: undefined,
      expires_at: 'soon',
      renewal_period_end: null,
      cancel_at_period_end: 'yes',
      quantity: 1.5,
    };
    expect(await getVerdict({ ...unusableFields, manage_url: undefined })).to.have.deep.property('membership', {
      id: expected.id,
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

  for (const manage_url of [
    'http://whop.com/x',
    'javascript:alert(1)',
    'https://notwhop.com/',
    'https://whop.com.evil.example/',
    'https://whop.com@evil.example/',
    '/orders',
    5,
  ]) {
    it(`has no link to ${manage_url}`, async () => {
      expect(await getVerdict({ manage_url })).to.have.nested.property('membership.manageUrl', null);
    });
  }

  it('links to a subdomain of whop.com', async () => {
    expect(await getVerdict({ manage_url: 'https://my.whop.com/x' })).to.have.nested.property(
      'membership.manageUrl',
      'https://my.whop.com/x',
    );
  });

  it('comes with the token of a relay, if there is one', async () => {
    expect(await getVerdict({ token: 'a.b.c' })).to.include({ outcome: 'valid', token: 'a.b.c' });
    expect(await getVerdict({ token: { a: 1 } })).to.include({ outcome: 'valid', token: null });
    expect(await getVerdict({})).to.include({ outcome: 'valid', token: null });
  });
});
