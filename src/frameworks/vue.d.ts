import type { HTMLAttributes, ReservedProps } from 'vue';
import type { WhopLicenseCheckAttributes, WhopLicenseCheckEventMap, WhopLicenseCheckProperties } from '../index.js';

export * from '../index.js';

type Listeners = {
  [Type in keyof WhopLicenseCheckEventMap as `on${Capitalize<Type>}`]?: (event: WhopLicenseCheckEventMap[Type]) => void;
};

interface Tag {
  new (): {
    $props: Listeners &
      Omit<HTMLAttributes, keyof Listeners> &
      ReservedProps &
      WhopLicenseCheckAttributes &
      WhopLicenseCheckProperties;
  };
}

declare module 'vue' {
  interface GlobalComponents {
    'whop-license-check': Tag;
    WhopLicenseCheck: Tag;
  }
}
