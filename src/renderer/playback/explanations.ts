import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FaultboardApi } from '../../contract/index';
import type { Explanation } from '../../sim/index';
import type { PlaybackModel } from './store';

/** What is asked about: a request by its number, a check by its id, or, with neither, the failure that is seen most. */
export interface WhyQuestion {
  readonly request: number | null;
  readonly check: string | null;
}

/** The explanation on screen. */
export interface ExplanationState {
  readonly runId: string | null;
  readonly explanation: Explanation | null;
  /** Why there is none. */
  readonly message: string | null;
  readonly isAsking: boolean;
}

/** Explains what failed in the run on screen. Whatever view asks, there is one explanation. */
export interface Explanations {
  readonly store: StoreApi<ExplanationState>;
  /** Has it explained why something failed, with the way lit up. Nothing happens without a finished run. */
  ask(question: WhyQuestion): Promise<void>;
  /** Puts the explanation away and the lights out. */
  forget(): void;
}

const NOTHING: ExplanationState = { runId: null, explanation: null, message: null, isAsking: false };

/** Explanations of the runs of a playback. One of a run that is no longer on screen is forgotten. */
export function createExplanations(api: FaultboardApi, playback: PlaybackModel): Explanations {
  const store = createStore<ExplanationState>(() => NOTHING);
  const forget = (): void => {
    store.setState(NOTHING);
    playback.highlight.setState({ path: null });
  };
  playback.store.subscribe((state) => {
    const { runId } = store.getState();
    if (runId !== null && runId !== state.currentRunId) forget();
  });
  return {
    store,
    forget,
    ask: async (question) => {
      const { currentRunId, runs } = playback.store.getState();
      const report = runs.find((run) => run.runId === currentRunId)?.report;
      if (currentRunId === null || !report) return;
      playback.actions.pause();
      store.setState({ ...NOTHING, runId: currentRunId, isAsking: true });
      const answer = await api.runExplain({ runId: currentRunId, ...question });
      if (playback.store.getState().currentRunId !== currentRunId) return;
      if (!answer.ok) {
        store.setState({ runId: currentRunId, explanation: null, message: answer.failure.message, isAsking: false });
        return;
      }
      const { nodes, links } = answer.value;
      store.setState({ runId: currentRunId, explanation: answer.value, message: null, isAsking: false });
      playback.highlight.setState({
        path: {
          nodes: new Set(nodes.map((node) => report.index.nodes[node].id)),
          links: new Set(links.map((link) => report.index.links[link].id)),
        },
      });
    },
  };
}
