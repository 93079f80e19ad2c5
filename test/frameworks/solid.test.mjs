import { describeFramework } from '../support/describe-framework.mjs';

describeFramework('Solid', {
  name: 'solid',
  folder: '.',
  component: 'shop.tsx',
  extension: 'tsx',
  plugin: 'vite-plugin-solid',
  pluginOptions: { ssr: true },
  check: ['typescript/bin/tsc', '-p', 'APP'],
  wrong: [
    ['attr:max-age={60}', 'attr:max-age="soon"', '"soon"'],
    ['detail.membership.id', 'detail.reason', "'reason' does not exist"],
    ['on:invalid=', 'on:refused=', "'detail' implicitly"],
  ],
});
