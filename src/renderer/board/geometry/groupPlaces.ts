import type { ScenarioGroup, ScenarioNode } from '../../../sim/index';
import { FACE_HEIGHT, FACE_WIDTH, snapToGrid } from './face';
import type { Point } from './wireCurve';

/** Room between the parts of a group and its frame, flow units; a multiple of the grid, so that a moved frame keeps its parts on it. */
const PADDING = 16;
/** Height of the title of a frame, flow units. */
export const TITLE_HEIGHT = 32;
const PREFIX = 'group:';

/** A rectangle on the canvas, flow units. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** React Flow's id of a group: groups and parts may share ids in the document. */
export function groupFlowId(groupId: string): string {
  return PREFIX + groupId;
}

/** The group behind a React Flow id, or null when it is something else. */
export function groupIdOf(flowId: string): string | null {
  return flowId.startsWith(PREFIX) ? flowId.slice(PREFIX.length) : null;
}

/** Where a group stands whose parts stand there: a frame around them, or, folded up, one face in their middle. Null without parts. */
export function groupBox(group: ScenarioGroup, places: ReadonlyMap<string, Point>): Box | null {
  const members = group.nodes.flatMap((id) => places.get(id) ?? []);
  if (members.length === 0) return null;
  const left = Math.min(...members.map((at) => at.x));
  const top = Math.min(...members.map((at) => at.y));
  const right = Math.max(...members.map((at) => at.x)) + FACE_WIDTH;
  const bottom = Math.max(...members.map((at) => at.y)) + FACE_HEIGHT;
  if (group.collapsed === true)
    return {
      x: snapToGrid((left + right - FACE_WIDTH) / 2),
      y: snapToGrid((top + bottom - FACE_HEIGHT) / 2),
      width: FACE_WIDTH,
      height: FACE_HEIGHT,
    };
  return {
    x: left - PADDING,
    y: top - PADDING - TITLE_HEIGHT,
    width: right - left + 2 * PADDING,
    height: bottom - top + 2 * PADDING + TITLE_HEIGHT,
  };
}

/** Places of all parts as a gesture has moved them so far: by themselves, or with the frame of their group. */
export function placesDuring(
  parts: readonly ScenarioNode[],
  groups: readonly ScenarioGroup[],
  moved: ReadonlyMap<string, Point>,
): ReadonlyMap<string, Point> {
  const places = new Map<string, Point>(parts.map((part) => [part.id, part]));
  for (const group of groups) {
    const to = moved.get(groupFlowId(group.id));
    const from = to === undefined ? null : groupBox(group, places);
    if (to === undefined || from === null) continue;
    for (const id of group.nodes) {
      const at = places.get(id);
      if (at !== undefined) places.set(id, { x: at.x + to.x - from.x, y: at.y + to.y - from.y });
    }
  }
  for (const part of parts) {
    const at = moved.get(part.id);
    if (at !== undefined) places.set(part.id, at);
  }
  return places;
}

/** For every part that is folded away: React Flow's id of the group that stands in its place. */
export function standIns(groups: readonly ScenarioGroup[]): ReadonlyMap<string, string> {
  return new Map(
    groups
      .filter((group) => group.collapsed === true)
      .flatMap((group) => group.nodes.map((id): [string, string] => [id, groupFlowId(group.id)])),
  );
}
