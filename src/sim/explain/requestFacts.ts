import { LOG_VERBS, type LogColumns, type TraceWindow } from '../trace/types';
import type { RequestFacts, RequestMessage, Turn } from './facts';
import { hopsOf, isAnsweredInTime } from './hops';
import type { Explainable } from './types';
import { beginsRequests } from '../kinds/index';

const PIECE_ROWS = 150_000;
const MOST_PIECES = 200;
const FAILED = LOG_VERBS.indexOf('failed');
const STOPPED = LOG_VERBS.indexOf('stopped sending to');
const GAVE_UP = LOG_VERBS.indexOf('timed out on');
const BY_DEFAULT = LOG_VERBS.indexOf('gave a default answer');

interface Gathered {
  readonly messages: Map<number, RequestMessage>;
  readonly stopped: Turn[];
  readonly gaveUp: Turn[];
  readonly byDefault: Turn[];
  key: number;
  client: number;
  endedNs: number;
  fate: number;
}

/** Finds what happened to a client request, from its first message until its client knew; null when the run has no such request. */
export function requestFacts(run: Explainable, request: number): RequestFacts | null {
  if (request < 1 || request > run.summary().requests.sent) return null;
  const beganNs = beginningOf(run, request);
  const found: Gathered = {
    messages: new Map(),
    stopped: [],
    gaveUp: [],
    byDefault: [],
    key: -1,
    client: -1,
    endedNs: run.reachedNs,
    fate: -1,
  };
  let fromNs = beganNs;
  for (let piece = 0; piece < MOST_PIECES && fromNs <= run.reachedNs; piece++) {
    const window = run.window(fromNs, run.reachedNs + 1, PIECE_ROWS);
    if (gather(run, window, request, found)) break;
    fromNs = window.toNs;
  }
  const messages = [...found.messages.values()].filter((message) => message.sentNs <= found.endedNs);
  if (messages.length === 0) return null;
  const { key, endedNs, fate, stopped, gaveUp, byDefault, client } = found;
  const meanwhile = (turns: readonly Turn[]): Turn[] => turns.filter((turn) => turn.atNs <= endedNs);
  return {
    request,
    key,
    beganNs: messages[0].sentNs,
    endedNs,
    fate,
    client,
    messages,
    stopped: meanwhile(stopped),
    gaveUp: meanwhile(gaveUp),
    byDefault: meanwhile(byDefault),
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
  const part = index.nodes[node];
  return part !== undefined && beginsRequests(part.kind);
}

/** Takes what belongs to the request out of a window; true when the request has ended in it. */
function gather(run: Explainable, window: TraceWindow, request: number, found: Gathered): boolean {
  gatherMessages(run, window, request, found);
  if (gatherLog(run, window.log, request, found)) return true;
  // An answer to a question that nobody waited for any more ends nothing.
  const facts = { client: found.client, messages: [...found.messages.values()], gaveUp: found.gaveUp };
  const ended = hopsOf(run.index, facts)
    .map((hop) => (isAnsweredInTime(hop) && hop.answer?.fate === 0 ? hop.answer.arriveNs : Infinity))
    .reduce((first, atNs) => Math.min(first, atNs), Infinity);
  if (ended >= window.toNs) return false;
  found.endedNs = ended;
  found.fate = 0;
  return true;
}

function gatherMessages(run: Explainable, { messages }: TraceWindow, request: number, found: Gathered): void {
  for (let row = 0; row < messages.count; row++) {
    if (messages.request[row] !== request || found.messages.has(messages.id[row])) continue;
    const forward = messages.forward[row] === 1;
    const link = messages.link[row];
    if (found.client < 0 && link < run.index.links.length) found.client = forward ? run.index.links[link].from : run.index.links[link].to;
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
      isWrite: messages.isWrite[row] === 1,
      belongsTo: messages.belongsTo[row],
    });
  }
}

/** Takes the lines about the request; true when one says that it has ended. */
function gatherLog(run: Explainable, log: LogColumns, request: number, found: Gathered): boolean {
  for (let row = 0; row < log.count; row++) {
    const turn = { atNs: log.atNs[row], node: log.node[row], other: log.detail[row] };
    if (log.verb[row] === STOPPED) found.stopped.push(turn);
    if (log.request[row] !== request) continue;
    if (log.verb[row] === GAVE_UP) found.gaveUp.push(turn);
    if (log.verb[row] === BY_DEFAULT) found.byDefault.push(turn);
    // A part on the way says that it failed or gave a default answer, too; the request has ended once its client says so.
    if (!isClient(run, log.node[row]) || (log.verb[row] !== FAILED && log.verb[row] !== BY_DEFAULT)) continue;
    found.endedNs = log.atNs[row];
    found.fate = log.verb[row] === FAILED ? log.detail[row] : 0;
    return true;
  }
  return false;
}
