import { html, type TemplateResult } from 'lit';
import { tagAttributes, type TagSettings } from './tag-settings.js';

/** The tag as a seller would write it, and a button that copies it. */
export function tagSource(settings: TagSettings, testApi: string): TemplateResult {
  const attributes = tagAttributes(settings, testApi).filter((attribute): attribute is [string, string] => attribute[1] !== null);
  const text = `<whop-license-check${attributes.map(([name, value]) => `\n  ${asHtml(name, value)}`).join('')}\n></whop-license-check>`;
  return html`<div class="heading">
      <h2>The tag as HTML</h2>
      <span role="status"></span>
      <button type="button" class="quiet" @click=${(event: Event) => copy(text, event.currentTarget as Element)}>Copy</button>
    </div>
    <pre class="source" dir="ltr"><code>${text}</code></pre>
    <p class="note">In your own page, put your key in, and leave <code>api-base</code> out: the tag then asks Whop.</p>`;
}

function asHtml(name: string, value: string): string {
  if (value === '') return name;
  const escaped = value.replace(/&/g, '&amp;');
  return escaped.includes('"') ? `${name}='${escaped.replace(/'/g, '&#39;')}'` : `${name}="${escaped}"`;
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
