import { styles } from './whop-license-check.styles.js';

/** One for all elements of a document. */
const sheets = new WeakMap<Document, CSSStyleSheet>();

/** Gives an element's inside its looks; once more when it has come into another document, which leaves them behind. */
export function adoptStyles(root: ShadowRoot): void {
  const page = root.ownerDocument;
  const view = page.defaultView;
  // Nobody looks at it there, and a <style> would come along into a page whose policy forbids it.
  if (!view) return;
  try {
    let sheet = sheets.get(page);
    if (!sheet) {
      sheet = new view.CSSStyleSheet();
      sheet.replaceSync(styles);
      sheets.set(page, sheet);
    }
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox 91 and Safari 15 have no such sheets.
    if (root.querySelector('style')) return;
    const style = page.createElement('style');
    style.textContent = styles;
    root.prepend(style);
  }
}
