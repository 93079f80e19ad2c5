import { describeFramework } from '../support/describe-framework.mjs';

describeFramework('Plain TypeScript', {
  name: 'plain',
  folder: '.',
  component: 'shop.ts',
  extension: 'ts',
  check: ['typescript/bin/tsc', '-p', 'APP'],
  wrong: [
    ['tag.maxAge = 60', "tag.maxAge = 'soon'", "'string' is not assignable to type 'number'"],
    ['detail.membership.id', 'detail.reason', "'reason' does not exist"],
  ],
});
