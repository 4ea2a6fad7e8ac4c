import { gridSide, type Topology } from '../../sim/index';
import { snap } from './placement';

/** From the left edge of one member to that of the next, and from top to top, px. */
const STEP_PX = { x: 208, y: 128 } as const;
/** Members at the sides of the hub, and above and below it, are at least so far away, px. */
const LEAST_PX = { x: 288, y: 168 } as const;
/** A board is wider than it is high. */
const WIDER = 1.9;
/** Beyond so many a ring would be too large to be read. */
const MOST_IN_RING = 30;
/** Trees with more in a row than this would be too wide. */
const MOST_IN_ROW = 12;
/** 2 would be an ellipse, which needs more room for faces that are wider than high. */
const SQUARENESS = 3;
/** The ring is walked in so many steps to find equal distances. */
const RING_STEPS = 1440;
/** A ring cuts its corners: so much longer than its members need it. */
const SLACK = 1.04;

/** A place as its distance from that of the hub, px. */
export interface Offset {
  readonly x: number;
  readonly y: number;
}

/**
 * Where the members of a network stand around its hub, in their order: a ring while it can be read, then a grid with the hub in its middle.
 * Grids and small trees stand as their topology has them, below the hub.
 */
export function placesRound(members: number, topology: Topology): Offset[] {
  if (topology === 'grid') return rows(rowsOf(members, gridSide(members)), gridSide(members));
  const branches = topology.startsWith('tree') ? Number(topology.slice(4)) : 0;
  if (branches > 0) {
    const levels = levelsOf(members, branches);
    if (Math.max(...levels) <= MOST_IN_ROW) return rows(levels, null);
  }
  return members <= MOST_IN_RING ? ring(members) : gridAround(members);
}

/** How many stand in each row of a grid. */
function rowsOf(members: number, side: number): number[] {
  return Array.from({ length: Math.ceil(members / side) }, (_, row) => Math.min(side, members - row * side));
}

/** How many stand on each level of a tree that is filled level by level. */
function levelsOf(members: number, branches: number): number[] {
  const levels: number[] = [];
  for (let left = members, wide = 1; left > 0; left -= wide, wide *= branches) levels.push(Math.min(wide, left));
  return levels;
}

/** Rows below the hub; `columns`: how many a full row has, so that they stand below each other; null: each is spread around the middle. */
function rows(counts: readonly number[], columns: number | null): Offset[] {
  return counts.flatMap((count, row) =>
    Array.from({ length: count }, (_, i) => ({
      x: snap((i - ((columns ?? count) - 1) / 2) * STEP_PX.x),
      y: LEAST_PX.y + row * STEP_PX.y,
    })),
  );
}

/** How much of the room of a member lies between two points: no two that are a whole one apart cover each other. */
function apart(dx: number, dy: number): number {
  return Math.max(Math.abs(dx) / STEP_PX.x, Math.abs(dy) / STEP_PX.y);
}

/** A ring like a rounded rectangle (a superellipse, Piet Hein), with equal distances, from its top on, clockwise. */
function ring(members: number): Offset[] {
  const at = (step: number, high: number): Offset => {
    const angle = (2 * Math.PI * step) / RING_STEPS - Math.PI / 2;
    const along = (share: number): number => Math.sign(share) * Math.abs(share) ** (2 / SQUARENESS);
    return { x: WIDER * high * along(Math.cos(angle)), y: high * along(Math.sin(angle)) };
  };
  const lengths = [0];
  for (let step = 1; step <= RING_STEPS; step++) {
    const [p, q] = [at(step - 1, 1), at(step, 1)];
    lengths.push(lengths[step - 1] + apart(q.x - p.x, q.y - p.y));
  }
  const whole = lengths[RING_STEPS];
  const high = Math.max(LEAST_PX.y, LEAST_PX.x / WIDER, (members * SLACK) / whole);
  let step = 0;
  return Array.from({ length: members }, (_, i) => {
    while (lengths[step] < (whole * i) / members) step++;
    const { x, y } = at(step, high);
    return { x: snap(x), y: snap(y) };
  });
}

/** A grid as wide as a board, whose middle is left to the hub. */
function gridAround(members: number): Offset[] {
  const cells = members + 1;
  const wide = Math.ceil(Math.sqrt((cells * WIDER * STEP_PX.y) / STEP_PX.x));
  const high = Math.ceil(cells / wide);
  const [column, row] = [Math.floor(wide / 2), Math.floor(high / 2)];
  const hub = row * wide + column;
  return Array.from({ length: members }, (_, i) => {
    const cell = i < hub ? i : i + 1;
    return { x: ((cell % wide) - column) * STEP_PX.x, y: (Math.floor(cell / wide) - row) * STEP_PX.y };
  });
}
