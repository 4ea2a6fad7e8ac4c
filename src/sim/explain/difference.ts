import { changesOf } from '../trace/changes';
import { senderAndReceiver } from '../trace/lanes';
import { logText } from '../trace/logText';
import { calledBy } from '../trace/names';
import type { TraceIndex, TraceWindow } from '../trace/types';
import { lengthText, messageName, secondsText } from './words';

/** A stretch of one of two runs that are compared. */
export interface Stretch {
  readonly index: TraceIndex;
  readonly window: TraceWindow;
}

/** The first moment at which two runs are not the same, and what differs, in words. */
export interface RunDifference {
  readonly atNs: number;
  /** One sentence with both sides. */
  readonly text: string;
  /** What happened at that moment in each run; null: nothing. */
  readonly here: string | null;
  readonly there: string | null;
  /** Id of the part where it shows; empty when it shows nowhere in particular. */
  readonly node: string;
}

interface Entry {
  readonly atNs: number;
  /** Equal for equal things, whatever the numbering of parts. */
  readonly sameness: string;
  readonly text: string;
  readonly node: string;
}

/**
 * The first difference between the same stretch of two runs, by parts' names; null when nothing differs. Log lines come before messages,
 * and those before figures, because they say most. Messages that were already under way at the beginning are not compared.
 */
export function compareStretches(here: Stretch, there: Stretch, fromNs: number, toNs: number): RunDifference | null {
  let best: RunDifference | null = null;
  for (const entriesOf of [logEntries, messageEntries, changeEntries]) {
    const found = firstUnequal(entriesOf(here, fromNs, toNs), entriesOf(there, fromNs, toNs));
    if (found !== null && (best === null || found.atNs < best.atNs)) best = found;
  }
  return best;
}

function firstUnequal(here: Iterator<Entry>, there: Iterator<Entry>): RunDifference | null {
  for (;;) {
    const p = here.next();
    const q = there.next();
    if (p.done === true && q.done === true) return null;
    const a = p.done === true ? null : p.value;
    const b = q.done === true ? null : q.value;
    if (a !== null && b !== null && a.atNs === b.atNs && a.sameness === b.sameness) continue;
    return tell(a, b);
  }
}

function tell(a: Entry | null, b: Entry | null): RunDifference {
  const atNs = Math.min(a?.atNs ?? Infinity, b?.atNs ?? Infinity);
  const here = a !== null && a.atNs === atNs ? a.text : null;
  const there = b !== null && b.atNs === atNs ? b.text : null;
  const node = (here === null ? b : a)?.node ?? '';
  const at = `At ${secondsText(atNs)}`;
  if (here !== null && there !== null) return { atNs, here, there, node, text: `${at} ${here} in this run; in the other, ${there}.` };
  const later = here === null ? a : b;
  const next = later === null ? 'nothing of the kind follows' : `the next such event is only at ${secondsText(later.atNs)}: ${later.text}`;
  return {
    atNs,
    here,
    there,
    node,
    text:
      here !== null ? `${at} ${here} in this run; in the other, ${next}.` : `${at} ${there ?? ''} in the other run; in this one, ${next}.`,
  };
}

function* logEntries({ index, window: { log } }: Stretch, fromNs: number, toNs: number): Generator<Entry> {
  for (let row = 0; row < log.count; row++) {
    if (log.atNs[row] < fromNs || log.atNs[row] >= toNs) continue;
    const text = logText(index, log, row);
    yield {
      atNs: log.atNs[row],
      sameness: `${text} ${log.request[row]}`,
      text,
      node: log.node[row] < 0 ? '' : index.nodes[log.node[row]].id,
    };
  }
}

function* messageEntries({ index, window }: Stretch, fromNs: number, toNs: number): Generator<Entry> {
  const { messages: m } = window;
  for (let row = 0; row < m.count; row++) {
    if (m.sentNs[row] < fromNs || m.sentNs[row] >= toNs) continue;
    const ends = senderAndReceiver(index, window, row).map((end) => index.nodes[end]);
    const [sender, receiver] = ends.map(({ id }) => id);
    const [from, to] = ends.map(calledBy);
    const what = messageName(index, m.type[row], m.request[row], m.key[row]);
    const fate = m.lost[row] === 1 ? 'which is lost' : `which takes ${lengthText(m.arriveNs[row] - m.sentNs[row])}`;
    yield {
      atNs: m.sentNs[row],
      node: sender,
      text: `${from} sent ${what} to ${to}, ${fate}`,
      sameness: [sender, receiver, m.type[row], m.request[row], m.key[row], m.arriveNs[row], m.lost[row], m.fate[row]].join(' '),
    };
  }
}

function* changeEntries({ index, window }: Stretch, fromNs: number, toNs: number): Generator<Entry> {
  const names = index.nodes.flatMap((node) => node.gauges.map(({ name, title }) => ({ id: node.id, part: calledBy(node), name, title })));
  for (const { atNs, gauge, value } of changesOf(window)) {
    if (atNs < fromNs || atNs >= toNs) continue;
    const { id, part, name, title } = names[gauge];
    yield { atNs, node: id, sameness: `${id} ${name} ${value}`, text: `\u0022${title}\u0022 of ${part} became ${value}` };
  }
}

/** Whether two runs have the same parts and wires in the same order, so that their hashes can be compared. */
export function sameShape(here: TraceIndex, there: TraceIndex): boolean {
  const shape = ({ nodes, links }: TraceIndex): string =>
    JSON.stringify([
      nodes.map((node) => [node.id, node.kind, node.gauges.map((gauge) => gauge.name)]),
      links.map((link) => [link.id, link.from, link.to]),
    ]);
  return here.gaugeCount === there.gaugeCount && shape(here) === shape(there);
}
