import { html, type TemplateResult } from 'lit';
import { choices, defaultSettings, type TagSettings } from './tag-settings.js';

/** The names of all settings whose type is T. */
type NamesOf<T> = { [Name in keyof TagSettings]: TagSettings[Name] extends T ? Name : never }[keyof TagSettings];

/** Renders the controls for the tag's attributes, and for simulating being offline. */
export function settingsForm(
  settings: TagSettings,
  onChange: (settings: Partial<TagSettings>) => void,
): TemplateResult {
  return html`<form class="settings" @submit=${(event: Event) => event.preventDefault()}>
    ${choice('apiKey', 'api-key')} ${choice('apiBase', 'api-base')} ${field('product', 'product', 'any')}
    ${field('plan', 'plan', 'any')} ${field('metadata', 'metadata', '{"hwid":"demo-device"}')}
    ${choice('timeout', 'timeout')} ${field('label', 'label', 'License key')}
    ${field('buyUrl', 'buy-url', '/demo/product-page/')} ${toggle('unlocks', html`<code>unlocks</code> the download`)}
    ${toggle('disabled', html`<code>disabled</code>`)}
    ${toggle('offline', html`Simulate being offline: no requests, and <code>navigator.onLine === false</code>`)}
  </form>`;

  function choice(name: keyof typeof choices, attribute: string): TemplateResult {
    return html`<label ?data-changed=${settings[name] !== defaultSettings[name]}>
      <code>${attribute}</code>
      <select @change=${(event: Event) => onChange({ [name]: (event.target as HTMLSelectElement).value })}>
        ${choices[name].map(
          ([value, text]) => html`<option value=${value} .selected=${value === settings[name]}>${text}</option>`,
        )}
      </select>
    </label>`;
  }

  function field(name: NamesOf<string>, attribute: string, placeholder: string): TemplateResult {
    return html`<label ?data-changed=${settings[name] !== defaultSettings[name]}>
      <code>${attribute}</code>
      <input
        type="text"
        dir="auto"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        placeholder=${placeholder}
        .value=${settings[name]}
        @input=${(event: Event) => onChange({ [name]: (event.target as HTMLInputElement).value })}
      />
    </label>`;
  }

  function toggle(name: NamesOf<boolean>, text: TemplateResult): TemplateResult {
    return html`<label class="toggle" ?data-changed=${settings[name] !== defaultSettings[name]}>
      <input
        type="checkbox"
        .checked=${settings[name]}
        @change=${(event: Event) => onChange({ [name]: (event.target as HTMLInputElement).checked })}
      />
      <span>${text}</span>
    </label>`;
  }
}
