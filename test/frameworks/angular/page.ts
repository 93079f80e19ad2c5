import { Component, signal } from '@angular/core';
import type { Settings } from '../settings';
import { Shop } from './shop';

/** What the page shows. On a server, and in the browser, it is set before the app starts. */
export const settings = signal({} as Settings);

@Component({
  selector: 'app-page',
  imports: [Shop],
  template: `
    @if (settings().isShown) {
      <app-shop [apiKey]="settings().apiKey" [apiBase]="settings().apiBase" [product]="settings().product" />
    }
  `,
})
export class Page {
  protected readonly settings = settings;
}
