import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CheckEntry } from './check-log.js';
import { jsonView } from './json-view.js';
import type { SentRequest } from './sent-requests.js';

/** All checks, the latest first. */
export function logView(entries: readonly CheckEntry[]): TemplateResult {
  if (!entries.length)
    return html`<p class="nothing">
      Nothing yet. Each check will stand here: its requests, its event and what is in it.
    </p>`;
  return html`<ol>
    ${repeat(entries, ({ id }) => id, entryView)}
  </ol>`;
}

function entryView(entry: CheckEntry): TemplateResult {
  const { at, states, requests, verdict, isDropped } = entry;
  const name = verdict?.outcome ?? (isDropped ? 'no event' : 'checking');
  const reason = verdict && 'reason' in verdict ? verdict.reason : null;
  return html`<li class="entry ${name}">
    <div class="event">
      <h3 class="tone">${name}</h3>
      ${reason ? html`<code>${reason}</code>` : nothing}
      <time datetime=${at.toISOString()}>${timeOfDay(at)}</time>
    </div>
    ${verdict && 'message' in verdict ? html`<p>${verdict.message}</p>` : nothing}
    ${isDropped ? html`<p>Dropped: the settings changed before the answer came.</p>` : nothing}
    <ul>
      ${requests.length ? requests.map(requestView) : html`<li>No request was made${whyNone(entry)}.</li>`}
      ${states.length ? html`<li class="quieter"><code>statechange</code> to ${states.join(', then to ')}</li>` : nothing}
    </ul>
    ${
      verdict
        ? html`<details
            .open=${entry.isOpen}
            @toggle=${(event: Event) => (entry.isOpen = (event.target as HTMLDetailsElement).open)}
          >
            <summary><code>event.detail</code></summary>
            ${jsonView(verdict)}
          </details>`
        : nothing
    }
  </li>`;
}

function requestView({ method, url, authorization, body, answer }: SentRequest): TemplateResult {
  return html`<li dir="ltr">
    <span class="request"><code>${method} ${url.pathname}</code> <b>${answer}</b></span>
    <span class="quieter">to ${url.host}${authorization ? `, ${authorization}` : ''}, body <code>${body}</code></span>
  </li>`;
}

function whyNone({ verdict, at }: CheckEntry): string {
  if (verdict?.outcome === 'invalid') return ': the tag saw by itself that this cannot be a key';
  if (verdict?.outcome !== 'unverified') return ' so far';
  if (!verdict.retryAfter) return ': the settings have to be mended first';
  return `: the API asked for a pause, until ${timeOfDay(new Date(at.getTime() + verdict.retryAfter * 1000))}. Reloading the page ends it`;
}

function timeOfDay(date: Date): string {
  return date.toLocaleTimeString('en-GB');
}
