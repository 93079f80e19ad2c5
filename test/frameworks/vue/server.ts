import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import Page from './Page.vue';
import type { Settings } from '../settings';

export const render = (settings: Settings): Promise<string> => renderToString(createSSRApp(Page, { settings }));
