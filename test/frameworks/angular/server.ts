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

/** The mark of a page that was rendered, which Angular looks for where the body begins. */
export const head = '<body><!--nghm-->';

/** What stands in the body, of the page that Angular renders. */
export async function render(given: Settings): Promise<string> {
  settings.set(given);
  const html = await renderApplication(bootstrap, { document: '<html><body><app-page></app-page></body></html>' });
  return /<body[^>]*>(.*)<\/body>/s.exec(html)?.[1] ?? html;
}
