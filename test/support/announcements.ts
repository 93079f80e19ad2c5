import type { WhopLicenseCheck } from '../../src/index.js';
import { getLiveRegion } from './shadow-parts.js';

/** Records each text that the live region is given from now on. Emptying the region is not recorded. */
export function recordAnnouncements(element: WhopLicenseCheck): () => string[] {
  const texts: string[] = [];
  const recordText = (records: MutationRecord[]): void => {
    for (const { type, addedNodes, target } of records) {
      const text =
        type === 'characterData' ? target.textContent : [...addedNodes].map((node) => node.textContent).join('');
      if (text) texts.push(text);
    }
  };
  const observer = new MutationObserver(recordText);
  observer.observe(getLiveRegion(element), { childList: true, characterData: true, subtree: true });
  return () => {
    recordText(observer.takeRecords());
    return texts;
  };
}
