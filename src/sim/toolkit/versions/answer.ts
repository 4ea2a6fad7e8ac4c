import { FIELD_NAMES, fieldOfRegister, keyOfRegister, type Data } from '../../data/values';
import type { MessageBody } from '../../network/messages';
import type { NodeContext, NodeSetup } from '../../parts/context';
import { isCounter, type TypedValue } from './value';

type Reader = Pick<NodeContext<unknown, unknown, unknown>, 'dataOf' | 'answer' | 'nameOf'>;

/** What a version of a cell (a field of a key) holds. */
export function dataIn(node: Pick<Reader, 'dataOf'>, cell: number, version: number): Data {
  return node.dataOf(keyOfRegister(cell), fieldOfRegister(cell), version);
}

/** Tells the items that a removal means: those with the data that it names. */
export function itemsLike(node: Pick<Reader, 'dataOf'>, cell: number, removal: number): (write: number) => boolean {
  const wanted = dataIn(node, cell, removal);
  return (write) => dataIn(node, cell, write) === wanted;
}

/** By how much a write increases a counter: what its author named it, or 1. */
export function amountOf(node: Pick<Reader, 'nameOf'>, write: number): number {
  const named = node.nameOf(write);
  return typeof named === 'number' ? named : 1;
}

/**
 * The number of what a read answers: 0 as shipped (undefined: nothing was ever written), -1 deleted, the number of a write, or that of an
 * answer which is more than one.
 */
export function answerNumber(node: Reader, cell: number, values: readonly TypedValue[] | undefined): number {
  if (values === undefined) return 0;
  const whole = values.filter((value) => value !== null);
  if (whole.length === 0) return -1;
  if (whole.length === 1 && typeof whole[0] === 'number') return whole[0];
  const bodies = whole.map((value) => bodyOf(node, cell, value));
  const versions = whole.flatMap((value) => (isCounter(value) ? [] : value));
  return node.answer(whole.length === 1 ? bodies[0] : { siblings: bodies }, versions);
}

function bodyOf(node: Reader, cell: number, value: TypedValue): MessageBody {
  if (typeof value === 'number') return dataIn(node, cell, value);
  if (isCounter(value)) return value.sum;
  return value === null ? null : value.map((write) => dataIn(node, cell, write));
}

/** A typed value for people to read. */
export function valueText(node: Pick<Reader, 'dataOf'>, cell: number, value: TypedValue): string {
  if (value === null) return 'deleted';
  if (isCounter(value)) return String(value.sum);
  const body = typeof value === 'number' ? dataIn(node, cell, value) : value.map((write) => dataIn(node, cell, write));
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** A cell by its key and field, as in `peter.city`. */
export function cellName({ keys }: Pick<NodeSetup, 'keys'>, cell: number): string {
  return `${keys.nameOf(keyOfRegister(cell))}.${FIELD_NAMES[fieldOfRegister(cell)]}`;
}
