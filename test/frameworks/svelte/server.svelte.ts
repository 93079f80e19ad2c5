import { render as renderPage } from 'svelte/server';
import Page from './Page.svelte';
import type { Settings } from '../settings';

export const render = (settings: Settings): string => renderPage(Page, { props: { settings } }).body;
