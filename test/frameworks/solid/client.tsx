import { createStore } from 'solid-js/store';
import { hydrate, render } from 'solid-js/web';
import { Page } from './page';

const [settings, set] = createStore(window.settings);
(settings.isRendered ? hydrate : render)(() => <Page settings={settings} />, document.querySelector('#app')!);

window.shop = { set };
