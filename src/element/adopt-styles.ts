import type { CSSResult } from 'lit';

/** One for all elements of a document. */
const sheets = new WeakMap<Document, CSSStyleSheet>();

/**
 * Gives a shadow root its styles; again when it has come into another document, which leaves them behind. (Lit's own sheet
 * belongs to the document that the script runs in, and browsers refuse it in any other.)
 */
export function adoptStyles(root: ShadowRoot, { cssText }: CSSResult): void {
  const page = root.ownerDocument;
  const view = page.defaultView;
  // Nobody sees the element there, and a <style> would come along into a page whose policy forbids it.
  if (!view) return;
  try {
    let sheet = sheets.get(page);
    if (!sheet) {
      sheet = new view.CSSStyleSheet();
      sheet.replaceSync(cssText);
      sheets.set(page, sheet);
    }
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox 91 and Safari 15 cannot construct sheets.
    if (root.querySelector('style')) return;
    const style = page.createElement('style');
    style.textContent = cssText;
    root.append(style);
  }
}
