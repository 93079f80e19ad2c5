import type { Settings } from '../settings';
import { Shop } from './shop';

export function Page({ isShown, isRendered: _, ...settings }: Settings) {
  return isShown ? <Shop {...settings} /> : null;
}
