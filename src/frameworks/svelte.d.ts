import type { HTMLAttributes } from 'svelte/elements';
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

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'whop-license-check': Listeners &
      WhopLicenseCheckAttributes &
      WhopLicenseCheckProperties &
      Omit<HTMLAttributes<WhopLicenseCheck>, keyof Listeners>;
  }
}
