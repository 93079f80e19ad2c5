import type { CheckSettings } from '../../src/check/check-settings.js';
import { readSessionOptions } from '../../src/element/session-options.js';
import type { WhopLicenseCheck } from '../../src/index.js';
import { VerdictMemory } from '../../src/memory/verdict-memory.js';

/** The memory of a tag, as the tag itself uses it. */
export function memoryOf(element: WhopLicenseCheck): VerdictMemory {
  const { settings, requirements, remember } = readSessionOptions(element);
  return new VerdictMemory(remember, { ...(settings as CheckSettings), requirements });
}
