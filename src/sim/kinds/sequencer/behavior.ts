import type { Message } from '../../network/messages';
import { noAlarm, rings } from '../../toolkit/alarm';
import {
  askLater,
  changeAsking,
  eventBody,
  eventIn,
  heldBack,
  inTurn,
  missingIn,
  noStreams,
  streamOf,
  streamWords,
  STREAM_MESSAGES,
  type HeldStreams,
} from '../../toolkit/streams';
import type { GaugeInfo } from '../../trace/types';
import { Gauge, type Behavior } from '../../parts/contract';
import type { Feed, NodeContext, NodeSetup } from '../../parts/context';
import type { SequencerParams } from './kind';
import { msToNs } from '../../kernel/units';

const ASK = 0;
const MOST_AGAIN = 100;
/** Numbers in the log for each event. */
const LOGGED = 3;

/** What a sequencer shows of itself. */
export const SEQUENCER_GAUGES: readonly GaugeInfo[] = [
  { name: 'ordered', title: 'Events ordered', type: 'counter', unit: 'events', isAlwaysShown: true },
  { name: 'heldBack', title: 'Held back', type: 'level', unit: 'events' },
  { name: 'again', title: 'Events sent again', type: 'counter', unit: 'events' },
];
const ORDERED = Gauge.first;
const HELD_BACK = Gauge.first + 1;
const AGAIN = Gauge.first + 2;

interface SequencerTools {
  readonly feeds: readonly Feed[];
  readonly event: number;
  readonly again: number;
  readonly askNs: number;
}

interface SequencerState extends HeldStreams {
  /** The order: source and number of each event, and when it was made, in turn. */
  log: number[];
  /** Over which seat each source is reached, by position in `names`. */
  seats: number[];
}

type SequencerNode = NodeContext<SequencerParams, SequencerTools, SequencerState>;

/** Handlers of a sequencer. */
export const sequencerBehavior: Behavior<SequencerParams, SequencerTools, SequencerState> = {
  prepare: (setup: NodeSetup, params) => ({
    feeds: setup.feeds,
    event: setup.messageType(STREAM_MESSAGES.event),
    again: setup.messageType(STREAM_MESSAGES.again),
    askNs: msToNs(params.askAgainMs),
  }),
  init: empty,
  onCrash: (node, before, loses) => {
    if (loses === 'nothing') return { ...before, asking: noAlarm() };
    if (!node.params.keepsLog || loses === 'disk') return empty();
    return { ...before, asking: noAlarm(), streams: before.streams.map(({ next }) => ({ next, held: [] })) };
  },
  onRestart: (node) => settle(node),
  onRequest: (node, call) => node.reply(call, 0, 0),
  onMessage: (node, message) => {
    if (message.type === node.derived.event) order(node, message);
    else if (message.type === node.derived.again) sendAgain(node, message);
  },
  onTimer: (node) => {
    if (rings(node, node.state.asking)) ask(node);
  },
  says: (node, body) => streamWords(node.setup.nodeLabels, body),
  onParams: (node) => changeAsking(node, node.state, node.derived.askNs, ASK),
};

function empty(): SequencerState {
  return { ...noStreams(), log: [], seats: [] };
}

function order(node: SequencerNode, message: Message): void {
  const { state, derived } = node;
  const event = eventIn(message.body);
  const stream = streamOf(state, event.source);
  state.seats[state.names.indexOf(event.source)] = message.seat;
  for (const { source, number, madeNs } of inTurn(stream, event.number, event)) {
    state.log.push(source, number, madeNs);
    node.addGauge(ORDERED, 1);
    const body = eventBody({ source, number, madeNs, merged: state.log.length / LOGGED });
    for (const feed of derived.feeds) node.tell(feed.seat, feed.node, derived.event, body);
  }
  settle(node);
}

function settle(node: SequencerNode): void {
  node.setGauge(HELD_BACK, heldBack(node.state));
  askLater(node, node.state, node.derived.askNs, ASK);
}

function ask(node: SequencerNode): void {
  const { state, derived } = node;
  state.streams.forEach((stream, at) => {
    const missing = missingIn(stream);
    if (missing !== null) node.tell(state.seats[at], state.names[at], derived.again, missing);
  });
  settle(node);
}

function sendAgain(node: SequencerNode, message: Message): void {
  const { state, derived } = node;
  const [first, last] = message.body as readonly [number, number];
  for (let merged = first; merged <= Math.min(last, state.log.length / LOGGED, first + MOST_AGAIN - 1); merged++) {
    node.addGauge(AGAIN, 1);
    const [source, eventNumber, madeNs] = state.log.slice((merged - 1) * LOGGED, merged * LOGGED);
    const body = eventBody({ source, number: eventNumber, madeNs, merged });
    node.tell(message.seat, message.from, derived.event, body, message.msgId);
  }
}
