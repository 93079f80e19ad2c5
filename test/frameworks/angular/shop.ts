import { Component, CUSTOM_ELEMENTS_SCHEMA, input, signal } from '@angular/core';
import type { WhopLicenseCheckEventMap } from 'whop-license-check';
import 'whop-license-check';

@Component({
  selector: 'app-shop',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <whop-license-check
      [attr.api-key]="apiKey()"
      [attr.api-base]="apiBase()"
      [attr.product]="product()"
      [attr.max-age]="60"
      metadata='{"hwid":"7F"}'
      (valid)="onValid($event)"
      (invalid)="onInvalid($event)"
    >
      License check needs JavaScript.
    </whop-license-check>
    <p id="verdict">{{ verdict() }}</p>
  `,
})
export class Shop {
  readonly apiKey = input.required<string>();
  readonly apiBase = input.required<string>();
  readonly product = input.required<string>();
  protected readonly verdict = signal('');

  protected onValid({ detail }: WhopLicenseCheckEventMap['valid']): void {
    this.verdict.set(detail.membership.id);
  }

  protected onInvalid({ detail }: WhopLicenseCheckEventMap['invalid']): void {
    this.verdict.set(detail.reason);
  }
}
