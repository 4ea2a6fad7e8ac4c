import type { Cell, InspectSection } from '../trace/inspection';
import { NS_PER_SECOND } from '../kernel/units';

const MOST_VALUES = 24;
const MOST_ROWS = 200;
/** What the general part of an inspection shows better: queues through calls, watched calls, rows of a store. */
const SHOWN_ELSEWHERE: readonly (readonly string[])[] = [
  ['head', 'tail'],
  ['deadlinesNs', 'generations'],
  ['held', 'keysHeld'],
];

/**
 * The plain state of a node read out: single values as facts, lists with one entry a target (`targets`: names, in the order of the wires
 * out)
 * as one table, lists of records as tables, anything else by its size. For kinds that do not say themselves what they show.
 */
export function describeState(state: unknown, targets: readonly string[]): InspectSection[] {
  const facts: (readonly [string, Cell])[] = [];
  const byTarget: { title: string; values: ArrayLike<number | string> }[] = [];
  const tables: InspectSection[] = [];
  const visit = (name: string, value: unknown): void => {
    if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') facts.push([words(name), cell(name, value)]);
    else if (isList(value)) visitList(name, value);
    else if (typeof value === 'object' && value !== null && !isShownElsewhere(value))
      for (const [inner, item] of Object.entries(value)) visit(inner, item);
  };
  const visitList = (name: string, list: ArrayLike<unknown>): void => {
    const first = list[0];
    if (typeof first === 'object' && first !== null && !isList(first)) tables.push(recordTable(words(name), Array.from(list)));
    else if (list.length === targets.length && list.length > 0 && (typeof first === 'number' || typeof first === 'string'))
      byTarget.push({ title: name, values: list as ArrayLike<number | string> });
    else if (list.length > 0 && typeof first === 'number')
      facts.push([words(name), list.length <= MOST_VALUES ? Array.from(list).join(', ') : `${list.length} values`]);
  };
  visit('', state);
  const sections: InspectSection[] = [];
  if (facts.length > 0) sections.push({ type: 'facts', title: 'State', facts });
  if (byTarget.length > 0) {
    const rows = targets.map((target, i): Cell[] => [target, ...byTarget.map(({ title, values }) => cell(title, values[i]))]);
    sections.push({
      type: 'table',
      title: 'Its view of its targets',
      columns: ['target', ...byTarget.map(({ title }) => words(title))],
      rows,
      total: rows.length,
    });
  }
  return [...sections, ...tables];
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function isShownElsewhere(value: object): boolean {
  return SHOWN_ELSEWHERE.some((names) => names.every((name) => Object.hasOwn(value, name)));
}

function recordTable(title: string, records: readonly unknown[]): InspectSection {
  const names = Object.keys(records[0] as object).filter((name) => !isList((records[0] as Record<string, unknown>)[name]));
  const rows = records.slice(0, MOST_ROWS).map((record) => names.map((name) => cell(name, (record as Record<string, unknown>)[name])));
  return { type: 'table', title, columns: names.map(words), rows, total: records.length };
}

/** A value with its unit, as the ending of its name tells it. */
function cell(name: string, value: unknown): Cell {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number')
    return name.endsWith('Ns') ? (value === 0 ? null : `${(value / NS_PER_SECOND).toFixed(6)} s`) : Number(value.toPrecision(9));
  return typeof value === 'string' ? value : null;
}

/** `outUntilNs` as "out until". */
function words(name: string): string {
  return name
    .replace(/Ns$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
}
