import type { Message, MessageBody } from '../../network/messages';
import type { GaugeInfo } from '../../trace/types';
import { noAlarm, rings, setAlarm, stretchAlarm, type Alarm } from '../../toolkit/alarm';
import { eventBody, streamWords, STREAM_MESSAGES } from '../../toolkit/streams';
import { Gauge, type Behavior } from '../../parts/contract';
import type { Feed, NodeContext, NodeSetup } from '../../parts/context';
import type { SourceParams } from './kind';
import { NS_PER_SECOND } from '../../kernel/units';

const MAKE = 0;
/** So many missing events are sent again at one request. */
const MOST_AGAIN = 100;

/** What a source shows of itself. */
export const SOURCE_GAUGES: readonly GaugeInfo[] = [
  { name: 'made', title: 'Events made', type: 'counter', unit: 'events', isAlwaysShown: true },
  { name: 'again', title: 'Events sent again', type: 'counter', unit: 'events' },
];
const MADE = Gauge.first;
const AGAIN = Gauge.first + 1;

interface SourceTools {
  readonly feeds: readonly Feed[];
  readonly distance: number;
  readonly meanNs: number;
  readonly event: number;
  readonly again: number;
}

interface SourceState {
  /** Events made so far. */
  made: number;
  /** When each was made, ns by its own clock. */
  madeNs: number[];
  /** When the next one is made, and by which distances that was drawn. */
  next: Alarm;
  arrivals: SourceParams['arrivals'];
  meanNs: number;
}

type SourceNode = NodeContext<SourceParams, SourceTools, SourceState>;

/** Handlers of a source. */
export const sourceBehavior: Behavior<SourceParams, SourceTools, SourceState> = {
  prepare: (setup: NodeSetup, params) => ({
    feeds: setup.feeds,
    distance: setup.stream('distances'),
    meanNs: NS_PER_SECOND / params.ratePerSecond,
    event: setup.messageType(STREAM_MESSAGES.event),
    again: setup.messageType(STREAM_MESSAGES.again),
  }),
  init: (node) => ({ made: 0, madeNs: [], next: noAlarm(), arrivals: node.params.arrivals, meanNs: node.derived.meanNs }),
  // The numbers of a stream are never used twice, whatever the crash takes.
  onCrash: (_node, before) => before,
  onStart: schedule,
  onRestart: schedule,
  onRequest: (node, call) => node.reply(call, 0, 0),
  onTimer: (node) => {
    if (!rings(node, node.state.next)) return;
    make(node);
    schedule(node);
  },
  onParams: changed,
  onMessage: sendAgain,
  says: (node, body) => streamWords(node.setup.nodeLabels, body),
};

function isDone({ params, state }: SourceNode): boolean {
  return params.eventLimit > 0 && state.made >= params.eventLimit;
}

function schedule(node: SourceNode): void {
  const { derived, params, state } = node;
  Object.assign(state, { next: noAlarm(), arrivals: params.arrivals, meanNs: derived.meanNs });
  if (isDone(node)) return;
  const share = params.arrivals === 'constant' ? 1 : node.streams.standardExponential(derived.distance);
  setAlarm(node, state.next, Math.max(1, Math.floor(share * derived.meanNs + 0.5)), MAKE);
}

/** Fields have changed: what is left until the next event passes at the new rate. */
function changed(node: SourceNode): void {
  const { derived, params, state } = node;
  if (isDone(node)) state.next = noAlarm();
  else if (state.next.dueNs < 0 || state.arrivals !== params.arrivals) schedule(node);
  else {
    stretchAlarm(node, state.next, derived.meanNs / state.meanNs, MAKE);
    state.meanNs = derived.meanNs;
  }
}

function make(node: SourceNode): void {
  const { feeds, event } = node.derived;
  const number = ++node.state.made;
  node.state.madeNs.push(node.clock());
  node.addGauge(MADE, 1);
  node.record('emit', number);
  for (const feed of feeds) node.tell(feed.seat, feed.node, event, made(node, number));
}

function made(node: SourceNode, number: number): MessageBody {
  return eventBody({ source: node.index, number, madeNs: node.state.madeNs[number - 1], merged: 0 });
}

/** A receiver misses events: it gets those from the first to the last it names, if they were made. */
function sendAgain(node: SourceNode, message: Message): void {
  if (message.type !== node.derived.again) return;
  const [first, last] = message.body as readonly [number, number];
  for (let number = first; number <= Math.min(last, node.state.made, first + MOST_AGAIN - 1); number++) {
    node.addGauge(AGAIN, 1);
    node.tell(message.seat, message.from, node.derived.event, made(node, number), message.msgId);
  }
}
