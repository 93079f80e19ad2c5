import { markup } from './page';
import { listen } from './shop';

const page = document.querySelector('#app')!;

function show(settings: typeof window.settings): void {
  page.innerHTML = markup(settings);
  listen(page);
}

if (window.settings.isRendered) listen(page);
else show(window.settings);

window.shop = {
  set({ product, isShown }) {
    if (isShown !== undefined) show({ ...window.settings, isShown });
    const tag = document.querySelector('whop-license-check');
    if (tag && product) tag.product = product;
  },
};
