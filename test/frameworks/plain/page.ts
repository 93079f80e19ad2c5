import type { Settings } from '../settings';

export const markup = ({ apiKey, apiBase, product, isShown }: Settings): string =>
  isShown
    ? `<whop-license-check api-key="${apiKey}" api-base="${apiBase}" product="${product}">License check needs JavaScript.</whop-license-check><p id="verdict"></p>`
    : '';
