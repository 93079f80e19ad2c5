import { Component, signal } from '@angular/core';
import type { Settings } from '../settings';
import { Shop } from './shop';

/** The page's settings. They are set before the app starts, on a server and in the browser. */
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
