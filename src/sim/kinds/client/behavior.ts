import { compileDistribution, drawNs, drawZipf, zipfTable, type AliasTable, type Sampler } from '../../kernel/distribution';
import { PROFILE_FIELDS } from '../../data/profiles';
import { Op } from '../../network/calls';
import { Fate } from '../../network/fates';
import { emptyTimeouts, fireTimeouts, watchTimeout, type TimeoutsState } from '../../toolkit/timeouts';
import type { Behavior } from '../contract';
import type { NodeContext } from '../context';
import { arrivalGapNs } from './arrivals';
import type { ClientParams } from './kind';

const ARRIVE = 0;
const THINK = 1;
const TIMEOUT = 2;

/** What a client needs to draw its traffic. */
export interface ClientTools {
  readonly arrivals: number;
  readonly choose: number;
  readonly keys: number;
  readonly think: number;
  readonly thinkTime: Sampler;
  readonly popularity: AliasTable | null;
  /** A write is drawn below this, of 2^32. */
  readonly writeBelow: number;
  readonly timeoutNs: number;
  readonly links: Int32Array;
}

/** What a client remembers. */
export interface ClientState {
  sent: number;
  turn: number;
  timeouts: TimeoutsState;
}

type ClientNode = NodeContext<ClientParams, ClientTools, ClientState>;

/** Handlers of the client. */
export const clientBehavior: Behavior<ClientParams, ClientTools, ClientState> = {
  prepare: (setup, params) => ({
    arrivals: setup.stream('arrivals'),
    choose: setup.stream('operation'),
    keys: setup.stream('keys'),
    think: setup.stream('think'),
    thinkTime: compileDistribution(params.thinkTimeMs),
    popularity: params.keys === 'zipf' ? zipfTable(params.keyCount, params.zipfExponent) : null,
    writeBelow: Math.floor((params.writePercent / 100) * 4294967296 + 0.5),
    timeoutNs: Math.floor(params.timeoutMs * 1e6 + 0.5),
    links: Int32Array.from(setup.out, (out) => out.link),
  }),
  init: () => ({ sent: 0, turn: 0, timeouts: emptyTimeouts() }),
  onStart: begin,
  onRestart: begin,
  onRequest: (node, call) => node.reply(call, Fate.noTarget, 0),
  onReply: (node, call, fate) => {
    node.conclude(call, fate);
    thinkAgain(node);
  },
  onTimer: (node, tag) => {
    if (tag === ARRIVE) {
      if (sendOne(node)) scheduleArrival(node);
    } else if (tag === THINK) sendOne(node);
    else {
      fireTimeouts(node, node.state.timeouts, TIMEOUT, (call) => {
        node.conclude(call, Fate.timedOut);
        node.abandon(call);
        thinkAgain(node);
      });
    }
  },
};

function begin(node: ClientNode): void {
  if (node.derived.links.length === 0) return;
  if (node.params.arrivals !== 'closed') {
    scheduleArrival(node);
    return;
  }
  for (let user = 0; user < node.params.users; user++) node.after(drawNs(node.derived.thinkTime, node.streams, node.derived.think), THINK, 0);
}

function scheduleArrival(node: ClientNode): void {
  const { requestLimit } = node.params;
  if (requestLimit > 0 && node.state.sent >= requestLimit) return;
  const gapNs = arrivalGapNs(node.params, node.streams, node.derived.arrivals, node.now());
  if (gapNs !== Infinity) node.after(gapNs, ARRIVE, 0);
}

function thinkAgain(node: ClientNode): void {
  if (node.params.arrivals !== 'closed') return;
  const { requestLimit } = node.params;
  if (requestLimit > 0 && node.state.sent >= requestLimit) return;
  node.after(drawNs(node.derived.thinkTime, node.streams, node.derived.think), THINK, 0);
}

/** Sends a request unless the limit is reached; false when it is. */
function sendOne(node: ClientNode): boolean {
  const { derived, params, state, streams } = node;
  if (params.requestLimit > 0 && state.sent >= params.requestLimit) return false;
  state.sent++;
  const key = derived.popularity === null ? streams.below(derived.keys, params.keyCount) : drawZipf(derived.popularity, streams, derived.keys);
  const isWrite = derived.writeBelow > 0 && streams.next(derived.choose) < derived.writeBelow;
  const field = isWrite ? streams.below(derived.choose, PROFILE_FIELDS.length) : 3;
  let link = derived.links[0];
  if (derived.links.length > 1) {
    link = derived.links[state.turn];
    state.turn = (state.turn + 1) % derived.links.length;
  }
  const call = node.originate(link, isWrite ? Op.write : Op.read, key, field);
  watchTimeout(node, state.timeouts, call, derived.timeoutNs, TIMEOUT);
  return true;
}
