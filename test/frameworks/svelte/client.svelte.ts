import { hydrate, mount } from 'svelte';
import Page from './Page.svelte';

const settings = $state(window.settings);
(settings.isRendered ? hydrate : mount)(Page, { target: document.querySelector('#app')!, props: { settings } });

window.shop = { set: (change) => Object.assign(settings, change) };
