import type { BoardDescription } from './board';

const COLUMN_PX = 304;
const ROW_PX = 136;

/** Where a part stands. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Places for the parts of a script: a column for each step away from the client, parts that stand on the board already where they stand.
 * New ones go below those of their column.
 */
export function places({ parts, wires }: BoardDescription, standing: ReadonlyMap<unknown, Place>): Place[] {
  const column = new Map<unknown, number>(parts.map(({ id }) => [id, 0]));
  // Wires go round in no circle, so that as many rounds as parts are enough; networks, which end most boards, come last.
  for (let round = 0, isMoving = true; isMoving && round < parts.length; round++) {
    isMoving = false;
    for (const { from, to } of wires) {
      const next = (column.get(from) ?? 0) + 1;
      if (next <= (column.get(to) ?? 0)) continue;
      column.set(to, next);
      isMoving = true;
    }
  }
  const counts = new Map<number, number>();
  for (const { id } of parts) counts.set(column.get(id) ?? 0, (counts.get(column.get(id) ?? 0) ?? 0) + 1);
  const placed = new Map<number, number>();
  const taken: Place[] = [...standing.values()];
  return parts.map(({ id }) => {
    const stands = standing.get(id);
    const own = column.get(id) ?? 0;
    const row = placed.get(own) ?? 0;
    placed.set(own, row + 1);
    if (stands !== undefined) return { x: stands.x, y: stands.y };
    const y = Math.round((row - ((counts.get(own) ?? 1) - 1) / 2) * ROW_PX);
    const place = free({ x: own * COLUMN_PX, y }, taken);
    taken.push(place);
    return place;
  });
}

/** The first place from there downwards where nothing stands. */
function free({ x, y: wanted }: Place, taken: readonly Place[]): Place {
  let y = wanted;
  while (taken.some((other) => Math.abs(other.x - x) < COLUMN_PX / 2 && Math.abs(other.y - y) < ROW_PX)) y += ROW_PX;
  return { x, y };
}
