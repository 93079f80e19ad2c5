/** Connects the controls for colors and direction. */
export function setUpAppearance(): void {
  const root = document.documentElement;
  for (const radio of document.querySelectorAll<HTMLInputElement>('input[name="theme"]')) {
    radio.addEventListener('change', () => (root.dataset.theme = radio.value));
  }
  const direction = document.querySelector<HTMLButtonElement>('#direction');
  direction?.addEventListener('click', () => {
    root.dir = root.dir === 'rtl' ? 'ltr' : 'rtl';
    direction.setAttribute('aria-pressed', String(root.dir === 'rtl'));
  });
}
