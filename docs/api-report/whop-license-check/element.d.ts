import { LitElement } from 'lit';

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
type State = 'idle' | 'checking' | Verdict['outcome'];

type KeyFault = 'empty-key' | 'malformed-key' | 'several-words' | 'whop-id';

interface Refusals extends Record<KeyFault | InvalidReason, string> {
    'empty-key': string;
    'malformed-key': string;
    'several-words': string;
    'whop-id': string;
    'not-found': string;
    inactive: string;
    expired: string;
    canceled: string;
    past_due: string;
    'device-mismatch': string;
    'wrong-product': string;
    'wrong-plan': string;
    'rate-limited': string;
    offline: string;
    unreachable: string;
    timeout: string;
    'server-error': string;
    unverified: string;
}

interface Messages extends Refusals {
    label: string;
    check: string;
    buy: string;
    other: string;
    valid: string;
    renews: string;
    ends: string;
    stale: string;
}

interface WhopLicenseCheckEventMap {
    valid: CustomEvent<ValidVerdict>;
    invalid: CustomEvent<InvalidVerdict>;
    unverified: CustomEvent<UnverifiedVerdict>;
    statechange: Event;
}

declare class WhopLicenseCheck extends LitElement {
    #private;
    apiKey: string;
    apiBase: string;
    autoCheck: boolean;
    product: string;
    plan: string;
    metadata: object;
    remember: '' | 'session' | 'local';
    maxAge: number;
    staleIfError: number;
    timeout: number;
    unlocks: string;
    buyUrl: string;
    label: string;
    disabled: boolean;
    messages: Partial<Messages>;
    get licenseKey(): string;
    set licenseKey(text: string);
    get state(): State;
    get verdict(): Verdict | null;
    check(): Promise<Verdict>;
    forget(): void;
    focus(options?: FocusOptions): void;
}
interface WhopLicenseCheck {
    addEventListener<Type extends keyof Events>(type: Type, listener: (this: WhopLicenseCheck, event: Events[Type]) => void, options?: boolean | AddEventListenerOptions): void;
    addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
    removeEventListener<Type extends keyof Events>(type: Type, listener: (this: WhopLicenseCheck, event: Events[Type]) => void, options?: boolean | EventListenerOptions): void;
    removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}
type Events = Omit<HTMLElementEventMap, keyof WhopLicenseCheckEventMap> & WhopLicenseCheckEventMap;
declare global {
    interface HTMLElementTagNameMap {
        'whop-license-check': WhopLicenseCheck;
    }
}

type SettableProperties = Pick<WhopLicenseCheck, 'apiBase' | 'apiKey' | 'autoCheck' | 'buyUrl' | 'disabled' | 'label' | 'licenseKey' | 'maxAge' | 'messages' | 'metadata' | 'plan' | 'product' | 'remember' | 'staleIfError' | 'timeout' | 'unlocks'>;
type Written<Value> = Value extends boolean ? boolean | '' : Value extends number ? number | `${number}` : Value extends string ? Value : Value | string;
type Kebab<Name extends string> = Name extends `${infer Head}${infer Rest}` ? `${Head extends Lowercase<Head> ? '' : '-'}${Lowercase<Head>}${Kebab<Rest>}` : '';
type WhopLicenseCheckProperties = {
    [Name in keyof SettableProperties]?: Written<SettableProperties[Name]> | undefined;
};
type WhopLicenseCheckAttributes = {
    [Name in keyof Omit<SettableProperties, 'messages'> as Kebab<Name>]?: Written<SettableProperties[Name]> | undefined;
};

export { WhopLicenseCheck };
export type { InvalidReason, InvalidVerdict, Membership, Messages, State, UnverifiedReason, UnverifiedVerdict, ValidVerdict, Verdict, WhopLicenseCheckAttributes, WhopLicenseCheckEventMap, WhopLicenseCheckProperties };
