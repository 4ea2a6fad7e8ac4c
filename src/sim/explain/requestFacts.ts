import { LOG_VERBS, type TraceWindow } from '../trace/types';
import type { Explainable } from './types';

const PIECE_ROWS = 150_000;
const MOST_PIECES = 200;
const FAILED = LOG_VERBS.indexOf('failed');
const STOPPED = LOG_VERBS.indexOf('stopped sending to');

/** One message of a request. */
export interface RequestMessage {
  readonly id: number;
  /** MessageType. */
  readonly type: number;
  readonly sentNs: number;
  readonly arriveNs: number;
  readonly link: number;
  readonly forward: boolean;
  readonly lost: boolean;
  readonly fate: number;
  /** Id of the message whose arrival made it be sent at once; 0: none. */
  readonly cause: number;
}

/** A line of the log about one part and what it did to another. */
export interface Turn {
  readonly atNs: number;
  readonly node: number;
  readonly other: number;
}

/** Everything a trace tells of one request. */
export interface RequestFacts {
  readonly request: number;
  readonly key: number;
  readonly beganNs: number;
  /** When its client knew how it ended; the end of the run when it did not. */
  readonly endedNs: number;
  /** Fate code; -1: still on its way when the run ended. */
  readonly fate: number;
  /** Index of the client. */
  readonly client: number;
  readonly messages: readonly RequestMessage[];
  /** Who stopped sending to whom meanwhile. */
  readonly stopped: readonly Turn[];
}

interface Gathered {
  readonly messages: Map<number, RequestMessage>;
  readonly stopped: Turn[];
  key: number;
  client: number;
  endedNs: number;
  fate: number;
}

/** Finds what happened to a client request, from its first message until its client knew; null when the run has no such request. */
export function requestFacts(run: Explainable, request: number): RequestFacts | null {
  if (request < 1 || request > run.summary().requests.sent) return null;
  const beganNs = beginningOf(run, request);
  const found: Gathered = { messages: new Map(), stopped: [], key: -1, client: -1, endedNs: run.reachedNs, fate: -1 };
  let fromNs = beganNs;
  for (let piece = 0; piece < MOST_PIECES && fromNs <= run.reachedNs; piece++) {
    const window = run.window(fromNs, run.reachedNs + 1, PIECE_ROWS);
    if (gather(run, window, request, found)) break;
    fromNs = window.toNs;
  }
  const messages = [...found.messages.values()].filter((message) => message.sentNs <= found.endedNs);
  if (messages.length === 0) return null;
  const { key, endedNs, fate, stopped, client } = found;
  return {
    request,
    key,
    beganNs: messages[0].sentNs,
    endedNs,
    fate,
    client,
    messages,
    stopped: stopped.filter((turn) => turn.atNs <= endedNs),
  };
}

/** Requests are numbered as they begin, so counting them finds the moment. */
function beginningOf(run: Explainable, request: number): number {
  const { sent, sampleNs, sampleCount } = run.series();
  let before = 0;
  let sample = 0;
  while (sample < sampleCount - 1 && before + sent[sample] < request) before += sent[sample++];
  // One earlier: what happens at the border of two samples counts for the later one.
  return Math.max(0, (sample - 1) * sampleNs);
}

/** Whether a part begins and ends requests. */
export function isClient({ index }: Explainable, node: number): boolean {
  return index.nodes[node]?.kind === 'client';
}

/** Takes what belongs to the request out of a window; true when the request has ended in it. */
function gather(run: Explainable, { messages, log, toNs }: TraceWindow, request: number, found: Gathered): boolean {
  for (let row = 0; row < messages.count; row++) {
    if (messages.request[row] !== request || found.messages.has(messages.id[row])) continue;
    const forward = messages.forward[row] === 1;
    const link = messages.link[row];
    if (found.client < 0) found.client = forward ? run.index.links[link].from : run.index.links[link].to;
    if (found.key < 0) found.key = messages.key[row];
    found.messages.set(messages.id[row], {
      id: messages.id[row],
      type: messages.type[row],
      sentNs: messages.sentNs[row],
      arriveNs: messages.arriveNs[row],
      link,
      forward,
      lost: messages.lost[row] === 1,
      fate: messages.fate[row],
      cause: messages.cause[row],
    });
  }
  for (let row = 0; row < log.count; row++) {
    if (log.verb[row] === STOPPED) found.stopped.push({ atNs: log.atNs[row], node: log.node[row], other: log.detail[row] });
    // A part on the way says that it failed, too; the request has ended once its client says so.
    if (log.verb[row] !== FAILED || log.request[row] !== request || !isClient(run, log.node[row])) continue;
    found.endedNs = log.atNs[row];
    found.fate = log.detail[row];
    return true;
  }
  for (const message of found.messages.values()) {
    const { from } = run.index.links[message.link];
    if (message.forward || message.lost || message.fate !== 0 || from !== found.client || message.arriveNs >= toNs) continue;
    found.endedNs = message.arriveNs;
    found.fate = 0;
    return true;
  }
  return false;
}
