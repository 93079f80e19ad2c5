import { RenderedShop } from './rendered-shop';
import type { Settings } from '../settings';
import { Shop } from './shop';

export function Page({ isShown, isRendered, ...settings }: Settings) {
  if (!isShown) return null;
  return isRendered ? <RenderedShop {...settings} /> : <Shop {...settings} />;
}
