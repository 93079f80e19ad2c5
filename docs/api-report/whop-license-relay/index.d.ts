import { JWK, JSONWebKeySet } from 'jose';

interface RelayState {
    get(name: string): Promise<CacheEntry | null>;
    set(name: string, value: string, ttlS: number): Promise<void>;
    delete(name: string): Promise<void>;
    acquireLease(name: string, ttlS: number): Promise<boolean>;
    consume(name: string, limit: RateLimit): Promise<RateLimitResult>;
    peek(name: string, limit: RateLimit): Promise<RateLimitResult>;
    health(): Promise<Health>;
    close(): void;
}
type Health = 'memory' | 'shared' | 'alone';
interface CacheEntry {
    value: string;
    ttlMs: number;
}
interface RateLimit {
    limit: number;
    windowS: number;
    limitWhenIsolated?: number;
}
interface RateLimitResult {
    isAllowed: boolean;
    consumed: number;
    retryAfterS: number;
}

interface RelayOptions {
    whopApiKey: string;
    allowedOrigins: string | string[];
    products?: string | string[];
    allowPastDue?: boolean | string;
    cacheSeconds?: number | string;
    trustProxy?: number | string;
    redisUrl?: string;
    signingKey?: JWK | JSONWebKeySet | string;
    issuer?: string;
    tokenSeconds?: number | string;
    whopApiBase?: string;
    state?: RelayState;
    log?: (line: string) => void;
}
declare function optionsFromEnvironment(env: object): RelayOptions;

interface Relay {
    fetch: (request: Request, ...platform: unknown[]) => Promise<Response>;
    close: () => void;
}
declare function createRelay(options: RelayOptions): Relay;

interface ObjectStorage {
    get(name: string): Promise<unknown>;
    put(name: string, value: StoredEntry): Promise<void>;
    delete(name: string): Promise<unknown>;
    list(): Promise<Map<string, unknown>>;
    getAlarm(): Promise<number | null>;
    setAlarm(time: number): Promise<void>;
}
interface StoredEntry {
    value: string;
    expiresAt: number;
}

interface DurableObjectNamespace {
    idFromName(name: string): object;
    get(id: never): {
        fetch(url: string, init: {
            method: string;
            body: string;
        }): Promise<Response>;
    };
}
declare class RelayObject {
    #private;
    constructor({ storage }: {
        storage: ObjectStorage;
    });
    fetch(request: Request): Promise<Response>;
    alarm(): Promise<void>;
}
declare class DurableState implements RelayState {
    #private;
    constructor(namespace: DurableObjectNamespace);
    get(name: string): Promise<CacheEntry | null>;
    set(name: string, value: string, ttlS: number): Promise<void>;
    delete(name: string): Promise<void>;
    acquireLease(name: string, ttlS: number): Promise<boolean>;
    consume(name: string, limit: RateLimit): Promise<RateLimitResult>;
    peek(name: string, limit: RateLimit): Promise<RateLimitResult>;
    health(): Promise<'shared'>;
    close(): void;
}

export { DurableState, RelayObject, createRelay, optionsFromEnvironment };
export type { CacheEntry, DurableObjectNamespace, Health, RateLimit, RateLimitResult, Relay, RelayOptions, RelayState };
