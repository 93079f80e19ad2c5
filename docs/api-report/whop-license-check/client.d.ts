interface CheckOptions {
    apiKey?: string;
    apiBase?: string;
    product?: string;
    plan?: string;
    metadata?: object;
    timeout?: number;
}

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
type Verdict = ValidVerdict | InvalidVerdict | UnverifiedVerdict;
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

interface ValidateLicenseOptions extends CheckOptions {
    licenseKey: string;
}
declare function validateLicense(options: ValidateLicenseOptions): Promise<Verdict>;

export { validateLicense };
export type { CheckOptions, InvalidReason, InvalidVerdict, Membership, UnverifiedReason, UnverifiedVerdict, ValidVerdict, ValidateLicenseOptions, Verdict };
