declare function readBaseUrl(text: string, pageUrl?: string): string;

declare class ConfigurationError extends Error {
    name: string;
}

declare function fetchAnywhere(url: string, init: RequestInit): Promise<Response>;

interface ApiResponse {
    status: number;
    contentType: string;
    body: string | null;
    retryAfter: string | null;
}
type NetworkFault = 'offline' | 'unreachable' | 'timeout';
type Fetcher = (url: string, init: RequestInit) => Promise<Response>;

interface RetryOptions {
    signal: AbortSignal;
    pauseMs: readonly [shortest: number, longest: number];
    onFirstFault?: (fault: ApiResponse | NetworkFault) => void;
    mayRetry?: () => boolean | Promise<boolean>;
    fetcher?: Fetcher | undefined;
}
declare function fetchWithRetry(url: string, init: RequestInit, { signal, pauseMs, onFirstFault, mayRetry, fetcher }: RetryOptions): Promise<ApiResponse | NetworkFault>;

type KeyFault = 'empty-key' | 'malformed-key' | 'several-words' | 'whop-id';
declare function cleanLicenseKey(typed: unknown): string;
declare function findKeyFault(key: string, apiKey?: string): KeyFault | null;

declare function readBody(message: Pick<Body, 'body' | 'text'>, maxBytes: number): Promise<string | null>;

type Json = Record<string, unknown>;
declare function readJson(contentType: string, body: string | null): Json;
declare function isObject(value: unknown): value is Json;
declare function getOwn(json: Json, name: string): unknown;
declare function getOwnString(json: Json, name: string): string | null;

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
type WithoutMessage<V> = V extends {
    message: string;
} ? Omit<V, 'message'> : V;
type CheckResult = WithoutMessage<Verdict>;

declare function belongsToOtherKey({ license_key: echoed }: Json, licenseKey: string): boolean;
declare function readTime(value: unknown): Date | null;
declare function readCount(value: unknown): number | null;
declare function readManageUrl(value: unknown): string | null;

interface Question {
    licenseKey: string;
    products: string[];
    plans: string[];
}
declare function readResult({ status, contentType, body, retryAfter }: ApiResponse, question: Question): CheckResult;

declare function readRetryAfter(header: string | null): number | null;

export { ConfigurationError, belongsToOtherKey, cleanLicenseKey, fetchAnywhere, fetchWithRetry, findKeyFault, getOwn, getOwnString, isObject, readBaseUrl, readBody, readCount, readJson, readManageUrl, readResult, readRetryAfter, readTime };
export type { ApiResponse, CheckResult, Fetcher, InvalidReason, InvalidVerdict, Json, KeyFault, Membership, NetworkFault, Question, RetryOptions, UnverifiedReason, UnverifiedVerdict, ValidVerdict, Verdict };
