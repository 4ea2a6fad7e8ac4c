import type { Scenario } from '../../sim/index';
import type { Clip } from './clipboard';
import type { DocumentRules } from './types';

/** Parts and notes stick to multiples of this, px. */
export const GRID_PX = 8;
/** Parts further apart than this do not cover each other, px. */
const ROOM_PX = { x: 196, y: 112 } as const;
const NEXT_PX = { x: 240, y: 136 } as const;
/** A copy stands this much further down than what it was copied from, px. */
const COPY_PX = { x: 32, y: 136 } as const;

/** The nearest multiple of the grid. */
export function snap(value: number): number {
  return Math.round(value / GRID_PX) * GRID_PX;
}

/** Where a new part goes when nobody says where: to the right of the last one. */
export function besideTheRest(scenario: Scenario): { x: number; y: number } {
  const last = scenario.nodes.at(-1);
  return last === undefined ? { x: 0, y: 0 } : { x: last.x + NEXT_PX.x, y: last.y };
}

/** The place itself when it is free, else the nearest below that is; on the grid. */
export function freePlace(scenario: Scenario, at: { readonly x: number; readonly y: number }): { x: number; y: number } {
  const place = { x: snap(at.x), y: snap(at.y) };
  while (scenario.nodes.some((node) => Math.abs(node.x - place.x) < ROOM_PX.x && Math.abs(node.y - place.y) < ROOM_PX.y))
    place.y += NEXT_PX.y;
  return place;
}

/** The first free place that rules offer for a part of a kind; undefined: they offer none, or all are taken. */
export function offeredPlace(scenario: Scenario, rules: DocumentRules | null, kind: string): { x: number; y: number } | undefined {
  const places = rules?.offered.find((part) => part.kind === kind)?.places ?? [];
  return places.find((place) => {
    const free = freePlace(scenario, place);
    return free.x === snap(place.x) && free.y === snap(place.y);
  });
}

/** How far parts and notes must be moved, so that none of the parts covers one that is there: not at all, or a few steps down. */
export function freePlaceFor(scenario: Scenario, { nodes, notes = [] }: Pick<Clip, 'nodes' | 'notes'>): { x: number; y: number } {
  const isTaken = (shift: { readonly x: number; readonly y: number }): boolean =>
    nodes.some((moved) =>
      scenario.nodes.some((node) => Math.abs(node.x - moved.x - shift.x) < ROOM_PX.x && Math.abs(node.y - moved.y - shift.y) < ROOM_PX.y),
    ) || notes.some((moved) => (scenario.notes ?? []).some((note) => note.x === moved.x + shift.x && note.y === moved.y + shift.y));
  const shift = { x: 0, y: 0 };
  while (isTaken(shift)) {
    shift.x += COPY_PX.x;
    shift.y += COPY_PX.y;
  }
  return shift;
}
