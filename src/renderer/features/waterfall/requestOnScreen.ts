import { createStore } from 'zustand/vanilla';
import { senderAndReceiver, type RequestDetail } from '../../../sim/index';
import { perWindow, type Services } from '../../workbench/workbenchApi';
import type { RunReport } from '../../../contract/index';
import { strings } from './strings';

const SEARCHED_ROWS = 400_000;

/** The request on screen, of the run that it belongs to. */
export interface RequestOnScreen {
  readonly runId: string | null;
  readonly detail: RequestDetail | null;
  /** Why there is none. */
  readonly message: string | null;
  readonly isAsking: boolean;
}

const NOTHING: RequestOnScreen = { runId: null, detail: null, message: null, isAsking: false };

/** The request of a window that is shown hop by hop. One of a run that is no longer on screen is forgotten. */
export const requestOnScreenOf = perWindow(({ playback }) => {
  const store = createStore<RequestOnScreen>(() => NOTHING);
  playback.store.subscribe(({ currentRunId }) => {
    const { runId } = store.getState();
    if (runId !== null && runId !== currentRunId) store.setState(NOTHING);
  });
  return store;
});

/** Shows a request of the run on screen by its number. Nothing happens without a finished run. */
export async function showRequest(services: Services, request: number): Promise<void> {
  const store = requestOnScreenOf(services);
  const report = reportOf(services);
  if (report === null) return;
  const { runId } = report;
  store.setState({ ...NOTHING, runId, isAsking: true });
  const answer = await services.api.runRequest({ runId, request });
  if (store.getState().runId !== runId) return;
  store.setState(
    answer.ok
      ? { runId, detail: answer.value, message: null, isAsking: false }
      : { runId, detail: null, message: answer.failure.message, isAsking: false },
  );
}

/** Shows the request that took longest of all that were answered in the run on screen. */
export async function showSlowest(services: Services): Promise<void> {
  const report = reportOf(services);
  if (report === null) return;
  const request = await slowestOf(services, report);
  if (request !== null) await showRequest(services, request);
  else requestOnScreenOf(services).setState({ runId: report.runId, detail: null, message: strings.slowestNone, isAsking: false });
}

function reportOf({ playback }: Services): RunReport | null {
  const { runs, currentRunId } = playback.store.getState();
  return runs.find((run) => run.runId === currentRunId)?.report ?? null;
}

/**
 * The number of the slowest request: of those answered in the sample with the highest 99th percentile, the one that began first, as numbers
 * are given in the order of beginning.
 */
async function slowestOf({ api }: Services, { runId, index, series }: RunReport): Promise<number | null> {
  let sample = -1;
  for (let i = 0; i < series.sampleCount; i++) if (series.ok[i] > 0 && (sample < 0 || series.p99Ms[i] > series.p99Ms[sample])) sample = i;
  if (sample < 0) return null;
  const [fromNs, toNs] = [sample * series.sampleNs, (sample + 1) * series.sampleNs];
  const answer = await api.runWindow({ runId, fromNs, toNs, maxRows: SEARCHED_ROWS, ahead: false });
  if (!answer.ok) return null;
  const { messages } = answer.value;
  const isClient = clientsOf(index);
  let first: number | null = null;
  for (let row = 0; row < messages.count; row++) {
    const [, to] = senderAndReceiver(index, answer.value, row);
    const endsHere = messages.forward[row] === 0 && messages.arriveNs[row] >= fromNs && messages.arriveNs[row] < toNs && isClient(to);
    if (!endsHere || messages.lost[row] === 1 || messages.fate[row] > 0 || messages.request[row] === 0) continue;
    if (first === null || messages.request[row] < first) first = messages.request[row];
  }
  return first;
}

/** Parts to which nobody sends requests: those that begin them. */
function clientsOf({ links }: RunReport['index']): (node: number) => boolean {
  const asked = new Set(links.map(({ to }) => to));
  return (node) => !asked.has(node);
}
