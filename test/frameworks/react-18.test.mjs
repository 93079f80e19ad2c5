import { describeFramework } from '../support/describe-framework.mjs';

describeFramework('React 18', {
  name: 'react-18',
  folder: 'react-18',
  component: 'shop.tsx',
  extension: 'tsx',
  check: ['../../node_modules/typescript/bin/tsc', '-p', 'APP'],
  wrong: [
    ['max-age={60}', 'max-age="soon"', '"soon"'],
    ['verdict?.reason', 'verdict?.token', "'token' does not exist"],
    ["('statechange', read)", "('valid', (event: CustomEvent<string>) => read(event))", 'CustomEvent<ValidVerdict>'],
  ],
});
