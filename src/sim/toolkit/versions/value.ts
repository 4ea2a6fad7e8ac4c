/**
 * A typed value as stores keep it, plain data: a register (the number of the write that put it there), a list (the numbers of the writes
 * that added its items), a counter, or nothing: deleted.
 */
export type TypedValue = number | readonly number[] | { readonly sum: number } | null;

/** The value with an item more. What is no list becomes one. */
export function appended(before: TypedValue | undefined, write: number): TypedValue {
  return isList(before) ? [...before, write] : [write];
}

/** The value without some items; one of which nothing is left is nothing. What is no list stays as it is. */
export function without(before: TypedValue | undefined, isGone: (write: number) => boolean): TypedValue {
  if (!isList(before)) return before ?? null;
  const left = before.filter((write) => !isGone(write));
  return left.length === 0 ? null : left;
}

/** The value with so much more. What is no counter becomes one. */
export function increased(before: TypedValue | undefined, amount: number): TypedValue {
  return { sum: (isCounter(before) ? before.sum : 0) + amount };
}

/** Whether a value is a list. */
export function isList(value: TypedValue | undefined): value is readonly number[] {
  return Array.isArray(value);
}

/** Whether a value is a counter. */
export function isCounter(value: TypedValue | undefined): value is { readonly sum: number } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Values that were written side by side as what a read shows: items make one list, amounts make one sum, registers stay apart. */
export function shownOf(values: readonly TypedValue[]): readonly TypedValue[] {
  const shown: TypedValue[] = values.filter((value) => typeof value === 'number');
  const lists = values.filter((value) => isList(value));
  const sums = values.filter((value) => isCounter(value));
  if (lists.length > 0) shown.push(lists.flat());
  if (sums.length > 0) shown.push({ sum: sums.reduce((total, { sum }) => total + sum, 0) });
  return shown;
}
