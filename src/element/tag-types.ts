/**
 * The tag as TypeScript sees it, for pages and for the frameworks in `frameworks/`. Types alone.
 */
import type { InvalidVerdict, UnverifiedVerdict, ValidVerdict } from '../check/verdict.js';
import type { WhopLicenseCheck } from './whop-license-check.js';

/** What the element tells, by the event's name. */
export interface WhopLicenseCheckEventMap {
  /** Whop says that the license is good. */
  valid: CustomEvent<ValidVerdict>;
  /** The license was refused; `detail.reason` says why. */
  invalid: CustomEvent<InvalidVerdict>;
  /** Nobody could say; never the buyer's fault. */
  unverified: CustomEvent<UnverifiedVerdict>;
  /** After every change of `state`. */
  statechange: Event;
}

type Settings = Pick<
  WhopLicenseCheck,
  | 'apiBase'
  | 'apiKey'
  | 'autoCheck'
  | 'buyUrl'
  | 'disabled'
  | 'label'
  | 'licenseKey'
  | 'maxAge'
  | 'messages'
  | 'metadata'
  | 'plan'
  | 'product'
  | 'remember'
  | 'staleIfError'
  | 'timeout'
  | 'unlocks'
>;

/** A setting as text, or as what a framework makes text of. */
type Written<Value> = Value extends boolean
  ? boolean | ''
  : Value extends number
    ? number | `${number}`
    : Value extends string
      ? Value
      : Value | string;

type Kebab<Name extends string> = Name extends `${infer Head}${infer Rest}`
  ? `${Head extends Lowercase<Head> ? '' : '-'}${Lowercase<Head>}${Kebab<Rest>}`
  : '';

/** What can be set from script, by the properties' names. */
export type WhopLicenseCheckProperties = { [Name in keyof Settings]?: Written<Settings[Name]> | undefined };

/** What can be written into markup, by the attributes' names. */
export type WhopLicenseCheckAttributes = {
  [Name in keyof Omit<Settings, 'messages'> as Kebab<Name>]?: Written<Settings[Name]> | undefined;
};
