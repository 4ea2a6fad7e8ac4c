import { createStore } from 'zustand/vanilla';
import type { Explanation } from '../../../sim/index';
import { highlightStore } from '../../playback/index';
import { api, playbackModel } from '../../workbench/model';
import { announce, uiStore } from '../../workbench/windowState';

/** What is asked about: a request by its number, a check by its id, or, with neither, the failure that is seen most. */
export interface WhyQuestion {
  readonly request: number | null;
  readonly check: string | null;
}

/** The story that is told. */
export interface WhyState {
  readonly runId: string | null;
  readonly explanation: Explanation | null;
  /** Why there is no story. */
  readonly message: string | null;
  readonly isAsking: boolean;
}

const NOTHING: WhyState = { runId: null, explanation: null, message: null, isAsking: false };

/** The store of the story. */
export const whyStore = createStore<WhyState>(() => NOTHING);

/** Has it told why something failed in the run on screen, beside the log, with the way lit up on the board. */
export async function askWhy(question: WhyQuestion): Promise<void> {
  const { currentRunId, runs } = playbackModel.store.getState();
  const report = runs.find((run) => run.runId === currentRunId)?.report;
  if (currentRunId === null || !report) return;
  playbackModel.actions.pause();
  uiStore.setState({ dockOpen: true, dockTab: 'why' });
  whyStore.setState({ ...NOTHING, runId: currentRunId, isAsking: true });
  const answer = await api.runExplain({ runId: currentRunId, ...question });
  if (playbackModel.store.getState().currentRunId !== currentRunId) return;
  if (!answer.ok) {
    whyStore.setState({ runId: currentRunId, explanation: null, message: answer.failure.message, isAsking: false });
    return;
  }
  const { nodes, links, steps, subject } = answer.value;
  whyStore.setState({ runId: currentRunId, explanation: answer.value, message: null, isAsking: false });
  highlightStore.setState({
    path: {
      nodes: new Set(nodes.map((node) => report.index.nodes[node].id)),
      links: new Set(links.map((link) => report.index.links[link].id)),
    },
  });
  announce(`${subject}: ${steps.map((step) => step.text).join(' ')}`);
}

/** Puts the story away and the lights out. */
export function forgetWhy(): void {
  whyStore.setState(NOTHING);
  highlightStore.setState({ path: null });
}

/** Forgets the story of a run that is no longer on screen. Returns how to stop. */
export function watchWhy(): () => void {
  return playbackModel.store.subscribe((state) => {
    const { runId } = whyStore.getState();
    if (runId !== null && runId !== state.currentRunId) forgetWhy();
  });
}
