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
/** Trees with more in a row than this would be too wide: a level takes two rows then. */
const MOST_IN_ROW = 12;
const MOST_ROWS = 2;
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
  if (topology === 'grid') return grid(members, gridSide(members));
  const branches = topology.startsWith('tree') ? Number(topology.slice(4)) : 0;
  if (branches > 0) {
    const levels = levelsOf(members, branches);
    if (Math.max(...levels) <= MOST_IN_ROW * MOST_ROWS) return tree(levels, branches);
  }
  if (members === 2) return [besideEachOther(-1), besideEachOther(1)];
  return members <= MOST_IN_RING ? ring(members) : gridAround(members);
}

/** Two, below the hub: around it, the line between them would lie behind it. */
const besideEachOther = (side: -1 | 1): Offset => ({ x: side * (LEAST_PX.x / 2), y: LEAST_PX.y });

/** Rows below the hub, the last one as full as it gets. */
function grid(members: number, side: number): Offset[] {
  return Array.from({ length: members }, (_, i) => ({
    x: snap(((i % side) - (side - 1) / 2) * STEP_PX.x),
    y: LEAST_PX.y + Math.floor(i / side) * STEP_PX.y,
  }));
}

/** How many stand on each level of a tree that is filled level by level. */
function levelsOf(members: number, branches: number): number[] {
  const levels: number[] = [];
  for (let left = members, wide = 1; left > 0; left -= wide, wide *= branches) levels.push(Math.min(wide, left));
  return levels;
}

/**
 * Levels below the hub, each below the middle of those it hangs from. Of a level with two rows, the lower one stands in the gaps of the
 * upper one, so that lines reach it, and those of one parent stay together.
 */
function tree(levels: readonly number[], branches: number): Offset[] {
  const places: Offset[] = [];
  let y: number = LEAST_PX.y;
  for (const count of levels) {
    const high = Math.ceil(count / MOST_IN_ROW);
    const wide = Math.ceil(count / high);
    const middle = middleOfParents(places, count, branches);
    const top = y;
    const first = places.length;
    for (let i = 0; i < count; i++) {
      const row = i % high;
      const column = Math.floor(i / high) + row / high - (high - 1) / high / 2;
      places[first + i] = { x: snap(middle + (column - (wide - 1) / 2) * STEP_PX.x), y: top + row * STEP_PX.y };
    }
    y += high * STEP_PX.y;
  }
  return places;
}

/** The middle of those that the next level hangs from, px. */
function middleOfParents(places: readonly Offset[], count: number, branches: number): number {
  if (places.length === 0) return 0;
  const parents = new Set(Array.from({ length: count }, (_, i) => Math.floor((places.length + i - 1) / branches)));
  return [...parents].reduce((sum, parent) => sum + places[parent].x, 0) / parents.size;
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
  const half = Array.from({ length: Math.floor(members / 2) + 1 }, (_, i) => {
    while (lengths[step] < (whole * i) / members) step++;
    const { x, y } = at(step, high);
    return { x: snap(x), y: snap(y) };
  });
  // The left side is the right one, mirrored: what lies opposite lies so to the last pixel, and in the middle who is in the middle.
  const isMiddle = (i: number): boolean => i === 0 || 2 * i === members;
  return Array.from({ length: members }, (_, i) => {
    const { x, y } = half[Math.min(i, members - i)];
    return { x: isMiddle(i) ? 0 : 2 * i < members ? x : -x, y: 4 * i === members || 4 * i === 3 * members ? 0 : y };
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
