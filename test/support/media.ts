import { executeServerCommand } from '@web/test-runner-commands';

const emulated = new Set<string>();
afterEach(async () => {
  for (const feature of emulated) await executeServerCommand('media', { feature, value: null });
  emulated.clear();
});

/** Emulates a media feature until the test ends. */
export async function emulateMedia(
  feature: 'forced-colors' | 'prefers-color-scheme' | 'prefers-reduced-motion',
  value: string,
): Promise<void> {
  emulated.add(feature);
  await executeServerCommand('media', { feature, value });
  const query = matchMedia(`(${feature}: ${value})`);
  // Firefox applies it a moment later.
  if (!query.matches) await new Promise((resolve) => query.addEventListener('change', resolve, { once: true }));
}
