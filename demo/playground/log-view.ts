import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CheckEntry } from './check-log.js';
import { jsonView } from './json-view.js';
import type { SentRequest } from './sent-requests.js';

/** Renders all checks, newest first. */
export function logView(entries: readonly CheckEntry[]): TemplateResult {
  if (!entries.length)
    return html`<p class="nothing">Nothing yet. Each check will appear here with its requests and its event.</p>`;
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
    ${isDropped ? html`<p>Dropped, because a setting changed before the response arrived.</p>` : nothing}
    <ul>
      ${requests.length ? requests.map(requestView) : html`<li>No request was sent${whyNoRequest(entry)}.</li>`}
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

function requestView({ method, url, authorization, body, result }: SentRequest): TemplateResult {
  return html`<li dir="ltr">
    <span class="request"><code>${method} ${url.pathname}</code> <b>${result}</b></span>
    <span class="quieter">to ${url.host}${authorization ? `, ${authorization}` : ''}, body <code>${body}</code></span>
  </li>`;
}

function whyNoRequest({ verdict, at }: CheckEntry): string {
  if (verdict?.outcome === 'invalid') return ', because the tag can tell that this is not a license key';
  if (verdict?.outcome !== 'unverified') return ' so far';
  if (!verdict.retryAfter) return ', because a setting is unusable';
  return `, because the API asked to wait until ${timeOfDay(new Date(at.getTime() + verdict.retryAfter * 1000))}. To end the wait, reload the page`;
}

function timeOfDay(date: Date): string {
  return date.toLocaleTimeString('en-GB');
}
