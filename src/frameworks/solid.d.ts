import type { JSX } from 'solid-js';
import type {
  WhopLicenseCheck,
  WhopLicenseCheckAttributes,
  WhopLicenseCheckEventMap,
  WhopLicenseCheckProperties,
} from '../index.js';

export * from '../index.js';

type Listeners = {
  [Type in keyof WhopLicenseCheckEventMap as `on:${Type}`]?:
    ((event: WhopLicenseCheckEventMap[Type]) => void) | undefined;
};
type Properties = { [Name in keyof WhopLicenseCheckProperties as `prop:${Name}`]?: WhopLicenseCheckProperties[Name] };
type Attributes = { [Name in keyof WhopLicenseCheckAttributes as `attr:${Name}`]?: WhopLicenseCheckAttributes[Name] };

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'whop-license-check': Attributes &
        Listeners &
        Properties &
        WhopLicenseCheckAttributes &
        WhopLicenseCheckProperties &
        Omit<JSX.HTMLAttributes<WhopLicenseCheck>, keyof Listeners>;
    }
  }
}
