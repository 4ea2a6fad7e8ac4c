import { createStore } from 'zustand/vanilla';
import type { ExperimentResult } from '../../../contract/index';
import { USUAL_SEEDS } from '../../../sim/index';
import { announce } from '../../workbench/windowState';
import { api } from '../../workbench/model';

/** Characters of a name that the contract takes. */
const MOST_NAME = 200;

/** A run, and what to call it. */
export interface NamedRun {
  readonly runId: string;
  readonly name: string;
}

/** The experiment over many seeds that is under way or was the last; of which runs it is. */
export interface ExperimentState {
  readonly seeds: number;
  readonly ofRuns: readonly string[];
  /** Null: none is under way. */
  readonly experimentId: string | null;
  readonly done: number;
  readonly total: number;
  readonly result: ExperimentResult | null;
  readonly message: string | null;
}

/** The store of the experiment. */
export const experimentStore = createStore<ExperimentState>(() => ({
  seeds: USUAL_SEEDS,
  ofRuns: [],
  experimentId: null,
  done: 0,
  total: 0,
  result: null,
  message: null,
}));

/** Runs the scenario of a run with many seeds, or, with another run, both with the same seeds: `run` is B and `other` A. */
export async function startExperiment(run: NamedRun, other: NamedRun | null): Promise<void> {
  await stopExperiment();
  const { seeds } = experimentStore.getState();
  const [first, second] = other === null ? [run, null] : [other, run];
  experimentStore.setState({
    ofRuns: [first.runId, ...(second === null ? [] : [second.runId])],
    result: null,
    message: null,
    done: 0,
    total: seeds * (second === null ? 1 : 2),
  });
  const answer = await api.startExperiment({
    runId: first.runId,
    otherId: second?.runId ?? null,
    seeds,
    names: [shortName(first), second === null ? '' : shortName(second)],
  });
  if (!answer.ok) {
    experimentStore.setState({ message: answer.failure.message });
    return;
  }
  experimentStore.setState({ experimentId: answer.value.runId });
  const early = seen.get(answer.value.runId);
  if (early !== undefined) early();
}

/** What the sentences call a run; a branch of many faults may be called more than the contract takes. */
function shortName({ name }: NamedRun): string {
  return name.length <= MOST_NAME ? name : `${name.slice(0, MOST_NAME - 1)}\u2026`;
}

/** Ends the experiment that is under way and frees its thread; what it has found by then is kept. */
export async function stopExperiment(): Promise<void> {
  const { experimentId } = experimentStore.getState();
  if (experimentId === null) return;
  await show(experimentId);
}

/** Progress of things that are not the experiment (yet): it may overtake the answer that names the experiment. */
const seen = new Map<string, () => void>();

/** Follows experiments from now on; called once, when the window opens. */
export function followExperiments(): () => void {
  return api.onProgress((progress) => {
    const follow = (): void => {
      seen.clear();
      if (progress.phase === 'failed') experimentStore.setState({ experimentId: null, message: progress.failure?.message ?? null });
      else if (progress.phase === 'done') void show(progress.runId);
      else if (progress.endNs > 0) experimentStore.setState({ done: progress.reachedNs, total: progress.endNs });
    };
    if (experimentStore.getState().experimentId === progress.runId) follow();
    else if (experimentStore.getState().experimentId === null) seen.set(progress.runId, follow);
  });
}

async function show(experimentId: string): Promise<void> {
  experimentStore.setState({ experimentId: null });
  const answer = await api.experimentResult({ runId: experimentId });
  await api.closeRun({ runId: experimentId });
  if (!answer.ok) {
    experimentStore.setState({ message: answer.failure.message });
    return;
  }
  experimentStore.setState({ result: answer.value });
  const telling = answer.value.comparison?.figures.find(({ name }) => name === 'latencyMeanMs') ?? null;
  if (telling !== null) announce(telling.sentence);
}
