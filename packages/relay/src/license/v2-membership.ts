import type { MembershipStatus, V1Membership } from '../upstream/v1-membership.js';

/** The seller's own rules, which Whop does not know. */
export interface Rules {
  /** Accepted `prod_…`; empty: any. */
  products: readonly string[];
  /** Whether a membership counts whose payment is late. */
  allowPastDue: boolean;
}

/** A membership as API v2 describes it, as far as a license check reads it. */
export interface V2Membership {
  id: string;
  product: string | null;
  plan: string | null;
  status: string;
  valid: boolean;
  /** In Unix seconds, as all times of v2. */
  expires_at: number | null;
  renewal_period_end: number | null;
  cancel_at_period_end: boolean;
  quantity: number | null;
  manage_url: string | null;
}

/** Whop's own clients let these in. Its guide has no list (`past_due` is each seller's choice). */
const GOOD_STATUSES: readonly MembershipStatus[] = ['active', 'trialing', 'completed', 'canceling'];

/** Whether Whop calls the license good, whatever it is for. */
export function isGood(
  { status }: Pick<V1Membership, 'status'>,
  { allowPastDue }: Pick<Rules, 'allowPastDue'>,
): boolean {
  return GOOD_STATUSES.includes(status) || (allowPastDue && status === 'past_due');
}

/** Turns a membership of v1, which has no `valid`, into what v2 would answer. */
export function toV2Membership(membership: Omit<V1Membership, 'metadata'>, rules: Rules): V2Membership {
  const { id, product, plan, status } = membership;
  return {
    id,
    product,
    plan,
    status,
    valid: isGood(membership, rules) && (!rules.products.length || rules.products.includes(product ?? '')),
    expires_at: membership.expiresAt,
    renewal_period_end: membership.renewsAt,
    cancel_at_period_end: membership.cancelAtPeriodEnd,
    quantity: membership.quantity,
    manage_url: membership.manageUrl,
  };
}
