import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type {
  WhopLicenseCheck,
  WhopLicenseCheckAttributes,
  WhopLicenseCheckEventMap,
  WhopLicenseCheckProperties,
} from '../index.js';

export * from '../index.js';

type Listeners = {
  [Type in keyof WhopLicenseCheckEventMap as `on${Type}`]?:
    ((event: WhopLicenseCheckEventMap[Type]) => void) | undefined;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'whop-license-check': Listeners &
        WhopLicenseCheckAttributes &
        WhopLicenseCheckProperties &
        DetailedHTMLProps<HTMLAttributes<WhopLicenseCheck>, WhopLicenseCheck>;
    }
  }
}
