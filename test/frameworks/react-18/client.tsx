import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { Page } from './page';
import type { Settings } from '../settings';

const container = document.querySelector('#app')!;
let settings: Settings = window.settings;
const page = () => (
  <StrictMode>
    <Page {...settings} />
  </StrictMode>
);
const root = settings.isRendered ? hydrateRoot(container, page()) : createRoot(container);
if (!settings.isRendered) root.render(page());

window.shop = {
  set(change) {
    settings = { ...settings, ...change };
    root.render(page());
  },
};
