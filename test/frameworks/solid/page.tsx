import { Show } from 'solid-js';
import type { Settings } from '../settings';
import { Shop } from './shop';

export function Page(props: { settings: Settings }) {
  return (
    <Show when={props.settings.isShown}>
      <Shop apiKey={props.settings.apiKey} apiBase={props.settings.apiBase} product={props.settings.product} />
    </Show>
  );
}
