import {
  FATES,
  keySpace,
  NS_PER_MS,
  NS_PER_SECOND,
  operationTitle,
  type FieldName,
  type HistoryRow,
  type MessageBody,
} from '../../../sim/index';
import type { PlaybackModel, RunSession } from '../../playback/index';
import type { Services } from '../../workbench/workbenchApi';
import { strings } from './strings';
import type { RequestWord } from './words';

/** What a person asks a client to send. */
export interface RequestToSend {
  readonly key: string;
  readonly op: RequestWord;
  readonly field: FieldName;
  /** Undefined: whatever writes usually put there. */
  readonly value?: string | number;
  /** Of a compare-and-set: what must be there; null: nothing. */
  readonly expected?: string | number | null;
}

/** What became of it, in a sentence; `request` 0: it was never sent. */
export interface SentAnswer {
  readonly text: string;
  readonly isGood: boolean;
  readonly runId: string;
  readonly request: number;
  readonly endedNs: number;
}

/** So many rows lie at one moment at most that are looked through. */
const ROWS_OF_A_MOMENT = 2000;

/** Sends one request from a client at the playhead, in a branch, and tells what came back. */
export async function sendOne({ api, playback }: Services, client: string, request: RequestToSend): Promise<SentAnswer> {
  const before = playback.store.getState().currentRunId;
  await playback.actions.inject([{ type: 'send', node: client, ...request }]);
  const { currentRunId, failure } = playback.store.getState();
  const run = currentRunId === before ? null : await computed(playback, currentRunId);
  if (run?.report === null || run?.report === undefined) return notSent(failure?.message ?? strings.notMade);
  const { report } = run;
  const atNs = run.parent?.atNs ?? 0;
  const node = report.index.nodes.findIndex(({ id }) => id === client);
  const key = keySpace(report.index.keys).indexOf(request.key);
  const begun = await rowsBefore(atNs + 1);
  const row = begun.findLast((each) => each.type === 'invoke' && each.node === node && each.atNs === atNs && each.key === key);
  if (row === undefined) return notSent(strings.notSent(client));
  const number = row.id / 2;
  const facts = await api.runRequest({ runId: report.runId, request: number });
  if (!facts.ok) return notSent(facts.failure.message);
  const { endedNs, fate } = facts.value;
  const end = (await rowsBefore(endedNs + 1)).findLast((each) => each.id === row.id && each.type !== 'invoke');
  const told = end === undefined ? openText(client, request) : endText(client, request, end, { fate, tookNs: end.atNs - atNs });
  return { ...told, runId: report.runId, request: number, endedNs };

  async function rowsBefore(ns: number): Promise<readonly HistoryRow[]> {
    const answer = await api.runHistory({ runId: report.runId, atNs: ns, maxRows: ROWS_OF_A_MOMENT });
    return answer.ok ? answer.value.rows : [];
  }
}

function notSent(text: string): SentAnswer {
  return { text, isGood: false, runId: '', request: 0, endedNs: 0 };
}

/** The run once its figures are there; null: it failed, was cancelled or closed. */
function computed({ store }: PlaybackModel, runId: string | null): Promise<RunSession | null> {
  return new Promise((found) => {
    let stop = (): void => undefined;
    const settle = (): boolean => {
      const run = store.getState().runs.find((candidate) => candidate.runId === runId);
      const isOver = run === undefined || run.progress.phase === 'failed' || run.progress.phase === 'cancelled';
      if (!isOver && run.report === null) return false;
      stop();
      found(isOver ? null : run);
      return true;
    };
    if (!settle()) stop = store.subscribe(settle);
  });
}

const aboutText = ({ key, field }: RequestToSend): string => `${key}.${field}`;

function openText(client: string, request: RequestToSend): { text: string; isGood: boolean } {
  return { text: strings.open(client, aboutText(request)), isGood: false };
}

interface End {
  readonly fate: number;
  readonly tookNs: number;
}

/** Why a compare-and-set changes nothing, by the name of its fate. */
const NOT_EXPECTED = 'conflict';

/** How a request ended, in a sentence. */
export function endText(client: string, request: RequestToSend, row: HistoryRow, end: End): { text: string; isGood: boolean } {
  const about = aboutText(request);
  const took = tookText(end.tookNs);
  if (row.type !== 'ok') {
    if (request.op === 'cas' && FATES[Math.max(0, end.fate)].reason === NOT_EXPECTED) {
      const expected = request.expected === undefined || request.expected === null ? strings.nothingThere : String(request.expected);
      return { text: strings.notExpected(client, about, expected, took), isGood: true };
    }
    const title = FATES[Math.max(0, end.fate)].title.toLowerCase();
    const doubt = row.type === 'fail' ? strings.surelyNot : strings.perhaps;
    return { text: `${strings.failed(client, about, took, title)} ${doubt}`, isGood: false };
  }
  if (request.op !== 'read' && request.op !== 'write')
    return { text: strings.changed(client, operationTitle(request.op).toLowerCase(), about, took), isGood: true };
  if (row.value === null) return { text: strings.gotNothing(client, about, took), isGood: true };
  const value = plainText(row.value);
  return {
    text: request.op === 'write' ? strings.written(client, value, about, took) : strings.got(client, value, about, took),
    isGood: true,
  };
}

function tookText(ns: number): string {
  return ns >= NS_PER_SECOND ? `${Number((ns / NS_PER_SECOND).toPrecision(4))} s` : `${Number((ns / NS_PER_MS).toPrecision(4))} ms`;
}

function plainText(value: MessageBody): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
