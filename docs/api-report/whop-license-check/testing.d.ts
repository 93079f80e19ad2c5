declare const FAKE_API_KEY = "apik_test_validate";
declare const FAKE_API_KEY_WITHOUT_SCOPE = "apik_test_no_scope";
declare const FAKE_API_KEY_FORBIDDEN = "apik_test_forbidden";
declare const FAKE_ACCOUNT_API_KEY = "apik_test_account";
declare const FAKE_PRODUCT = "prod_demo";
declare const FAKE_PLAN = "plan_demo";

interface ValidVerdict {
    outcome: 'valid';
    membership: Membership;
    checkedAt: Date;
    stale: boolean;
    token: string | null;
}
interface InvalidVerdict {
    outcome: 'invalid';
    reason: InvalidReason;
    message: string;
    membership: Membership | null;
    checkedAt: Date;
}
interface UnverifiedVerdict {
    outcome: 'unverified';
    reason: UnverifiedReason;
    message: string;
    retryAfter: number | null;
    checkedAt: Date;
}
type InvalidReason = 'empty-key' | 'malformed-key' | 'not-found' | 'inactive' | 'device-mismatch' | 'wrong-product' | 'wrong-plan';
type UnverifiedReason = 'misconfigured' | 'unauthorized' | 'forbidden' | 'rate-limited' | 'retired' | 'offline' | 'unreachable' | 'timeout' | 'server-error' | 'unexpected-response' | 'superseded';
interface Membership {
    id: string;
    product: string | null;
    plan: string | null;
    status: string;
    expiresAt: Date | null;
    renewsAt: Date | null;
    cancelAtPeriodEnd: boolean;
    quantity: number | null;
    manageUrl: string | null;
}

type Metadata = Record<string, unknown>;

interface FakeLicense {
    key: string;
    title: string;
    shows: string;
    verdict: ExpectedVerdict;
    response: FakeResponse;
    v1?: FakeResponse;
}
type ExpectedVerdict = Pick<ValidVerdict, 'outcome'> | Pick<InvalidVerdict, 'outcome' | 'reason'> | Pick<UnverifiedVerdict, 'outcome' | 'reason'>;
interface FakeResponse {
    status?: number;
    membership?: Record<string, unknown>;
    daysLeft?: number | null;
    boundTo?: Metadata;
    body?: string | object;
    headers?: Record<string, string>;
    delayMs?: number;
    fault?: ConnectionFault;
}
type ConnectionFault = 'down' | 'stall' | 'cut-off' | 'stall-in-body' | 'no-cors';

declare const fakeLicenses: readonly FakeLicense[];

interface FakeWhopOptions {
    now?: () => number;
    retired?: boolean;
}
declare function createFakeWhop({ now, retired }?: FakeWhopOptions): (request: Request) => Promise<Response>;

export { FAKE_ACCOUNT_API_KEY, FAKE_API_KEY, FAKE_API_KEY_FORBIDDEN, FAKE_API_KEY_WITHOUT_SCOPE, FAKE_PLAN, FAKE_PRODUCT, createFakeWhop, fakeLicenses };
export type { ConnectionFault, ExpectedVerdict, FakeLicense, FakeResponse, FakeWhopOptions, Metadata };
