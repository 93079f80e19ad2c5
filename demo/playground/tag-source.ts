import { html, type TemplateResult } from 'lit';
import { formats, tagSnippet, type Format, type SnippetOptions } from './tag-snippet.js';

/** Renders the tag as code to copy, and controls for its format. */
export function tagSource(
  options: SnippetOptions,
  onChange: (options: Partial<SnippetOptions>) => void,
): TemplateResult {
  const text = tagSnippet(options);
  return html`<div class="heading">
      <h2>Copy the tag</h2>
      <span role="status"></span>
      <button type="button" class="quiet" @click=${(event: Event) => copy(text, event.currentTarget as Element)}>
        Copy
      </button>
    </div>
    <div class="formats">
      <label>
        <span class="visually-hidden">Format</span>
        <select
          id="format"
          @change=${(event: Event) => onChange({ format: (event.target as HTMLSelectElement).value as Format })}
        >
          ${Object.entries(formats).map(([value, name]) => html`<option value=${value} .selected=${value === options.format}>${name}</option>`)}
        </select>
      </label>
      <label>
        <span class="visually-hidden">Endpoint</span>
        <select
          id="endpoint"
          @change=${(event: Event) => onChange({ endpoint: (event.target as HTMLSelectElement).value as SnippetOptions['endpoint'] })}
        >
          <option value="whop" .selected=${options.endpoint === 'whop'}>calls Whop</option>
          <option value="relay" .selected=${options.endpoint === 'relay'}>calls your relay</option>
        </select>
      </label>
    </div>
    <pre class="source" dir="ltr" tabindex="0" aria-label="The tag"><code>${text}</code></pre>
    <p class="note">${note(options)}</p>`;
}

function note({ format, endpoint }: SnippetOptions): TemplateResult {
  const nextStep =
    endpoint === 'whop'
      ? html`Use your own API key, with the permission to validate licenses and no other.`
      : html`Use your relay’s address. The page needs no API key.`;
  switch (format) {
    case 'html':
      return html`${nextStep} The files are in the package’s <code>dist</code> folder. The hash keeps the browser from
        loading any other file.`;
    case 'classic':
      return html`${nextStep} Put the file next to your page. There is no hash, because it would keep the file from
        loading on <code>file://</code> pages.`;
    case 'react':
      return html`${nextStep} This is for React 19. For React 18, see the frameworks guide.`;
    case 'vue':
      return html`${nextStep} In your Vue settings, mark <code>whop-license-check</code> as a custom element.`;
    case 'svelte':
      return html`${nextStep} Svelte 5 needs no further setup.`;
  }
}

async function copy(text: string, button: Element): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showStatus('Copied', button);
  } catch {
    // Outside a secure context, scripts can't write to the clipboard. Select the code, so that the visitor can copy it.
    getSelection()?.selectAllChildren(document.querySelector('.source') as Element);
    showStatus('Selected', button);
  }
}

function showStatus(text: string, button: Element): void {
  const status = button.previousElementSibling as Element;
  status.textContent = text;
  setTimeout(() => status.replaceChildren(), 2000);
}
