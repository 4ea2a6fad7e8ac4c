/** Boards as scripts in Python, the four lines of the course: read, written, and run. */
export { readScript } from './readScript';
export type { Script, ScriptProblem, ScriptQuestion, ScriptStep } from './readScript';
export { toScenario, type Built } from './toScenario';
export { toScript } from './toScript';
