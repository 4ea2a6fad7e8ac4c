import { FIELD_NAMES, fieldOfRegister, keyOfRegister, registerOf } from '../../data/values';
import { Fate } from '../../network/fates';
import type { Message, MessageBody } from '../../network/messages';
import { rings, setAlarm, stretchAlarm } from '../../toolkit/alarm';
import { durationText } from '../../trace/durationText';
import type { InspectSection, PendingTimer } from '../../trace/inspection';
import type { Behavior } from '../../parts/contract';
import type { NetworkSeat, NodeContext, NodeSetup } from '../../parts/context';
import { GossipGauge } from './gauges';
import type { GossipParams } from './kind';
import { isWriteOp } from '../../network/operations';
import { entriesIn, entriesOf, entryOf, learn, newerThan, newPeer, nextStamp, timesTold, type Entry, type GossipState } from './state';
import { msToNs } from '../../kernel/units';

const ROUND = 0;

interface GossipTools {
  readonly seats: readonly NetworkSeat[];
  readonly parts: number;
  readonly intervalNs: number;
  readonly choice: number;
  readonly phase: number;
  readonly types: { readonly push: number; readonly pull: number; readonly exchange: number; readonly news: number };
}

type GossipNode = NodeContext<GossipParams, GossipTools, GossipState>;

/** Handlers of a gossip peer. */
export const gossipBehavior: Behavior<GossipParams, GossipTools, GossipState> = {
  prepare: gossipTools,
  init: beginning,
  onStart: (node) => schedule(node, true),
  onRestart: (node) => {
    show(node);
    schedule(node, true);
  },
  onCrash: (node, before, loses) => (loses === 'nothing' ? before : beginning(node)),
  onRequest: answer,
  onTimer: (node) => {
    if (!rings(node, node.state.round)) return;
    round(node);
    schedule(node, false);
  },
  onParams: changed,
  onMessage: hear,
  says: saying,
  inspect: (node, timers) => [standing(node, timers), whatIsKnown(node)],
};

function gossipTools(setup: NodeSetup, params: GossipParams): GossipTools {
  return {
    seats: setup.networks,
    parts: setup.nodeIds.length,
    intervalNs: msToNs(params.intervalMs),
    choice: setup.stream('neighbours'),
    phase: setup.stream('phase'),
    types: {
      push: setup.messageType('push'),
      pull: setup.messageType('pull'),
      exchange: setup.messageType('exchange'),
      news: setup.messageType('news'),
    },
  };
}

function beginning({ derived, params }: Pick<GossipNode, 'derived' | 'params'>): GossipState {
  return newPeer({ intervalNs: derived.intervalNs, together: params.together, tellAgain: params.tellAgain });
}

function schedule(node: GossipNode, isFirst: boolean): void {
  const { intervalNs, phase } = node.derived;
  let delayNs = intervalNs;
  if (node.params.together) delayNs = intervalNs - (node.now() % intervalNs);
  else if (isFirst) delayNs = Math.max(1, Math.floor(node.streams.unit(phase) * intervalNs));
  setAlarm(node, node.state.round, delayNs, ROUND);
  Object.assign(node.state, { intervalNs, together: node.params.together });
}

/** Fields have changed: the next round comes when it would come by them, and rumours were told as often as they were. */
function changed(node: GossipNode): void {
  const { derived, params, state } = node;
  if (params.together !== state.together || (params.together && derived.intervalNs !== state.intervalNs)) schedule(node, true);
  else stretchAlarm(node, state.round, derived.intervalNs / state.intervalNs, ROUND);
  state.intervalNs = derived.intervalNs;
  const more = timesTold(params.tellAgain) - timesTold(state.tellAgain);
  if (more !== 0) state.hot = state.hot.map((left) => Math.max(0, left + more));
  state.tellAgain = params.tellAgain;
}

/** One round: talks to some neighbours in every network. */
function round(node: GossipNode): void {
  node.addGauge(GossipGauge.rounds, 1);
  const { mode } = node.params;
  const { types } = node.derived;
  const hasRumours = node.state.hot.some((left) => left > 0);
  if (mode === 'push' && !hasRumours) return;
  const body: MessageBody = mode === 'push' ? entriesOf(node.state, true) : entriesOf(node.state, false);
  for (const [seat, target] of someNeighbours(node)) {
    node.tell(seat, target, mode === 'push' ? types.push : mode === 'pull' ? types.pull : types.exchange, body);
    if (mode === 'push') toldOnce(node);
  }
}

function toldOnce(node: GossipNode): void {
  const { hot } = node.state;
  for (let at = 0; at < hot.length; at++) if (hot[at] > 0) hot[at]--;
}

/** As many different neighbours as the fan-out says, drawn at random, with the seat over which each is reached. */
function someNeighbours(node: GossipNode): [number, number][] {
  const { seats, choice } = node.derived;
  const chosen: [number, number][] = [];
  seats.forEach((seat, s) => {
    const taken: number[] = [];
    const wanted = Math.min(node.params.fanOut, seat.neighbourCount);
    // Floyd's sampling without replacement: no list of all neighbours is made (R. Floyd, Programming Pearls, CACM 1987).
    for (let top = seat.neighbourCount - wanted; top < seat.neighbourCount; top++) {
      const drawn = node.streams.below(choice, top + 1);
      taken.push(taken.includes(drawn) ? top : drawn);
    }
    for (const position of taken) chosen.push([s, seat.neighbour(position)]);
  });
  return chosen;
}

function hear(node: GossipNode, message: Message): void {
  const { types } = node.derived;
  const { type } = message;
  const theirs = entriesIn(message.body);
  if (type === types.pull || type === types.exchange) {
    const answers = newerThan(node.state, theirs);
    if (answers.length > 0) node.tell(message.seat, message.from, types.news, answers, message.msgId);
  }
  if (type !== types.pull) take(node, theirs, message.from);
}

/** Takes over what is news, and passes it on at once where that is wanted. */
function take(node: GossipNode, entries: readonly Entry[], from: number): void {
  const hot = timesTold(node.params.tellAgain);
  const news = entries.filter((entry) => learn(node.state, entry, hot));
  if (news.length < entries.length) node.addGauge(GossipGauge.old, entries.length - news.length);
  if (news.length === 0) return;
  node.addGauge(GossipGauge.news, news.length);
  show(node);
  if (!node.params.atOnce) return;
  node.derived.seats.forEach((seat, s) => {
    for (let i = 0; i < seat.neighbourCount; i++) {
      if (seat.neighbour(i) !== from) node.tell(s, seat.neighbour(i), node.derived.types.push, news);
    }
  });
}

function answer(node: GossipNode, call: number): void {
  // A field of a key is a value of its own, as in every store.
  const key = registerOf(node.calls.key(call), node.calls.field(call));
  if (isWriteOp(node.calls.op(call))) {
    const stamp = nextStamp(node.state, key, node.index, node.derived.parts);
    take(node, [[key, stamp, node.calls.value(call)]], -1);
    node.reply(call, Fate.ok, node.calls.value(call));
  } else node.reply(call, Fate.ok, entryOf(node.state, key)?.[2] ?? 0);
}

function show(node: GossipNode): void {
  node.setGauge(GossipGauge.known, node.state.keys.length);
  node.setGauge(GossipGauge.view, node.state.view);
}

/** Shown by a peer that knows nothing yet, too: when it talks next, and to how many. */
function standing(node: GossipNode, timers: readonly PendingTimer[]): InspectSection {
  const next = timers.find(({ tag }) => tag === ROUND);
  const neighbours = node.derived.seats.reduce((sum, seat) => sum + seat.neighbourCount, 0);
  return {
    type: 'facts',
    title: 'Gossip',
    facts: [
      ['values known', node.state.keys.length],
      ['neighbours', neighbours],
      ['next round in', next === undefined ? null : durationText(next.atNs - node.now())],
    ],
  };
}

function whatIsKnown(node: GossipNode): InspectSection {
  const { state, derived } = node;
  const rows = entriesOf(state, false).map(([key, stamp, value], at) => [
    nameOf(node, key),
    Math.floor(stamp / derived.parts),
    node.setup.nodeIds[stamp % derived.parts] ?? '',
    node.dataOf(keyOfRegister(key), fieldOfRegister(key), value),
    state.hot[at] > 0 ? 'told on' : 'no longer told',
  ]);
  return { type: 'table', title: 'What it knows', columns: ['key', 'version', 'written at', 'value', 'news'], rows, total: rows.length };
}

/** What a peer tells another: the values it knows. */
function saying(node: GossipNode, body: MessageBody, known: Map<string, string>): string {
  const told = entriesIn(body).map(([register, , value]) => {
    const name = `gossip ${register} ${value}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const data = node.dataOf(keyOfRegister(register), fieldOfRegister(register), value);
    const text = `${nameOf(node, register)} = ${data === null ? 'nothing' : data}`;
    known.set(name, text);
    return text;
  });
  return told.length === 0 ? 'knows nothing yet' : told.join(', ');
}

function nameOf({ setup }: GossipNode, register: number): string {
  return `${setup.keys.nameOf(keyOfRegister(register))}.${FIELD_NAMES[fieldOfRegister(register)]}`;
}
