import { validMembership } from './membership.js';
import { replaceFetch } from './override-global.js';

/** Answers every request with a good license before it leaves the page. What is returned holds their addresses. */
export function answerHere(page: Window & typeof globalThis = window): unknown[] {
  const urls: unknown[] = [];
  replaceFetch((url) => {
    urls.push(url);
    return Promise.resolve(
      new Response(JSON.stringify(validMembership()), { status: 201, headers: { 'Content-Type': 'application/json' } }),
    );
  }, page);
  return urls;
}
