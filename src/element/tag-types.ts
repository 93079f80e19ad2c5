/**
 * The tag as TypeScript sees it, for pages and for the frameworks in `frameworks/`. Types alone.
 */
import type { WhopLicenseCheck } from './whop-license-check.js';

type SettableProperties = Pick<
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

/** What can be set from script, by the properties' names: for the types of a framework. */
export type WhopLicenseCheckProperties = {
  [Name in keyof SettableProperties]?: Written<SettableProperties[Name]> | undefined;
};

/** What can be written into markup, by the attributes' names: for the types of a framework. */
export type WhopLicenseCheckAttributes = {
  [Name in keyof Omit<SettableProperties, 'messages'> as Kebab<Name>]?: Written<SettableProperties[Name]> | undefined;
};
