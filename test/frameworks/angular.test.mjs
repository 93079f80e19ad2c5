import { describeFramework } from '../support/describe-framework.mjs';

const COMPILER = '@angular/compiler-cli/bundles/src/bin/ngc.js';

describeFramework('Angular', {
  name: 'angular',
  folder: 'angular',
  component: 'shop.ts',
  extension: 'js',
  compile: [COMPILER, '-p', 'APP'],
  check: [COMPILER, '-p', 'APP', '--noEmit', '--pretty', 'false'],
  // Of a tag that is not Angular's own it takes any setting, and any event's handler; not one that is missing.
  wrong: [
    ['detail.membership.id', 'detail.reason', "'reason' does not exist"],
    ['"refuse($event)"', '"decline($event)"', "'decline' does not exist"],
  ],
});
