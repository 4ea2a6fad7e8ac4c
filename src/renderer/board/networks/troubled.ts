import { endsOfLane, type ScenarioNode } from '../../../sim/index';
import type { CutState } from '../cuts';
import { FACE_HEIGHT, FACE_WIDTH, faceMiddle } from '../geometry/face';
import type { Point } from '../geometry/wireCurve';
import { troubleMarks, type TroubleMark } from './troubleMarks';

/** Of more pairs in trouble at once the rest are not drawn: nobody tells them apart. */
export const MOST_TROUBLED = 200;
/** With more of them, the marks speak for themselves: texts would cover the board. */
export const MOST_TEXTS = 12;

/** Where along what is seen of a chord its mark may stand, the best place first. */
const PLACES = Array.from({ length: 29 }, (_, i) => 0.5 + 0.03 * (i % 2 === 0 ? -1 : 1) * Math.ceil(i / 2));
/** So much room around its middle a mark needs with what is written above it, without, or at the very least, flow units. */
const ROOMS: readonly Room[] = [
  { beside: 40, above: 32, below: 14 },
  { beside: 14, above: 14, below: 14 },
  { beside: 8, above: 8, below: 8 },
];
/** A chord is broken so far on either side of its mark. */
const GAP = 16;
/** Half the size of a cross, and of the arrow that does not get through. */
const CROSS = 8;
const ARROW = { length: 18, half: 8 } as const;

interface Room {
  readonly beside: number;
  readonly above: number;
  readonly below: number;
}

type Placed = Pick<ScenarioNode, 'id' | 'label' | 'x' | 'y'>;

/** Two members between whom a fault does something at a moment, in the order of the scenario, and what it does. */
export interface TroubledPair {
  readonly name: string;
  readonly low: Placed;
  readonly high: Placed;
  readonly cut: CutState;
  /** What else is wrong, in words; empty: nothing. */
  readonly trouble: string;
  /** Its sorts, e.g. `slow lossy`. */
  readonly sorts: string;
}

/** The pairs of members that are cut, slowed or lossy by what lasts at a moment. Pairs with a wire of their own show it there. */
export function troubledPairs(
  nodes: readonly Placed[],
  cuts: ReadonlyMap<string, CutState>,
  troubles: ReadonlyMap<string, string>,
  sorts: ReadonlyMap<string, string>,
): TroubledPair[] {
  const pairs: TroubledPair[] = [];
  const names = new Set([...cuts.keys(), ...troubles.keys()]);
  const byId = new Map<string, Placed>();
  for (const name of names) {
    const ends = endsOfLane(name);
    if (ends === null) continue;
    if (byId.size === 0) for (const node of nodes) byId.set(node.id, node);
    const [low, high] = [byId.get(ends[0]), byId.get(ends[1])];
    if (low === undefined || high === undefined) continue;
    pairs.push({ name, low, high, cut: cuts.get(name) ?? 'none', trouble: troubles.get(name) ?? '', sorts: sorts.get(name) ?? '' });
    if (pairs.length >= MOST_TROUBLED) break;
  }
  return pairs;
}

/** How a pair in trouble is drawn, as data of paths. */
export interface TroubledChord {
  /** The chord itself, broken where it is cut. */
  readonly line: string;
  /** A cross where nothing gets through; empty: it is not cut. */
  readonly cross: string;
  /** Of a cut one way: the head of an arrow that comes from the sender and ends at the cross. */
  readonly arrow: string;
  /** What it suffers from, unless it is cut. */
  readonly marks: readonly TroubleMark[];
  /** Where the mark stands. */
  readonly at: Point;
}

/** How a pair in trouble is drawn among the faces on the board: its mark stands where no face covers it, if there is such a place. */
export function troubledChord({ low, high, cut, sorts }: TroubledPair, faces: readonly Placed[]): TroubledChord {
  const [p, q] = [faceMiddle(low), faceMiddle(high)];
  const at = markPlace(p, q, faces);
  const length = Math.hypot(q.x - p.x, q.y - p.y);
  const way = length === 0 ? { x: 1, y: 0 } : { x: (q.x - p.x) / length, y: (q.y - p.y) / length };
  if (cut === 'none')
    return { line: `M${text(p)}L${text(q)}`, cross: '', arrow: '', marks: troubleMarks(sorts, { x: round(at.x), y: round(at.y) }), at };
  const along = (by: number): Point => ({ x: at.x + way.x * by, y: at.y + way.y * by });
  const line = `M${text(p)}L${text(along(-GAP))}M${text(along(GAP))}L${text(q)}`;
  const [d, twice] = [CROSS, 2 * CROSS];
  const cross = `M${text({ x: at.x - d, y: at.y - d })}l${twice} ${twice}M${text({ x: at.x + d, y: at.y - d })}l${-twice} ${twice}`;
  return { line, cross, arrow: cut === 'both' ? '' : arrowHead(along, way, cut === 'forward' ? -1 : 1), marks: [], at };
}

/** `side`: -1, it comes from the low end; 1, from the high end. */
function arrowHead(along: (by: number) => Point, way: Point, side: -1 | 1): string {
  const tip = along(side * (GAP + 2));
  const foot = along(side * (GAP + 2 + ARROW.length));
  const aside = (by: number): Point => ({ x: foot.x - way.y * by, y: foot.y + way.x * by });
  return `M${text(tip)}L${text(aside(ARROW.half))}L${text(aside(-ARROW.half))}Z`;
}

/** The best place for a mark on what is seen of the line between two middles. */
function markPlace(p: Point, q: Point, faces: readonly Placed[]): Point {
  const hidden = Math.min(0.5, shareInFace(p, q));
  const at = (place: number): Point => {
    const share = hidden + place * (1 - 2 * hidden);
    return { x: p.x + share * (q.x - p.x), y: p.y + share * (q.y - p.y) };
  };
  for (const room of ROOMS) {
    const free = PLACES.find((place) => !faces.some((face) => covers(face, at(place), room)));
    if (free !== undefined) return at(free);
  }
  return at(PLACES[0]);
}

/** How much of a line is covered by the face at its beginning (and as much by that at its end). */
function shareInFace(p: Point, q: Point): number {
  const [across, down] = [Math.abs(q.x - p.x), Math.abs(q.y - p.y)];
  return Math.min(across === 0 ? Infinity : FACE_WIDTH / 2 / across, down === 0 ? Infinity : FACE_HEIGHT / 2 / down);
}

function covers(face: Placed, { x, y }: Point, { beside, above, below }: Room): boolean {
  return x > face.x - beside && x < face.x + FACE_WIDTH + beside && y > face.y - below && y < face.y + FACE_HEIGHT + above;
}

const text = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
const round = (value: number): number => Math.round(value * 10) / 10;
