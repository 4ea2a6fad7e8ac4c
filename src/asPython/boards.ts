/** Boards and scripts without the sandbox: what the window needs, whose scripts are read elsewhere. */
export type { BoardDescription } from './board';
export { toScenario, type Built } from './toScenario';
export { toScript } from './toScript';
