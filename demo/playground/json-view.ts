import { html, type TemplateResult } from 'lit';

/** A property name with its colon, or a string value. */
const PART = /("(?:[^"\\]|\\.)*")(: )?/;

/** Renders a value as formatted JSON. */
export function jsonView(value: unknown): TemplateResult {
  const [first, ...rest] = JSON.stringify(value, null, 2).split(PART);
  const parts = [];
  for (let index = 0; index < rest.length; index += 3) {
    const [text, colon, after] = rest.slice(index, index + 3);
    parts.push(html`<span class=${colon ? 'name' : 'text'}>${text}</span>${colon}${after}`);
  }
  return html`<pre dir="ltr"><code>${first}${parts}</code></pre>`;
}
