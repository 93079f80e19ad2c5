import { html, nothing, type TemplateResult } from 'lit';
import { examples, type Example } from './examples.js';
import { verdictTable } from './verdict-table.js';
import { withCode } from './with-code.js';

/** Renders the table of outcomes and reasons, each with its examples. */
export function exampleList(current: Example | null, onPick: (example: Example) => void): TemplateResult {
  return html`<nav aria-label="Outcomes">${Object.keys(verdictTable).map(link)}</nav>
    ${Object.entries(verdictTable).map(([outcome, { description, reasons }]) => {
      const rows = Object.entries<string>(reasons);
      return html`<div class="outcome ${outcome}" id=${outcome}>
        <h3 class="tone">${outcome}</h3>
        <p>${description}</p>
        ${rows.length ? rows.map(([reason, when]) => row(outcome, reason, when)) : row(outcome)}
      </div>`;
    })}`;

  function link(outcome: string): TemplateResult {
    const { length } = examples.filter(({ verdict }) => verdict.outcome === outcome);
    return html`<a class="tone ${outcome}" href="#${outcome}">${outcome} <small>${length}</small></a>`;
  }

  function row(outcome: string, reason?: string, when?: string): TemplateResult {
    const matching = examples.filter(
      ({ verdict }) => verdict.outcome === outcome && ('reason' in verdict ? verdict.reason : undefined) === reason,
    );
    return html`${reason ? html`<h4><code>${reason}</code> ${when}</h4>` : nothing}
      <ul>
        ${matching.map(item)}
      </ul>`;
  }

  function item(example: Example): TemplateResult {
    const id = `example-${examples.indexOf(example)}`;
    return html`<li>
      <button type="button" aria-describedby=${id} aria-current=${example === current} @click=${() => onPick(example)}>
        ${withCode(example.title)} ${example.key ? html`<code dir="ltr">${example.key}</code>` : nothing}
      </button>
      <p id=${id}>${withCode(example.shows)}</p>
    </li>`;
  }
}
