import '@angular/compiler';
import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication, provideClientHydration, type BootstrapContext } from '@angular/platform-browser';
import { provideServerRendering, renderApplication } from '@angular/platform-server';
import { Page, settings } from './page';
import type { Settings } from '../settings';

const bootstrap = (context: BootstrapContext) =>
  bootstrapApplication(
    Page,
    { providers: [provideServerRendering(), provideZonelessChangeDetection(), provideClientHydration()] },
    context,
  );

/** Angular recognizes a server-rendered page by this comment at the start of the body. */
export const head = '<body><!--nghm-->';

/** Returns the body's content from the page that Angular renders. */
export async function render(initialSettings: Settings): Promise<string> {
  settings.set(initialSettings);
  const html = await renderApplication(bootstrap, { document: '<html><body><app-page></app-page></body></html>' });
  return /<body[^>]*>(.*)<\/body>/s.exec(html)?.[1] ?? html;
}
