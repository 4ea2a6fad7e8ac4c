import {
  calledBy,
  keySpace,
  operationsOf,
  FIELD_NAMES,
  type HistoryRow,
  type MessageBody,
  type Operation,
  type TraceIndex,
  NS_PER_SECOND,
} from '../../../sim/index';
import { strings } from './strings';

/** How an operation ended. */
export type Outcome = Operation['outcome'];
/** All of them, in the order in which they are offered. */
export const OUTCOMES: readonly Outcome[] = ['ok', 'fail', 'info', 'pending'];

/** An operation with the texts that are shown of it. */
export interface Entry extends Operation {
  /** The same for one operation however the list is filtered. */
  readonly name: string;
  readonly part: string;
  /** Key and field, e.g. `peter.city`; empty: it is about none. */
  readonly about: string;
  readonly askedText: string;
  readonly gotText: string;
}

/** Everything a history tells, in the order in which it began. */
export function entriesOf(rows: readonly HistoryRow[], index: Pick<TraceIndex, 'nodes' | 'keys'>): Entry[] {
  const keys = keySpace(index.keys);
  return operationsOf(rows).map((operation) => ({
    ...operation,
    name: `${operation.process} ${operation.invokeNs}`,
    part: calledBy(index.nodes[operation.node]),
    about: aboutText(operation, (key) => keys.nameOf(key)),
    askedText: operation.asked === null ? '' : valueText(operation.asked),
    gotText: gotText(operation),
  }));
}

function aboutText({ key, field }: Operation, nameOf: (key: number) => string): string {
  if (key < 0) return '';
  return field < 0 ? nameOf(key) : `${nameOf(key)}.${FIELD_NAMES[field]}`;
}

/** Plain data on one line: a text as it is, everything else as JSON. */
export function valueText(value: MessageBody): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function gotText({ operation, asked, got, outcome }: Operation): string {
  if (outcome !== 'ok') return '';
  if (got === null) return operation === 'read' ? strings.nothing : strings.done;
  return asked !== null && valueText(asked) === valueText(got) ? strings.done : valueText(got);
}

/** What was asked for, e.g. `write peter.city Rome`. */
export function whatText({ operation, about, askedText }: Entry): string {
  return [operation, about, askedText].filter((text) => text !== '').join(' ');
}

/** Those that hold a text somewhere and ended in a way; null: in any. */
export function filtered(entries: readonly Entry[], text: string, outcome: Outcome | null): readonly Entry[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '' && outcome === null) return entries;
  return entries.filter(
    (entry) =>
      (outcome === null || entry.outcome === outcome) &&
      (wanted === '' || `${entry.part} ${whatText(entry)} ${entry.gotText} ${entry.process}`.toLowerCase().includes(wanted)),
  );
}

/** A moment in seconds, to a tenth of a millisecond. */
export function secondsText(ns: number): string {
  return `${(ns / NS_PER_SECOND).toFixed(4)} s`;
}

/** One operation in a sentence. */
export function sentenceOf(entry: Entry): string {
  return strings.sentence(entry.part, entry.process, whatText(entry), secondsText(entry.invokeNs), endOf(entry));
}

function endOf({ outcome, gotText: got, completeNs }: Entry): string {
  const at = secondsText(completeNs);
  if (outcome === 'ok') return got === strings.done ? strings.ends.done(at) : strings.ends.ok(got, at);
  return outcome === 'fail' ? strings.ends.fail(at) : strings.ends[outcome];
}
