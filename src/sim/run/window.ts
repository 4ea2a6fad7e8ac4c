import { Recorder } from '../trace/recorder';
import type { TraceWindow } from '../trace/types';
import type { Engine } from './engine';
import { flagsOf } from './messageType';
import { EventType, TYPE_MASK } from './events';
import { directionOf } from './messages';
import { lanesOf } from './networks';

const EVENTS_A_SLICE = 256;

/**
 * Records everything from where the engine stands (just before `fromNs`) to just before `toNs`, or until more than
 * `maxRows` rows were written. Messages already under way at `fromNs` come first. `expectedEvents`: about how many there will be;
 * `lastEvent`: the run goes no farther than this one.
 */
export function recordWindow(
  engine: Engine,
  fromNs: number,
  toNs: number,
  maxRows: number,
  expectedEvents: number,
  lastEvent = Infinity,
): TraceWindow {
  const recorder = new Recorder(engine, Math.min(expectedEvents, maxRows));
  const gauges = engine.gauges.values();
  const cuts = engine.links.cut.slice(0, engine.links.count);
  const firstEvent = engine.events;
  addMessagesUnderWay(engine, recorder);
  engine.recorder = recorder;
  if (firstEvent === 0 && fromNs <= 0) engine.tellStart(recorder);
  const goOn = (untilNs: number, events: number): boolean => {
    const left = lastEvent - engine.events;
    return left <= 0 || engine.advance(untilNs, Math.min(events, left));
  };
  let whole = engine.ended !== null;
  while (!whole && recorder.rows <= maxRows) whole = goOn(toNs, EVENTS_A_SLICE);
  // A moment is recorded whole or not at all, so that windows can be laid end to end.
  const coveredNs = whole ? toNs : engine.queue.nowNs + 1;
  if (!whole) goOn(coveredNs, Infinity);
  engine.recorder = null;
  const known = new Map<string, string>();
  return {
    fromNs,
    toNs: coveredNs,
    truncated: !whole,
    gauges,
    cuts,
    firstEvent,
    lanes: lanesOf(engine),
    messageTypes: [...engine.messageTypes.names],
    bodies: recorder.bodies.texts((from, body) => {
      const node = engine.nodes[from];
      return node.behavior.says?.(node, body, known);
    }),
    bodiesAsJson: recorder.bodies.json(),
    messages: recorder.messageColumns(),
    changes: recorder.changeColumns(),
    log: recorder.logColumns(),
    eventNs: recorder.events(),
  };
}

function addMessagesUnderWay(engine: Engine, recorder: Recorder): void {
  const { calls } = engine;
  const rows: { sentNs: number; add: () => void }[] = [];
  engine.queue.forEach((timeNs, meta, call) => {
    const type = meta & TYPE_MASK;
    if (type > EventType.message) return;
    const back = type === EventType.message ? directionOf(engine, call) : type;
    const fate = type === EventType.reply ? calls.fate(call) : 0;
    const flags = flagsOf(calls.op(call), back, fate, false);
    const sentNs = calls.sentNs(call);
    rows.push({
      sentNs,
      add: () => {
        recorder.underWay(sentNs, timeNs, calls.link(call), flags, calls.root(call), calls.key(call), calls.span(call));
        if (type === EventType.message) recorder.body(calls.span(call), calls.body(call), calls.from(call));
      },
    });
  });
  rows.sort((p, q) => p.sentNs - q.sentNs);
  for (const row of rows) row.add();
}
