import { html, type TemplateResult } from 'lit';

/** A text in which what stands between backticks is code. */
export function withCode(text: string): TemplateResult {
  return html`${text.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : part))}`;
}
