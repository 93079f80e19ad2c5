import { overrideGlobal } from './override-global.js';

/**
 * Keeps the element's warnings about these topics off the console until the test ends. The element warns once a page, so
 * only the first test sees it. Every other line reaches the console, and the runner counts it as a failure.
 */
export function expectWarnings(...topics: string[]): void {
  const warn = console.warn.bind(console);
  const isExpected = (line: unknown): boolean =>
    topics.some((topic) => String(line).startsWith(`<whop-license-check> ${topic}: `));
  overrideGlobal(console, 'warn', {
    value: (...args: unknown[]) => isExpected(args[0]) || warn(...args),
    writable: true,
  });
}
