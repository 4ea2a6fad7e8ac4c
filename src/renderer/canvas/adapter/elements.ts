import { Position, type Edge, type Node, type NodeHandle } from '@xyflow/react';
import { describeDistribution, kindOf, type ScenarioLink, type ScenarioNode, type ScenarioNote } from '../../../sim/index';
import type { Selection } from '../../document/types';
import { FACE_HEIGHT, FACE_WIDTH, PORT_SIZE } from '../geometry/face';
import type { Point } from '../geometry/wireCurve';
import { faceView } from '../faces/faceView';

/** A part as React Flow shows it. */
export type PartFlowNode = Node<{ readonly part: ScenarioNode }, 'part'>;
/** A note as React Flow shows it. */
export type NoteFlowNode = Node<{ readonly note: ScenarioNote }, 'note'>;
/** Anything that stands on the canvas. */
export type FlowNode = PartFlowNode | NoteFlowNode;
/** A wire as React Flow shows it. */
export type FlowEdge = Edge<{ readonly link: ScenarioLink }, 'wire'>;

/** Size of a note whose file does not say, flow units. */
export const NOTE_WIDTH = 208;
/** Height of such a note. */
export const NOTE_HEIGHT = 104;

const NOTE_PREFIX = 'note:';

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

const IN_HANDLE: NodeHandle = { type: 'target', position: Position.Left, x: -PORT_SIZE / 2, y: (FACE_HEIGHT - PORT_SIZE) / 2, width: PORT_SIZE, height: PORT_SIZE };
const OUT_HANDLE: NodeHandle = {
  type: 'source', position: Position.Right, x: FACE_WIDTH - PORT_SIZE / 2, y: (FACE_HEIGHT - PORT_SIZE) / 2, width: PORT_SIZE, height: PORT_SIZE,
};

/** Ports of a kind: in where it accepts something, out where it offers something; an unknown kind has both, so that its wires show. */
export function portsOf(kind: string): { readonly in: boolean; readonly out: boolean } {
  const descriptor = kindOf(kind)?.descriptor;
  return { in: descriptor === undefined || descriptor.accepts.length > 0, out: descriptor === undefined || descriptor.offers.length > 0 };
}

function partNode(part: ScenarioNode, at: Point, selected: boolean): PartFlowNode {
  const ports = portsOf(part.kind);
  return {
    id: part.id,
    type: 'part',
    data: { part },
    position: { x: at.x, y: at.y },
    selected,
    width: FACE_WIDTH,
    height: FACE_HEIGHT,
    // Sizes and ports are known, so React Flow need not measure: wires and hidden parts are right from the first frame.
    measured: { width: FACE_WIDTH, height: FACE_HEIGHT },
    handles: [...(ports.in ? [IN_HANDLE] : []), ...(ports.out ? [OUT_HANDLE] : [])],
    draggable: part.locked !== true,
    ariaLabel: faceView(part, null).label,
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
    zIndex: -1,
    ariaLabel: `Note: ${note.text === '' ? 'empty' : note.text}`,
  };
}

interface Kept<D, F> {
  readonly from: D;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly selected: boolean;
  readonly made: F;
}

/** Makes React Flow's nodes from the document, keeping the same object for whatever has not changed. */
export function createNodeDeriver(): (parts: readonly ScenarioNode[], notes: readonly ScenarioNote[], selection: Selection, gesture: Gesture) => FlowNode[] {
  let kept = new Map<string, Kept<ScenarioNode | ScenarioNote, FlowNode>>();
  return (parts, notes, selection, gesture) => {
    const next: typeof kept = new Map();
    const nodes: FlowNode[] = [];
    const add = <D extends ScenarioNode | ScenarioNote>(id: string, from: D, size: { width: number; height: number }, selected: boolean, make: (at: Point) => FlowNode): void => {
      const at = gesture.positions.get(id) ?? from;
      const old = kept.get(id);
      const same = old !== undefined && old.from === from && old.x === at.x && old.y === at.y && old.selected === selected && old.width === size.width && old.height === size.height;
      const entry = same ? old : { from, x: at.x, y: at.y, ...size, selected, made: make(at) };
      next.set(id, entry);
      nodes.push(entry.made);
    };
    const chosenNotes = new Set(selection.notes);
    for (const note of notes) {
      const id = noteFlowId(note.id);
      const size = gesture.sizes.get(id) ?? { width: note.widthPx ?? NOTE_WIDTH, height: note.heightPx ?? NOTE_HEIGHT };
      add(id, note, size, chosenNotes.has(note.id), (at) => noteNode(note, at, size, chosenNotes.has(note.id)));
    }
    const chosen = new Set(selection.nodes);
    const faceSize = { width: FACE_WIDTH, height: FACE_HEIGHT };
    for (const part of parts) add(part.id, part, faceSize, chosen.has(part.id), (at) => partNode(part, at, chosen.has(part.id)));
    kept = next;
    return nodes;
  };
}

/** Name of a wire for screen readers, e.g. "Wire from C1 to LB1, always 2 ms". */
export function wireLabel(link: ScenarioLink): string {
  const loss = link.lossPercent !== undefined && link.lossPercent > 0 ? `, loses ${link.lossPercent}%` : '';
  return `Wire from ${link.from} to ${link.to}, ${describeDistribution(link.latency ?? { type: 'constant', valueMs: 1 })}${loss}`;
}

/** Makes React Flow's edges from the document, keeping the same object for whatever has not changed. */
export function createEdgeDeriver(): (links: readonly ScenarioLink[], selection: Selection) => FlowEdge[] {
  let kept = new Map<string, { readonly link: ScenarioLink; readonly selected: boolean; readonly made: FlowEdge }>();
  return (links, selection) => {
    const next: typeof kept = new Map();
    const chosen = new Set(selection.links);
    const edges = links.map((link) => {
      const old = kept.get(link.id);
      const selected = chosen.has(link.id);
      const entry = old !== undefined && old.link === link && old.selected === selected ? old : { link, selected, made: wireEdge(link, selected) };
      next.set(link.id, entry);
      return entry.made;
    });
    kept = next;
    return edges;
  };
}

function wireEdge(link: ScenarioLink, selected: boolean): FlowEdge {
  return { id: link.id, type: 'wire', source: link.from, target: link.to, data: { link }, selected, ariaLabel: wireLabel(link) };
}
