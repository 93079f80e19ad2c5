import { html, nothing, type TemplateResult } from 'lit';
import { examples, type Example } from './examples.js';
import { verdictTable } from './verdict-table.js';
import { withCode } from './with-code.js';

/** The verdict table, each row with the examples that lead to it. */
export function exampleList(picked: Example | null, pick: (example: Example) => void): TemplateResult {
  return html`<nav aria-label="Outcomes">${Object.keys(verdictTable).map(link)}</nav>
    ${Object.entries(verdictTable).map(([outcome, { says, reasons }]) => {
      const rows = Object.entries<string>(reasons);
      return html`<div class="outcome ${outcome}" id=${outcome}>
        <h3 class="tone">${outcome}</h3>
        <p>${says}</p>
        ${rows.length ? rows.map(([reason, when]) => row(outcome, reason, when)) : row(outcome)}
      </div>`;
    })}`;

  function link(outcome: string): TemplateResult {
    const { length } = examples.filter(({ verdict }) => verdict.outcome === outcome);
    return html`<a class="tone ${outcome}" href="#${outcome}">${outcome} <small>${length}</small></a>`;
  }

  function row(outcome: string, reason?: string, when?: string): TemplateResult {
    const own = examples.filter(
      ({ verdict }) => verdict.outcome === outcome && ('reason' in verdict ? verdict.reason : undefined) === reason,
    );
    return html`${reason ? html`<h4><code>${reason}</code> ${when}</h4>` : nothing}
      <ul>
        ${own.map(item)}
      </ul>`;
  }

  function item(example: Example): TemplateResult {
    const id = `example-${examples.indexOf(example)}`;
    return html`<li>
      <button type="button" aria-describedby=${id} aria-current=${example === picked} @click=${() => pick(example)}>
        ${withCode(example.title)} ${example.key ? html`<code dir="ltr">${example.key}</code>` : nothing}
      </button>
      <p id=${id}>${withCode(example.shows)}</p>
    </li>`;
  }
}
