import { describeFramework } from '../support/describe-framework.mjs';

describeFramework('Vue 3', {
  name: 'vue',
  folder: '.',
  component: 'Shop.vue',
  extension: 'ts',
  plugin: '@vitejs/plugin-vue',
  pluginOptions: {
    template: { compilerOptions: { isCustomElement: (/** @type {string} */ tag) => tag === 'whop-license-check' } },
  },
  check: ['vue-tsc/bin/vue-tsc.js', '-p', 'APP'],
  wrong: [
    [':max-age="60"', 'max-age="soon"', '"soon"'],
    ['$event.detail.reason', '$event.detail.token', "'token' does not exist"],
    ['@valid="onValid"', '@unverified="onValid"', 'UnverifiedVerdict'],
  ],
});
