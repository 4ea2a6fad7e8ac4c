import type { EdgeChange, NodeChange } from '@xyflow/react';
import type { Scenario, ScenarioGroup, ScenarioNote } from '../../../sim/index';
import { withJoined } from '../../document/index';
import { stepNames } from '../../document/strings';
import type { Edit, Selection } from '../../document/types';
import { strings } from '../strings';
import { groupIdOf, placesDuring } from '../geometry/groupPlaces';
import type { Point } from '../geometry/wireCurve';
import { membershipsAfter, withNetwork, type Membership } from '../networks/frames';
import { noteFlowId, noteIdOf, type FlowEdge, type FlowNode, type Gesture } from './elements';

/** What React Flow's changes come to: the gesture so far, and whether it has ended and is to be committed. */
export interface GestureStep {
  readonly gesture: Gesture;
  readonly ended: boolean;
}

/** Follows moves and resizes. Measurements are ignored: sizes are ours. The same gesture object comes back when nothing changed. */
export function followGesture(gesture: Gesture, changes: readonly NodeChange<FlowNode>[]): GestureStep {
  const positions = new Map(gesture.positions);
  const sizes = new Map(gesture.sizes);
  let ended = false;
  let touched = false;
  for (const change of changes) {
    if (change.type === 'position') {
      if (change.position !== undefined) positions.set(change.id, { x: change.position.x, y: change.position.y });
      touched = true;
      if (change.dragging !== true) ended = true;
    } else if (change.type === 'dimensions' && change.resizing !== undefined) {
      if (change.dimensions !== undefined) sizes.set(change.id, change.dimensions);
      touched = true;
      if (!change.resizing) ended = true;
    }
  }
  return { gesture: touched ? { positions, sizes } : gesture, ended };
}

/** The selection after React Flow's select changes; the same object when nothing changed. To select a group is to select its parts. */
export function followSelection(
  selection: Selection,
  nodeChanges: readonly NodeChange<FlowNode>[],
  edgeChanges: readonly EdgeChange<FlowEdge>[],
  groups: readonly ScenarioGroup[] = [],
): Selection {
  const nodes = new Set(selection.nodes);
  const notes = new Set(selection.notes);
  const links = new Set(selection.links);
  let touched = false;
  const mark = (set: Set<string>, id: string, selected: boolean): void => {
    if (set.has(id) === selected) return;
    touched = true;
    if (selected) set.add(id);
    else set.delete(id);
  };
  const withGroup = new Set<string>();
  for (const change of nodeChanges) {
    const group = change.type === 'select' ? groups.find((candidate) => candidate.id === groupIdOf(change.id)) : undefined;
    if (change.type !== 'select' || group === undefined) continue;
    for (const id of group.nodes) {
      mark(nodes, id, change.selected);
      if (change.selected) withGroup.add(id);
    }
  }
  for (const change of nodeChanges) {
    if (change.type !== 'select' || groupIdOf(change.id) !== null || withGroup.has(change.id)) continue;
    const note = noteIdOf(change.id);
    if (note === null) mark(nodes, change.id, change.selected);
    else mark(notes, note, change.selected);
  }
  for (const change of edgeChanges) if (change.type === 'select') mark(links, change.id, change.selected);
  return touched ? { nodes: [...nodes], links: [...links], notes: [...notes] } : selection;
}

/** A finished gesture as one undo step, with its name; null when everything is back where it was. */
export function gestureEdit(scenario: Scenario, gesture: Gesture): { readonly label: string; readonly edit: Edit } | null {
  const during = placesDuring(scenario.nodes, scenario.groups ?? [], gesture.positions);
  const moves = scenario.nodes.flatMap((node) => {
    const at = moved(node, during.get(node.id));
    return at === null ? [] : [{ id: node.id, x: at.x, y: at.y }];
  });
  const notes = (scenario.notes ?? []).map((note) => changedNote(note, gesture));
  const notesChanged = notes.filter((note, i) => note !== scenario.notes?.[i]).length;
  if (moves.length === 0 && notesChanged === 0) return null;
  const memberships = membershipsAfter(scenario.nodes, moves);
  if (memberships.length > 0) return joinEdit({ ...scenario, notes: scenario.notes === undefined ? undefined : notes }, moves, memberships);
  if (notesChanged === 0)
    return { label: stepNames.moveParts({ count: moves.length, id: moves[0].id }), edit: { type: 'moveNodes', moves } };
  if (moves.length === 0)
    return { label: gesture.sizes.size > 0 ? strings.resizeNote : strings.moveNote, edit: { type: 'setNotes', notes } };
  const places = new Map(moves.map((move) => [move.id, move]));
  const nodes = scenario.nodes.map((node) => ({ ...node, ...places.get(node.id) }));
  return {
    label: strings.moveThings({ count: moves.length + notesChanged }),
    edit: { type: 'replace', scenario: { ...scenario, nodes, notes } },
  };
}

/** Parts that were moved into the frame of a network or out of it, with everything else that was moved, as one step. */
function joinEdit(
  scenario: Scenario,
  moves: readonly ({ readonly id: string } & Point)[],
  memberships: readonly Membership[],
): { readonly label: string; readonly edit: Edit } {
  const places = new Map(moves.map((move) => [move.id, move]));
  const networks = new Map(memberships.map(({ id, network }) => [id, network]));
  const nodes = scenario.nodes.map((node) => {
    const at = { ...node, ...places.get(node.id) };
    return networks.has(node.id) ? withNetwork(at, networks.get(node.id)) : at;
  });
  const [{ id, network }] = memberships;
  const count = memberships.length;
  const label = network === undefined ? strings.leaves({ count, id }) : strings.joins({ count, id, network });
  const joined = new Set(memberships.map((each) => each.network));
  const after = [...joined].reduce(
    (soFar: Scenario, into) => {
      const ids = memberships.filter((each) => each.network === into).map((each) => each.id);
      return into === undefined ? soFar : withJoined(soFar, into, ids);
    },
    { ...scenario, nodes },
  );
  return { label, edit: { type: 'replace', scenario: after } };
}

function moved(from: Point, to: Point | undefined): Point | null {
  return to === undefined || (to.x === from.x && to.y === from.y) ? null : to;
}

function changedNote(note: ScenarioNote, gesture: Gesture): ScenarioNote {
  const id = noteFlowId(note.id);
  const at = moved(note, gesture.positions.get(id));
  const size = gesture.sizes.get(id);
  if (at === null && size === undefined) return note;
  return { ...note, ...at, ...(size === undefined ? {} : { widthPx: Math.round(size.width), heightPx: Math.round(size.height) }) };
}
