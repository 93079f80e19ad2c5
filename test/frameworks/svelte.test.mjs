import { describeFramework } from '../support/describe-framework.mjs';

describeFramework('Svelte 5', {
  name: 'svelte',
  folder: '.',
  component: 'Shop.svelte',
  extension: 'svelte.ts',
  plugin: '@sveltejs/vite-plugin-svelte',
  check: [
    'svelte-check/bin/svelte-check',
    '--workspace',
    'APP',
    '--tsconfig',
    'APP/tsconfig.json',
    '--output',
    'machine',
  ],
  wrong: [
    ['max-age={60}', 'max-age="soon"', 'soon'],
    ['detail.membership.id', 'detail.reason', "'reason' does not exist"],
    ['oninvalid=', 'onrefused=', "'detail' implicitly"],
  ],
});
