import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { Page } from './page';
import type { Settings } from '../settings';

export const render = (settings: Settings): string =>
  renderToString(
    <StrictMode>
      <Page {...settings} />
    </StrictMode>,
  );
