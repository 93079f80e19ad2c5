import { describeFramework } from '../support/describe-framework.mjs';

const COMPILER = '@angular/compiler-cli/bundles/src/bin/ngc.js';

describeFramework('Angular', {
  name: 'angular',
  folder: 'angular',
  component: 'shop.ts',
  extension: 'js',
  compile: [COMPILER, '-p', 'APP'],
  check: [COMPILER, '-p', 'APP', '--noEmit'],
  // Angular doesn't type-check the attributes of custom elements.
  wrong: [['detail.membership.id', 'detail.reason', "'reason' does not exist"]],
});
