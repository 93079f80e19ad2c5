import { validMembership } from './membership.js';
import { replaceFetch } from './override-global.js';

/** Answers every request with a valid license before it leaves the page. @returns The requested URLs, filled as they come. */
export function answerInPage(page: Window & typeof globalThis = window): unknown[] {
  const urls: unknown[] = [];
  replaceFetch((url) => {
    urls.push(url);
    return Promise.resolve(
      new Response(JSON.stringify(validMembership()), { status: 201, headers: { 'Content-Type': 'application/json' } }),
    );
  }, page);
  return urls;
}
