import { createApp, createSSRApp, reactive } from 'vue';
import Page from './Page.vue';

const settings = reactive(window.settings);
(settings.isRendered ? createSSRApp : createApp)(Page, { settings }).mount('#app');

window.shop = { set: (change) => Object.assign(settings, change) };
