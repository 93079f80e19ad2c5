import { executeServerCommand } from '@web/test-runner-commands';

/** A capability that some engines lack. `tools/engines.mjs` lists which. */
type Capability = 'accessibility tree' | 'emulated media' | 'cookies of other sites';

const missingCapabilities = await executeServerCommand<string[], undefined>('engine-lacks');

/** Tests that need a capability are registered only where this is true. */
export const engineSupports = (ability: Capability): boolean => !missingCapabilities.includes(ability);
