import { executeServerCommand } from '@web/test-runner-commands';

/** What not every engine can show; `tools/engines.mjs` says which. */
type Ability = 'accessibility tree' | 'emulated media' | 'cookies of other sites';

const lacks = await executeServerCommand<string[], undefined>('engine-lacks');

/** Whether the engine that the tests run in can do that. Where it cannot, what needs it is not registered at all. */
export const engineHas = (ability: Ability): boolean => !lacks.includes(ability);
