import { html, type TemplateResult } from 'lit';
import { examples, suggestions, type Example } from './examples.js';
import { withCode } from './with-code.js';

/** Renders a few examples to start with, and a description of the current one. */
export function suggestionList(current: Example | null, onPick: (example: Example) => void): TemplateResult {
  return html`<p id="suggestions-title">Or click an example (<a href="#examples">see all ${examples.length}</a>):</p>
    <ul aria-labelledby="suggestions-title">
      ${suggestions.map(
        (example) =>
          html`<li>
            <button type="button" class="chip ${example.verdict.outcome}" @click=${() => onPick(example)}>
              <code>${example.key}</code>
            </button>
          </li>`,
      )}
    </ul>
    <p class="picked">
      ${current ? html`<strong>${withCode(current.title)}.</strong> ${withCode(current.shows)}` : 'Any other key counts as “not found”.'}
    </p>`;
}
