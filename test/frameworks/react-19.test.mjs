import { describeFramework } from '../support/describe-framework.mjs';

describeFramework('React 19', {
  name: 'react-19',
  folder: '.',
  component: 'shop.tsx',
  extension: 'tsx',
  check: ['typescript/bin/tsc', '-p', 'APP'],
  wrong: [
    ['max-age={60}', 'max-age="soon"', '"soon"'],
    ['detail.membership.id', 'detail.reason', "'reason' does not exist"],
    ['oninvalid=', 'onrefused=', "'detail' implicitly"],
  ],
});
