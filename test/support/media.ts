import { executeServerCommand } from '@web/test-runner-commands';

const features = new Set<string>();
afterEach(async () => {
  for (const feature of features) await executeServerCommand('media', { feature, value: null });
  features.clear();
});

/** Has the browser say so of its visitor, until the test ends. */
export async function emulate(
  feature: 'forced-colors' | 'prefers-color-scheme' | 'prefers-reduced-motion',
  value: string,
): Promise<void> {
  features.add(feature);
  await executeServerCommand('media', { feature, value });
  const query = matchMedia(`(${feature}: ${value})`);
  // Firefox tells its pages a moment later.
  if (!query.matches) await new Promise((resolve) => query.addEventListener('change', resolve, { once: true }));
}
