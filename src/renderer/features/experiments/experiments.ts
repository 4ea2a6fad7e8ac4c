import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ExperimentResult } from '../../../contract/index';
import { USUAL_SEEDS } from '../../../sim/index';
import { perWindow, type Services } from '../../workbench/workbenchApi';

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

const NONE: ExperimentState = {
  seeds: USUAL_SEEDS,
  ofRuns: [],
  experimentId: null,
  done: 0,
  total: 0,
  result: null,
  message: null,
};

/** The experiments of this window, one at a time. */
export const experimentsOf = perWindow((services) => new Experiments(services));

/** What the sentences call a run; a branch of many faults may be called more than the contract takes. */
function shortName({ name }: NamedRun): string {
  return name.length <= MOST_NAME ? name : `${name.slice(0, MOST_NAME - 1)}\u2026`;
}

class Experiments {
  readonly store: StoreApi<ExperimentState> = createStore<ExperimentState>(() => NONE);
  /** Progress of things that are not the experiment (yet): it may overtake the answer that names the experiment. */
  private readonly early = new Map<string, () => void>();

  constructor(private readonly services: Pick<Services, 'api' | 'window'>) {}

  /** Runs the scenario of a run with many seeds, or, with another run, both with the same seeds: `run` is B and `other` A. */
  async begin(run: NamedRun, other: NamedRun | null): Promise<void> {
    await this.stop();
    const { seeds } = this.store.getState();
    const [first, second] = other === null ? [run, null] : [other, run];
    this.store.setState({
      ofRuns: [first.runId, ...(second === null ? [] : [second.runId])],
      result: null,
      message: null,
      done: 0,
      total: seeds * (second === null ? 1 : 2),
    });
    const answer = await this.services.api.startExperiment({
      runId: first.runId,
      otherId: second?.runId ?? null,
      seeds,
      names: [shortName(first), second === null ? '' : shortName(second)],
    });
    if (!answer.ok) {
      this.store.setState({ message: answer.failure.message });
      return;
    }
    this.store.setState({ experimentId: answer.value.runId });
    this.early.get(answer.value.runId)?.();
  }

  /** Ends the experiment that is under way and frees its thread; what it has found by then is kept. */
  async stop(): Promise<void> {
    const { experimentId } = this.store.getState();
    if (experimentId !== null) await this.show(experimentId);
  }

  /** Follows experiments from now on. Returns how to stop. */
  follow(): () => void {
    return this.services.api.onProgress((progress) => {
      const follow = (): void => {
        this.early.clear();
        if (progress.phase === 'failed') this.store.setState({ experimentId: null, message: progress.failure?.message ?? null });
        else if (progress.phase === 'done') void this.show(progress.runId);
        else if (progress.endNs > 0) this.store.setState({ done: progress.reachedNs, total: progress.endNs });
      };
      const { experimentId } = this.store.getState();
      if (experimentId === progress.runId) follow();
      else if (experimentId === null) this.early.set(progress.runId, follow);
    });
  }

  private async show(experimentId: string): Promise<void> {
    const { api, window } = this.services;
    this.store.setState({ experimentId: null });
    const answer = await api.experimentResult({ runId: experimentId });
    await api.closeRun({ runId: experimentId });
    if (!answer.ok) {
      this.store.setState({ message: answer.failure.message });
      return;
    }
    this.store.setState({ result: answer.value });
    const telling = answer.value.comparison?.figures.find(({ name }) => name === 'latencyMeanMs') ?? null;
    if (telling !== null) window.announce(telling.sentence);
  }
}
