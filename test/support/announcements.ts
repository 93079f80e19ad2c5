import type { WhopLicenseCheck } from '../../src/index.js';
import { statusOf } from './shadow-parts.js';

/** What the live region says from now on, a text each time that it is given one; an emptied region says nothing. */
export function spokenBy(element: WhopLicenseCheck): () => string[] {
  const texts: string[] = [];
  const note = (records: MutationRecord[]): void => {
    for (const { type, addedNodes, target } of records) {
      const text =
        type === 'characterData' ? target.textContent : [...addedNodes].map((node) => node.textContent).join('');
      if (text) texts.push(text);
    }
  };
  const observer = new MutationObserver(note);
  observer.observe(statusOf(element), { childList: true, characterData: true, subtree: true });
  return () => {
    note(observer.takeRecords());
    return texts;
  };
}
