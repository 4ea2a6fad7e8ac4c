import type { Hold } from '../../../sim/index';
import type { Point } from '../geometry/wireCurve';

/** How what troubles a wire or a pair of members is told apart: it takes longer, loses some, or is not what or when it was sent. */
export const TROUBLE_SORTS = ['slow', 'lossy', 'disturbed'] as const;
/** One of them. */
export type TroubleSort = (typeof TROUBLE_SORTS)[number];

const SORT_OF: Partial<Record<Hold['type'], TroubleSort>> = {
  'slow-wire': 'slow',
  lossy: 'lossy',
  duplicate: 'disturbed',
  reorder: 'disturbed',
  corrupt: 'disturbed',
};

/** From the middle of one mark to that of the next, where there are several, flow units. */
const STEP = 24;

/** The sorts of trouble of each wire and pair by what lasts, in one text each, e.g. `slow lossy`; those without any are left out. */
export function troubleSortsOf(holds: readonly Hold[]): ReadonlyMap<string, string> {
  const sorts = new Map<string, Set<TroubleSort>>();
  for (const { type, target } of holds) {
    const sort = SORT_OF[type];
    if (sort !== undefined) sorts.set(target, (sorts.get(target) ?? new Set()).add(sort));
  }
  return new Map([...sorts].map(([target, own]) => [target, TROUBLE_SORTS.filter((sort) => own.has(sort)).join(' ')]));
}

/** One mark: its sort and its outline as data of a path. */
export interface TroubleMark {
  readonly sort: TroubleSort;
  readonly path: string;
}

/** The marks of some sorts of trouble, side by side around a place. */
export function troubleMarks(sorts: string, { x, y }: Point): TroubleMark[] {
  const own = TROUBLE_SORTS.filter((sort) => sorts.split(' ').includes(sort));
  return own.map((sort, i) => ({ sort, path: outlineOf(sort, x + (i - (own.length - 1) / 2) * STEP, y) }));
}

/** An hourglass; a ring struck through; a diamond. */
function outlineOf(sort: TroubleSort, x: number, y: number): string {
  switch (sort) {
    case 'slow':
      return `M${x - 7} ${y - 9}h14l-14 18h14Z`;
    case 'lossy':
      return `M${x - 9} ${y}a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M${x - 6.4} ${y + 6.4}l12.8 -12.8`;
    case 'disturbed':
      return `M${x} ${y - 10}l10 10l-10 10l-10 -10Z`;
  }
}
