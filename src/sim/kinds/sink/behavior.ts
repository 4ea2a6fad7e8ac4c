import type { Message } from '../../network/messages';
import { noAlarm, rings, setAlarm } from '../../toolkit/alarm';
import {
  askLater,
  changeAsking,
  eventIn,
  heldBack,
  letGo,
  inTurn,
  missingIn,
  noStreams,
  passBy,
  streamOf,
  streamWords,
  STREAM_MESSAGES,
  type HeldStream,
  type HeldStreams,
  type StreamEvent,
} from '../../toolkit/streams';
import { dueIn, emptyLine, enterLine, firstInLine, lineLength, type TimeLine } from './timeLine';
import type { InspectSection } from '../../trace/inspection';
import type { GaugeInfo } from '../../trace/types';
import { Gauge, type Behavior } from '../../parts/contract';
import type { NodeContext, NodeSetup } from '../../parts/context';
import type { SinkParams } from './kind';
import { msToNs } from '../../kernel/units';

const ASK = 0;
const HOLD = 1;
/** So many of the newest events are kept to be looked at. */
const SHOWN = 20;

/** What a sink shows of itself. */
export const SINK_GAUGES: readonly GaugeInfo[] = [
  { name: 'taken', title: 'Events taken', type: 'counter', unit: 'events', isAlwaysShown: true },
  { name: 'heldBack', title: 'Held back', type: 'level', unit: 'events' },
  { name: 'twice', title: 'Came twice', type: 'counter', unit: 'events' },
  { name: 'tooLate', title: 'Came too late', type: 'counter', unit: 'events' },
];
const TAKEN = Gauge.first;
const HELD_BACK = Gauge.first + 1;
const TWICE = Gauge.first + 2;
const TOO_LATE = Gauge.first + 3;

interface SinkTools {
  /** Indexes of the sources that it follows; null: all. */
  readonly followed: ReadonlySet<number> | null;
  readonly event: number;
  readonly again: number;
  readonly askNs: number;
  readonly holdNs: number;
}

interface SinkState extends HeldStreams {
  /** Who sent the newest event of each stream, and over which seat: two numbers each. */
  senders: number[];
  /** What waits for its turn by time. */
  line: TimeLine;
  /** The order in which it takes events. */
  order: SinkParams['order'];
  /** The newest events, as source and number in turn. */
  newest: number[];
}

type SinkNode = NodeContext<SinkParams, SinkTools, SinkState>;

/** Handlers of a sink. */
export const sinkBehavior: Behavior<SinkParams, SinkTools, SinkState> = {
  prepare: sinkTools,
  init: ({ params }) => ({ ...noStreams(), senders: [], line: emptyLine(), order: params.order, newest: [] }),
  // What it has taken it has shown to people: it goes on behind it.
  onCrash: (_node, before) => ({
    ...before,
    asking: noAlarm(),
    line: { ...before.line, waiting: [], look: noAlarm() },
    streams: before.streams.map((stream) => ({ next: stream.next, held: [] })),
  }),
  onRestart: (node) => node.setGauge(HELD_BACK, 0),
  onRequest: (node, call) => node.reply(call, 0, 0),
  onMessage: hear,
  says: (node, body) => streamWords(node.setup.nodeLabels, body),
  onTimer: (node, tag) => {
    if (tag === HOLD) {
      if (rings(node, node.state.line.look)) takeDue(node);
    } else if (rings(node, node.state.asking)) ask(node);
  },
  onParams: changed,
  inspect: (node) => [lastTaken(node)],
};

function sinkTools(setup: NodeSetup, params: SinkParams): SinkTools {
  const names = params.follows.split(/[\s,]+/).filter((name) => name !== '');
  return {
    followed: names.length === 0 ? null : new Set(names.map((name) => setup.nodeIds.indexOf(name))),
    event: setup.messageType(STREAM_MESSAGES.event),
    again: setup.messageType(STREAM_MESSAGES.again),
    askNs: msToNs(params.askAgainMs),
    holdNs: msToNs(params.holdMs),
  };
}

function hear(node: SinkNode, message: Message): void {
  if (message.type !== node.derived.event) return;
  const event = eventIn(message.body);
  const { order } = node.params;
  const { merged, number } = event;
  const ofSource = hearOf(node, event.source, message);
  const ofCentre = merged > 0 ? hearOf(node, message.from, message) : null;
  if (order === 'arrival') take(node, event);
  else if (order === 'time') hold(node, event);
  else if (order === 'centre' && ofCentre !== null) takeInTurn(node, ofCentre, merged, event);
  else takeInTurn(node, ofSource, number, event);
  if (order !== 'source' && (order !== 'centre' || merged > 0)) passBy(ofSource, number);
  if (order !== 'centre' && ofCentre !== null) passBy(ofCentre, merged);
}

/** The stream of a name, of which something has just come. */
function hearOf({ state }: SinkNode, name: number, { from, seat }: Message): HeldStream {
  const stream = streamOf(state, name);
  const at = state.names.indexOf(name) * 2;
  state.senders[at] = from;
  state.senders[at + 1] = seat;
  return stream;
}

function takeInTurn(node: SinkNode, stream: HeldStream, place: number, event: StreamEvent): void {
  const before = stream.held.length;
  const ready = inTurn(stream, place, event);
  if (ready.length === 0 && stream.held.length === before) node.addGauge(TWICE, 1);
  for (const each of ready) take(node, each);
  settle(node);
}

/** Fields have changed: in another order, nothing that was held back for the old one waits any longer. */
function changed(node: SinkNode): void {
  const { derived, params, state } = node;
  if (state.order !== params.order) {
    state.order = params.order;
    for (const stream of state.streams) {
      for (const event of letGo(stream)) {
        passBy(stream, event.merged);
        take(node, event);
      }
    }
    for (const event of dueIn(state.line, Infinity)) take(node, event);
    node.setGauge(HELD_BACK, 0);
  } else if (params.order === 'time') takeDue(node);
  changeAsking(node, state, derived.askNs, ASK);
}

/** One more event of the merged stream, unless it is of a source that this sink does not follow. */
function take(node: SinkNode, { source, number }: StreamEvent): void {
  const { followed } = node.derived;
  if (followed !== null && !followed.has(source)) return;
  node.addGauge(TAKEN, 1);
  node.record('take', [node.setup.nodeIds[source], number]);
  const { newest } = node.state;
  newest.push(source, number);
  if (newest.length > SHOWN * 2) newest.splice(0, 2);
}

/** An event waits until everything that was made before it should be there. */
function hold(node: SinkNode, event: StreamEvent): void {
  const entry = enterLine(node.state.line, event);
  if (entry === 'late') node.addGauge(TOO_LATE, 1);
  else if (entry === 'twice') node.addGauge(TWICE, 1);
  takeDue(node);
}

/** Takes what has waited for long enough, in the order in which it was made, and comes back for the rest. */
function takeDue(node: SinkNode): void {
  const { line } = node.state;
  const { holdNs } = node.derived;
  const nowNs = node.clock();
  for (const event of dueIn(line, nowNs - holdNs)) take(node, event);
  node.setGauge(HELD_BACK, lineLength(line));
  if (lineLength(line) === 0) return;
  const delayNs = Math.max(1, node.byClock(firstInLine(line) + holdNs - nowNs));
  if (line.look.dueNs !== node.now() + delayNs) setAlarm(node, line.look, delayNs, HOLD);
}

/** Says how much is held back, and sees to it that what is missing is asked for. */
function settle(node: SinkNode): void {
  node.setGauge(HELD_BACK, heldBack(node.state));
  askLater(node, node.state, node.derived.askNs, ASK);
}

function ask(node: SinkNode): void {
  const { state, derived } = node;
  state.streams.forEach((stream, at) => {
    const missing = missingIn(stream);
    if (missing !== null) node.tell(state.senders[at * 2 + 1], state.senders[at * 2], derived.again, missing);
  });
  settle(node);
}

function lastTaken(node: SinkNode): InspectSection {
  const { newest } = node.state;
  const rows: [string, number][] = [];
  for (let at = newest.length - 2; at >= 0; at -= 2) rows.push([node.setup.nodeIds[newest[at]], newest[at + 1]]);
  return { type: 'table', title: 'Newest events', columns: ['source', 'number'], rows, total: rows.length };
}
