import { html, type TemplateResult } from 'lit';

/** Renders the parts of a text between backticks as code. */
export function withCode(text: string): TemplateResult {
  return html`${text.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : part))}`;
}
