import { html, type TemplateResult } from 'lit';
import { tagSnippet, ways, type Wanted, type Way } from './tag-snippet.js';

/** The tag as a seller would write it, in each way, and a button that copies it. */
export function tagSource(wanted: Wanted, change: (wanted: Partial<Wanted>) => void): TemplateResult {
  const text = tagSnippet(wanted);
  return html`<div class="heading">
      <h2>Copy the tag</h2>
      <span role="status"></span>
      <button type="button" class="quiet" @click=${(event: Event) => copy(text, event.currentTarget as Element)}>
        Copy
      </button>
    </div>
    <div class="ways">
      <label>
        <span class="unseen">For</span>
        <select id="way" @change=${(event: Event) => change({ way: (event.target as HTMLSelectElement).value as Way })}>
          ${Object.entries(ways).map(([value, name]) => html`<option value=${value} .selected=${value === wanted.way}>${name}</option>`)}
        </select>
      </label>
      <label>
        <span class="unseen">Asks</span>
        <select
          id="asks"
          @change=${(event: Event) => change({ asks: (event.target as HTMLSelectElement).value as Wanted['asks'] })}
        >
          <option value="whop" .selected=${wanted.asks === 'whop'}>asks Whop</option>
          <option value="relay" .selected=${wanted.asks === 'relay'}>asks your relay</option>
        </select>
      </label>
    </div>
    <pre class="source" dir="ltr" tabindex="0" aria-label="The tag"><code>${text}</code></pre>
    <p class="note">${note(wanted)}</p>`;
}

function note({ way, asks }: Wanted): TemplateResult {
  const place =
    asks === 'whop'
      ? html`Put in your API key, which may do nothing but validate.`
      : html`Put in the address of your relay, which needs no key in the page.`;
  switch (way) {
    case 'html':
      return html`${place} The files are in the package’s <code>dist</code>; the hash is theirs, and lets no other be
        loaded.`;
    case 'classic':
      return html`${place} The file stands beside the page: from <code>file://</code>, a hash would keep it from
        loading.`;
    case 'react':
      return html`${place} React 19; for React 18, see the guide to frameworks.`;
    case 'vue':
      return html`${place} Tell Vue’s compiler once that <code>whop-license-check</code> is a custom element.`;
    case 'svelte':
      return html`${place} Svelte 5 needs nothing else.`;
  }
}

async function copy(text: string, button: Element): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say('Copied', button);
  } catch {
    // Outside a secure context nobody may write to the clipboard: selected, it can be copied by hand.
    getSelection()?.selectAllChildren(document.querySelector('.source') as Element);
    say('Selected', button);
  }
}

function say(word: string, button: Element): void {
  const status = button.previousElementSibling as Element;
  status.textContent = word;
  setTimeout(() => status.replaceChildren(), 2000);
}
