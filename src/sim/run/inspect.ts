import { FIELD_NAMES } from '../data/values';
import { Gauge } from '../parts/contract';
import { operationOf } from '../kinds/operations';
import { FIRST_OWN_MARK, Phase } from '../network/calls';
import { durationText, momentText } from '../trace/durationText';
import type { Cell, FactsSection, InspectSection, NodeInspection, PendingTimer, StoreRows, TableSection } from '../trace/inspection';
import { STATUS_NAMES } from '../trace/statusNames';
import { NodeStatus } from '../trace/types';
import type { Engine } from './engine';
import { networkInside } from './inspectNetwork';
import { firstStint } from './standstill';
import { EventType, metaNode, metaTag, TYPE_MASK } from './events';
import { describeState } from './describeState';
import type { EngineNode } from './node';
import { isRequestOp } from '../network/operations';

/** Keys of a store that are shown at most. */
const MOST_STORE_ROWS = 2000;
const MOST_ROWS = 500;
const WAITS = 'waits in the queue';

/**
 * The inside of a node where the engine stands: what the kind itself shows (`Behavior.inspect`), else its plain state read out field by
 * field;
 * then what holds for every kind (requests inside, calls under way, standing).
 */
export function inspectNode(engine: Engine, node: EngineNode): NodeInspection {
  const timers = pendingTimers(engine, node);
  const own =
    node.behavior.inspect?.(node, timers.own) ??
    describeState(
      node.state,
      node.setup.out.map((out) => out.nodeId),
    );
  const sections: InspectSection[] = [
    ...own,
    ...networkInside(engine, node.index),
    ...requestsInside(engine, node, timers.servedUntilNs),
    callsUnderWay(engine, node),
    standing(engine, node),
  ];
  const kept = sections.filter((section) =>
    section.type === 'facts' ? section.facts.length > 0 : section.type !== 'table' || section.total > 0 || section.places !== undefined,
  );
  return { node: node.id, kind: node.descriptor.kind, atNs: engine.queue.nowNs, sections: kept, rows: storeRows(node) };
}

/** Timers of the node that still count: its own, and until when each call is worked on. */
function pendingTimers(engine: Engine, node: EngineNode): { own: PendingTimer[]; servedUntilNs: Map<number, number> } {
  const own: PendingTimer[] = [];
  const servedUntilNs = new Map<number, number>();
  engine.queue.forEach((atNs, meta, arg, epoch) => {
    const type = meta & TYPE_MASK;
    if (type < EventType.timer || metaNode(meta) !== node.index) return;
    if (epoch < (type !== EventType.work ? node.epoch : firstStint(engine, node))) return;
    if (type !== EventType.timer) servedUntilNs.set(arg, atNs);
    else own.push({ tag: metaTag(meta), arg, atNs });
  });
  return { own, servedUntilNs };
}

function standing(engine: Engine, node: EngineNode): FactsSection {
  const gauge = (position: number): number => engine.gauges.value(node.gaugeBase + position);
  const facts: (readonly [string, Cell])[] = [
    ['status', STATUS_NAMES[engine.status[node.index] === NodeStatus.up ? gauge(Gauge.status) : engine.status[node.index]]],
    ['waiting', gauge(Gauge.queue)],
    ['inside', gauge(Gauge.inside)],
    ['received', gauge(Gauge.received)],
    ['completed', gauge(Gauge.completed)],
    ['failed', gauge(Gauge.failed)],
  ];
  const slots = node.behavior.capacity?.(node.params) ?? 0;
  if (slots > 0) facts.splice(1, 0, ['busy slots', `${gauge(Gauge.busy)} of ${slots}`]);
  node.descriptor.gauges.forEach((info, i) => {
    const value = gauge(Gauge.first + i);
    // What belongs to a field that is off stays at zero, and says nothing.
    if (value !== 0 || info.later !== true || info.isAlwaysShown === true)
      facts.push([info.title.toLowerCase(), info.words?.[value] ?? value]);
  });
  return { type: 'facts', title: 'Standing', facts };
}

/**
 * What a request does that has no timer of its own: in a queue, `next` chains it; a part that shares itself among requests puts a mark
 * of its own there.
 */
function whereWithoutTimer(next: number): string {
  return next <= FIRST_OWN_MARK ? 'is worked on' : WAITS;
}

/**
 * Whether a request lies in a node where the engine stands and nobody works on it: neither the node itself nor a part that it asked.
 * `span`: number of the message that brought it.
 */
export function isWaitingIn(engine: Engine, node: EngineNode, span: number): boolean {
  const { calls } = engine;
  let held = -1;
  for (let call = 0; call < calls.limit && held < 0; call++)
    if (calls.phase(call) === Phase.atCallee && calls.to(call) === node.index && calls.span(call) === span) held = call;
  if (held < 0 || whereWithoutTimer(calls.next(held)) !== WAITS) return false;
  for (let call = 0; call < calls.limit; call++) {
    const asks = calls.phase(call) !== Phase.free && calls.parent(call) === held && calls.from(call) === node.index;
    if (asks && !calls.isAbandoned(call)) return false;
  }
  return !pendingTimers(engine, node).servedUntilNs.has(held);
}

/**
 * Requests that the node holds, oldest first, and what each of them waits for; in a part with slots those that wait for one stand by
 * themselves.
 */
function requestsInside(engine: Engine, node: EngineNode, servedUntilNs: ReadonlyMap<number, number>): TableSection[] {
  const { calls } = engine;
  const waitsFor = new Map<number, string>();
  const held: number[] = [];
  for (let call = 0; call < calls.limit; call++) {
    const phase = calls.phase(call);
    if (phase === Phase.atCallee && calls.to(call) === node.index) held.push(call);
    else if (phase !== Phase.free && calls.parent(call) >= 0 && calls.from(call) === node.index && !calls.isAbandoned(call))
      waitsFor.set(calls.parent(call), engine.nodes[calls.to(call)].id);
  }
  held.sort((p, q) => calls.arrivedNs(p) - calls.arrivedNs(q) || calls.span(p) - calls.span(q));
  const doing = (call: number): string => {
    const doneNs = servedUntilNs.get(call);
    const next = waitsFor.get(call);
    if (doneNs !== undefined) return `is served, done in ${durationText(doneNs - engine.queue.nowNs)}`;
    return next !== undefined ? `waits for ${next}` : whereWithoutTimer(calls.next(call));
  };
  const slots = node.behavior.capacity?.(node.params) ?? 0;
  if (slots === 0) return [requestTable(engine, 'Requests inside', held, doing)];
  const waiting = held.filter((call) => doing(call) === WAITS);
  const served = held.filter((call) => doing(call) !== WAITS);
  return [
    { ...requestTable(engine, 'In service', served, doing), places: slots },
    requestTable(engine, 'Waiting, oldest first', waiting, null),
  ];
}

function requestTable(engine: Engine, title: string, held: readonly number[], doing: ((call: number) => string) | null): TableSection {
  const { calls } = engine;
  const nowNs = engine.queue.nowNs;
  const hasDeadlines = held.some((call) => calls.hasDeadline(call));
  const rows = held.slice(0, MOST_ROWS).map((call): Cell[] => {
    const leftNs = calls.deadlineNs(call) - nowNs;
    const deadline: Cell = leftNs === Infinity ? null : leftNs > 0 ? `in ${durationText(leftNs)}` : `passed ${durationText(-leftNs)} ago`;
    return [
      ...contents(engine, call),
      engine.nodes[calls.from(call)].id,
      momentText(calls.arrivedNs(call)),
      durationText(nowNs - calls.arrivedNs(call)),
      ...(hasDeadlines ? [deadline] : []),
      ...(doing === null ? [] : [doing(call)]),
    ];
  });
  return {
    type: 'table',
    title,
    columns: [
      'request',
      'asks',
      'key',
      'from',
      'came',
      'here for',
      ...(hasDeadlines ? ['deadline'] : []),
      ...(doing === null ? [] : ['now']),
    ],
    rows,
    total: held.length,
  };
}

/** Calls that the node has made and not yet concluded, oldest first. */
function callsUnderWay(engine: Engine, node: EngineNode): TableSection {
  const { calls } = engine;
  const made: number[] = [];
  for (let call = 0; call < calls.limit; call++) {
    if (
      calls.phase(call) !== Phase.free &&
      calls.from(call) === node.index &&
      calls.sentNs(call) >= 0 &&
      !calls.isAbandoned(call) &&
      !calls.isConcluded(call)
    )
      made.push(call);
  }
  made.sort((p, q) => calls.span(p) - calls.span(q));
  const nowNs = engine.queue.nowNs;
  const rows = made.slice(0, MOST_ROWS).map((call): Cell[] => {
    const phase = calls.phase(call);
    const where =
      phase === Phase.requestTravels
        ? 'on its way'
        : phase === Phase.replyTravels
          ? 'the answer is coming'
          : phase === Phase.nowhere
            ? 'lost'
            : 'is there';
    return [...contents(engine, call), engine.nodes[calls.to(call)].id, durationText(nowNs - calls.sentNs(call)), where];
  });
  return {
    type: 'table',
    title: 'Calls under way',
    columns: ['request', 'asks', 'key', 'to', 'sent ago', 'now'],
    rows,
    total: made.length,
  };
}

function contents(engine: Engine, call: number): Cell[] {
  const { calls } = engine;
  const key = calls.key(call);
  const field = FIELD_NAMES[calls.field(call)];
  const asks = operationOf(calls.op(call)).name;
  return [
    calls.root(call) || null,
    isRequestOp(calls.op(call)) && field !== undefined ? `${asks} ${field}` : asks,
    key >= 0 ? engine.keys.nameOf(key) : null,
  ];
}

/** All keys where there are few; of many the first, and those that the store has met, up to a bound. Ascending. */
function keysToShow({ setup, behavior, state }: EngineNode): Iterable<number> {
  const first = Math.min(setup.keys.count, MOST_STORE_ROWS / 2);
  const met = behavior.keysMet?.(state) ?? [];
  const shown = new Set(Array.from({ length: first }, (_, key) => key));
  for (const key of met) {
    if (shown.size >= MOST_STORE_ROWS) break;
    shown.add(key);
  }
  return [...shown].sort((a, b) => a - b);
}

function storeRows(node: EngineNode): StoreRows | null {
  const { lookup } = node.behavior;
  if (lookup === undefined) return null;
  const keys: number[] = [];
  const writes: number[] = [];
  for (const key of keysToShow(node)) {
    const known = lookup(node, key).writes;
    if (known.every((write) => write < 0)) continue;
    keys.push(key);
    writes.push(...known);
  }
  return { keys: Int32Array.from(keys), writes: Int32Array.from(writes) };
}
