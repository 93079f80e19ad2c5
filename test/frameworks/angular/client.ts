import '@angular/compiler';
import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication, provideClientHydration } from '@angular/platform-browser';
import { Page, settings } from './page';

settings.set(window.settings);
const container = document.querySelector('#app')!;
if (!window.settings.isRendered) container.append(document.createElement('app-page'));
await bootstrapApplication(Page, {
  providers: [provideZonelessChangeDetection(), ...(window.settings.isRendered ? [provideClientHydration()] : [])],
});

window.shop = { set: (change) => settings.update((before) => ({ ...before, ...change })) };
