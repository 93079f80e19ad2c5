import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { WhopLicenseCheck, WhopLicenseCheckAttributes } from '../index.js';

export * from '../index.js';

/** React 18 writes `false` into an attribute that is true as soon as it is there. */
type Written = {
  [Name in keyof WhopLicenseCheckAttributes]?:
    Exclude<WhopLicenseCheckAttributes[Name], boolean | object> | (Name extends 'auto-check' | 'disabled' ? '' : never);
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'whop-license-check': Written &
        DetailedHTMLProps<HTMLAttributes<WhopLicenseCheck> & { class?: string | undefined }, WhopLicenseCheck>;
    }
  }
}
