import { html, type TemplateResult } from 'lit';
import { examples, suggestions, type Example } from './examples.js';
import { withCode } from './with-code.js';

/** A few examples to begin with, and a word about the one that was picked. */
export function suggestionList(picked: Example | null, pick: (example: Example) => void): TemplateResult {
  return html`<p id="suggestions-title">Or click an example, <a href="#examples">one of ${examples.length}</a>:</p>
    <ul aria-labelledby="suggestions-title">
      ${suggestions.map(
        (example) =>
          html`<li>
            <button type="button" class="chip ${example.verdict.outcome}" @click=${() => pick(example)}>
              <code>${example.key}</code>
            </button>
          </li>`,
      )}
    </ul>
    <p class="picked">
      ${picked ? html`<strong>${withCode(picked.title)}.</strong> ${withCode(picked.shows)}` : 'Any other key that you type is unknown to the test API.'}
    </p>`;
}
