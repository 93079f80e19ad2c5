import { generateHydrationScript, renderToString } from 'solid-js/web';
import { Page } from './page';
import type { Settings } from '../settings';

export const head = generateHydrationScript();

export const render = (settings: Settings): string => renderToString(() => <Page settings={settings} />);
