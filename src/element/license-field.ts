/** The field of an element, once it is rendered. */
export function getField({ shadowRoot }: Element): HTMLInputElement | null {
  return shadowRoot?.querySelector('input') ?? null;
}

/** What the field shows of a remembered key: the last four characters, unless those are most of it. */
export function mask(licenseKey: string): string {
  return `••••${licenseKey.length > 8 ? licenseKey.slice(-4) : ''}`;
}

/** A field drops line breaks and would make one word of two keys. As spaces, they stay two. */
export function withoutLineBreaks(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

/**
 * Pastes text that has line breaks in place of the browser.
 *
 * @returns Whether it did; the field then fires no `input` event.
 */
export function pasteOnOneLine(event: ClipboardEvent): boolean {
  const field = event.target as HTMLInputElement;
  const text = event.clipboardData?.getData('text').trim() ?? '';
  if (field.disabled || field.readOnly || !/[\r\n]/.test(text)) return false;
  event.preventDefault();
  field.setRangeText(withoutLineBreaks(text), field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  return true;
}
