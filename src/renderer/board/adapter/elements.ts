import { Position, type Edge, type Node, type NodeHandle } from '@xyflow/react';
import {
  describeDistribution,
  kindOf,
  type ScenarioGroup,
  type ScenarioLink,
  type ScenarioNode,
  type ScenarioNote,
} from '../../../sim/index';
import type { Selection } from '../../document/types';
import { FACE_HEIGHT, FACE_WIDTH, PORT_SIZE } from '../geometry/face';
import type { Point } from '../geometry/wireCurve';
import { nameOf } from '../faces/faceView';
import { groupBox, groupFlowId, placesDuring, standIns, type Box } from '../geometry/groupPlaces';
import { strings } from '../strings';

/** A part as React Flow shows it. */
export type PartFlowNode = Node<{ readonly part: ScenarioNode }, 'part'>;
/** A note as React Flow shows it. */
export type NoteFlowNode = Node<{ readonly note: ScenarioNote }, 'note'>;
/** A group as React Flow shows it; not called `group`, for which React Flow has looks of its own. */
export type GroupFlowNode = Node<{ readonly group: ScenarioGroup; readonly kinds: readonly string[] }, 'group-of-parts'>;
/** Anything that stands on the canvas. */
export type FlowNode = PartFlowNode | NoteFlowNode | GroupFlowNode;
/** A wire as React Flow shows it. */
export type FlowEdge = Edge<{ readonly link: ScenarioLink; readonly isMembership: boolean }, 'wire'>;

/** Size of a note whose file does not say, flow units. */
export const NOTE_WIDTH = 208;
/** Height of such a note. */
export const NOTE_HEIGHT = 104;

const NOTE_PREFIX = 'note:';
/** Above everything that is not raised itself. */
const RAISED_Z = 1000;
/** Of more selected parts than these it is not looked up which lie over others. */
const MOST_LOOKED_AT = 50;

/** React Flow's id of a note: parts and notes may share ids in the document. */
export function noteFlowId(noteId: string): string {
  return NOTE_PREFIX + noteId;
}

/** The note behind a React Flow id, or null when it is a part. */
export function noteIdOf(flowId: string): string | null {
  return flowId.startsWith(NOTE_PREFIX) ? flowId.slice(NOTE_PREFIX.length) : null;
}

/** What a gesture that has not ended has changed so far, by React Flow id. */
export interface Gesture {
  readonly positions: ReadonlyMap<string, Point>;
  readonly sizes: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
}

/** Nothing is being moved. */
export const NO_GESTURE: Gesture = { positions: new Map(), sizes: new Map() };

const IN_HANDLE: NodeHandle = {
  type: 'target',
  position: Position.Left,
  x: -PORT_SIZE / 2,
  y: (FACE_HEIGHT - PORT_SIZE) / 2,
  width: PORT_SIZE,
  height: PORT_SIZE,
};
const OUT_HANDLE: NodeHandle = {
  type: 'source',
  position: Position.Right,
  x: FACE_WIDTH - PORT_SIZE / 2,
  y: (FACE_HEIGHT - PORT_SIZE) / 2,
  width: PORT_SIZE,
  height: PORT_SIZE,
};

/** Ports of a kind: in where it accepts something, out where it offers something; an unknown kind has both, so that its wires show. */
export function portsOf(kind: string): { readonly in: boolean; readonly out: boolean } {
  const descriptor = kindOf(kind)?.descriptor;
  return { in: descriptor === undefined || descriptor.accepts.length > 0, out: descriptor === undefined || descriptor.offers.length > 0 };
}

function partNode(part: ScenarioNode, at: Point, selected: boolean, isRaised: boolean): PartFlowNode {
  const ports = portsOf(part.kind);
  return {
    id: part.id,
    type: 'part',
    data: { part },
    position: { x: at.x, y: at.y },
    selected,
    zIndex: isRaised ? RAISED_Z : 0,
    width: FACE_WIDTH,
    height: FACE_HEIGHT,
    // Sizes and ports are known, so React Flow need not measure: wires and hidden parts are right from the first frame.
    measured: { width: FACE_WIDTH, height: FACE_HEIGHT },
    handles: [...(ports.in ? [IN_HANDLE] : []), ...(ports.out ? [OUT_HANDLE] : [])],
    draggable: part.locked !== true,
    // What it is set to and how it is doing is added by LiveFaces once it is on the page.
    ariaLabel: nameOf(part, []),
  };
}

function noteNode(note: ScenarioNote, at: Point, size: { width: number; height: number }, selected: boolean): NoteFlowNode {
  return {
    id: noteFlowId(note.id),
    type: 'note',
    data: { note },
    position: { x: at.x, y: at.y },
    selected,
    width: size.width,
    height: size.height,
    measured: size,
    handles: [],
    zIndex: selected ? RAISED_Z : -1,
    ariaLabel: strings.note(note.text),
  };
}

function groupNode(group: ScenarioGroup, kinds: readonly string[], box: Box, selected: boolean): GroupFlowNode {
  const size = { width: box.width, height: box.height };
  const isFolded = group.collapsed === true;
  return {
    id: groupFlowId(group.id),
    type: 'group-of-parts',
    data: { group, kinds },
    position: { x: box.x, y: box.y },
    selected,
    ...size,
    measured: size,
    handles: isFolded ? [IN_HANDLE, OUT_HANDLE] : [],
    connectable: false,
    zIndex: isFolded ? 0 : -2,
    // Only the title of a frame is there for the pointer: the board between its parts stays the board.
    style: isFolded ? undefined : { pointerEvents: 'none' },
    ariaLabel: strings.groupLabel({ title: group.title, count: group.nodes.length, isFolded: String(isFolded) }),
  };
}

interface Kept<D, F> {
  readonly from: D;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly selected: boolean;
  readonly isRaised: boolean;
  readonly made: F;
}

/**
 * Parts that are drawn above the rest: those being dragged, and selected ones that lie over or under another. A raised part changes the
 * order
 * in which everything is painted, which has the browser lay out all its layers again; so one that covers nothing stays where it is.
 */
function raisedParts(
  parts: readonly ScenarioNode[],
  chosen: ReadonlySet<string>,
  places: ReadonlyMap<string, Point>,
  gesture: Gesture,
): ReadonlySet<string> {
  const raised = new Set(gesture.positions.keys());
  if (chosen.size > MOST_LOOKED_AT) return chosen;
  const overlaps = (a: Point, b: Point): boolean => Math.abs(a.x - b.x) < FACE_WIDTH && Math.abs(a.y - b.y) < FACE_HEIGHT;
  for (const id of chosen) {
    const at = places.get(id);
    if (at !== undefined && parts.some((other) => other.id !== id && overlaps(at, places.get(other.id) ?? other))) raised.add(id);
  }
  return raised;
}

/** Whether two versions of a part look alike to React Flow: what its fields are set to is written on its face by LiveFaces. */
function looksLike(a: Described, b: Described): boolean {
  return a === b || ('kind' in a && 'kind' in b && a.id === b.id && a.kind === b.kind && a.label === b.label && a.locked === b.locked);
}

/** The list of before when the new one holds the very same: React Flow then need not look at it. */
function unchanged<T>(before: readonly T[], now: T[]): T[] {
  return before.length === now.length && now.every((item, i) => item === before[i]) ? (before as T[]) : now;
}

type Described = ScenarioNode | ScenarioNote | ScenarioGroup;
type NodeDeriver = (
  parts: readonly ScenarioNode[],
  notes: readonly ScenarioNote[],
  selection: Selection,
  gesture: Gesture,
  groups?: readonly ScenarioGroup[],
) => FlowNode[];

/** Makes React Flow's nodes from the document, keeping the same object for whatever has not changed. */
export function createNodeDeriver(): NodeDeriver {
  let kept = new Map<string, Kept<Described, FlowNode>>();
  let last: FlowNode[] = [];
  return (parts, notes, selection, gesture, groups = []) => {
    const next: typeof kept = new Map();
    const nodes: FlowNode[] = [];
    const add = (id: string, from: Described, box: Box, selected: boolean, make: () => FlowNode, isRaised = false): void => {
      const old = kept.get(id);
      const same =
        old !== undefined &&
        looksLike(old.from, from) &&
        old.x === box.x &&
        old.y === box.y &&
        old.selected === selected &&
        old.isRaised === isRaised &&
        old.width === box.width &&
        old.height === box.height;
      const entry = same ? old : { from, ...box, selected, isRaised, made: make() };
      next.set(id, entry);
      nodes.push(entry.made);
    };
    const chosen = new Set(selection.nodes);
    const places = placesDuring(parts, groups, gesture.positions);
    const kinds = groups.length === 0 ? null : new Map(parts.map((part) => [part.id, part.kind]));
    for (const group of groups) {
      const box = groupBox(group, places);
      const selected = group.nodes.every((id) => chosen.has(id));
      if (box !== null)
        add(groupFlowId(group.id), group, box, selected, () =>
          groupNode(
            group,
            group.nodes.flatMap((id) => kinds?.get(id) ?? []),
            box,
            selected,
          ),
        );
    }
    const chosenNotes = new Set(selection.notes);
    for (const note of notes) {
      const id = noteFlowId(note.id);
      const size = gesture.sizes.get(id) ?? { width: note.widthPx ?? NOTE_WIDTH, height: note.heightPx ?? NOTE_HEIGHT };
      const at = gesture.positions.get(id) ?? note;
      add(id, note, { x: at.x, y: at.y, ...size }, chosenNotes.has(note.id), () => noteNode(note, at, size, chosenNotes.has(note.id)));
    }
    const folded = standIns(groups);
    const raised = raisedParts(parts, chosen, places, gesture);
    for (const part of parts) {
      const at = places.get(part.id) ?? part;
      const [selected, isRaised] = [chosen.has(part.id), raised.has(part.id)];
      if (!folded.has(part.id))
        add(
          part.id,
          part,
          { x: at.x, y: at.y, width: FACE_WIDTH, height: FACE_HEIGHT },
          selected,
          () => partNode(part, at, selected, isRaised),
          isRaised,
        );
    }
    kept = next;
    last = unchanged(last, nodes);
    return last;
  };
}

/** Name of a wire for screen readers, e.g. "Wire from C1 to LB1, always 2 ms". */
function wireLabel(link: ScenarioLink, from: string, to: string): string {
  const loss = link.lossPercent !== undefined && link.lossPercent > 0 ? strings.wireLoses(link.lossPercent) : '';
  return strings.wireFacts(from, to, `${describeDistribution(link.latency ?? { type: 'constant', valueMs: 1 })}${loss}`);
}

/**
 * Makes React Flow's edges from the document, keeping the same object for whatever has not changed. A wire of a folded part ends at its
 * group.
 */
export function createEdgeDeriver(): (
  links: readonly ScenarioLink[],
  selection: Selection,
  groups?: readonly ScenarioGroup[],
  networks?: ReadonlySet<string>,
  called?: (id: string) => string,
) => FlowEdge[] {
  let kept = new Map<
    string,
    { readonly link: ScenarioLink; readonly selected: boolean; readonly isOnly: boolean; readonly made: FlowEdge }
  >();
  let last: FlowEdge[] = [];
  return (links, selection, groups = [], networks = NO_NETWORKS, called = (id) => id) => {
    const next: typeof kept = new Map();
    const chosen = new Set(selection.links);
    const folded = standIns(groups);
    const edges: FlowEdge[] = [];
    for (const link of links) {
      const [source, target] = [folded.get(link.from) ?? link.from, folded.get(link.to) ?? link.to];
      if (source === target) continue;
      const old = kept.get(link.id);
      const selected = chosen.has(link.id);
      const isOnly = selected && chosen.size === 1;
      const name = wireLabel(link, called(link.from), called(link.to));
      const same =
        old !== undefined &&
        old.made.ariaLabel === name &&
        old.link === link &&
        old.selected === selected &&
        old.isOnly === isOnly &&
        old.made.data?.isMembership === networks.has(link.to) &&
        old.made.source === source &&
        old.made.target === target;
      const entry = same
        ? old
        : { link, selected, isOnly, made: wireEdge(link, { source, target, isMembership: networks.has(link.to), name }, selected, isOnly) };
      next.set(link.id, entry);
      edges.push(entry.made);
    }
    kept = next;
    last = unchanged(last, edges);
    return last;
  };
}

const NO_NETWORKS: ReadonlySet<string> = new Set();

interface WireEnds {
  readonly source: string;
  readonly target: string;
  /** It only says that its sender is a member of a network. */
  readonly isMembership: boolean;
  /** For screen readers. */
  readonly name: string;
}

function wireEdge(link: ScenarioLink, { source, target, isMembership, name }: WireEnds, selected: boolean, isOnly: boolean): FlowEdge {
  // Only the ends of the one selected wire can be taken to another part: a thousand wires would have two thousand grips.
  const isWhole = source === link.from && target === link.to;
  return {
    id: link.id,
    type: 'wire',
    source,
    target,
    data: { link, isMembership },
    selected,
    zIndex: selected ? RAISED_Z : 0,
    reconnectable: isOnly && isWhole,
    ariaLabel: name,
  };
}
