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
      (valid)="thank($event)"
      (invalid)="refuse($event)"
    >
      License check needs JavaScript.
    </whop-license-check>
    <p id="verdict">{{ heard() }}</p>
  `,
})
export class Shop {
  readonly apiKey = input.required<string>();
  readonly apiBase = input.required<string>();
  readonly product = input.required<string>();
  protected readonly heard = signal('');

  protected thank({ detail }: WhopLicenseCheckEventMap['valid']): void {
    this.heard.set(detail.membership.id);
  }

  protected refuse({ detail }: WhopLicenseCheckEventMap['invalid']): void {
    this.heard.set(detail.reason);
  }
}
