import { createStore } from 'zustand/vanilla';
import { toScenario } from '../../../asPython/toScenario';
import { toScript } from '../../../asPython/toScript';
import type { ScriptProblem } from '../../../asPython/script';
import type { Scenario } from '../../../sim/index';
import { perWindow, type Services } from '../../workbench/workbenchApi';
import { strings } from './strings';

const MOST_STEPS = 500;

/** A script while it is written. */
export interface Draft {
  /** What was written; null: the board's own script is shown. */
  readonly text: string | null;
  /** The board for which it was begun. */
  readonly begunAt: Scenario | null;
  /** A script as it was applied, and the board that came of it: shown as it was written while the board is that one. */
  readonly applied: { readonly text: string; readonly scenario: Scenario } | null;
  readonly problem: ScriptProblem | null;
  readonly isApplying: boolean;
  readonly past: readonly (string | null)[];
  readonly future: readonly (string | null)[];
}

const NOTHING: Draft = { text: null, begunAt: null, applied: null, problem: null, isApplying: false, past: [], future: [] };

/** The script of the window. */
export const draftOf = perWindow(() => createStore<Draft>(() => NOTHING));

/** The script of a board: as its author has written it where the board is still what came of that. */
export function scriptOf(scenario: Scenario, applied: Draft['applied']): string {
  return applied?.scenario === scenario ? applied.text : toScript(scenario);
}

/** Notes what was written. */
export function write(services: Services, text: string): void {
  const store = draftOf(services);
  const scenario = services.document.store.getState().scenario;
  const { text: before, begunAt, past } = store.getState();
  if (text === before) return;
  store.setState({ text, begunAt: begunAt ?? scenario, problem: null, past: [...past, before].slice(-MOST_STEPS), future: [] });
}

/** Takes a step of the writing back, or does it again. */
export function step(services: Services, direction: 'undo' | 'redo'): void {
  const store = draftOf(services);
  const { text, past, future } = store.getState();
  if (direction === 'undo' && past.length > 0)
    store.setState({ text: past[past.length - 1], past: past.slice(0, -1), future: [text, ...future], problem: null });
  if (direction === 'redo' && future.length > 0)
    store.setState({ text: future[0], past: [...past, text], future: future.slice(1), problem: null });
}

/** Throws away what was written. */
export function backToBoard(services: Services): void {
  draftOf(services).setState(({ applied }) => ({ ...NOTHING, applied }));
}

/** Runs the script and puts its board in the place of the one that stands: one step that can be undone. */
export async function apply(services: Services): Promise<void> {
  const store = draftOf(services);
  const { text, isApplying } = store.getState();
  if (text === null || isApplying) return;
  store.setState({ isApplying: true, problem: null });
  const answer = await services.api.readScript({ script: text });
  store.setState({ isApplying: false });
  const fail = (message: string, line: number | null): void => store.setState({ problem: { message, line } });
  if (!answer.ok) return fail(answer.failure.message, null);
  const { ask, problem } = answer.value;
  if (problem !== null) return fail(problem.message, problem.line);
  if (ask === null || ask.type === 'lookup') return fail(strings.noSimulation, null);
  const { document } = services;
  const built = toScenario(ask.board, document.store.getState().scenario);
  if (!built.ok) return fail(built.problem.message, built.problem.line);
  const refused = document.actions.edit(strings.applied, { type: 'replace', scenario: built.scenario });
  if (refused !== null) return fail(refused.message, null);
  store.setState({ ...NOTHING, applied: { text, scenario: document.store.getState().scenario } });
}
