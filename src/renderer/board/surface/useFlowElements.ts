import { placeNames } from '../../../sim/index';
import { useStoreApi, type EdgeChange, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { followGesture, followSelection, gestureEdit } from '../adapter/changes';
import { createEdgeDeriver, createNodeDeriver, NO_GESTURE, type FlowEdge, type FlowNode, type Gesture } from '../adapter/elements';
import { isNetwork } from '../../document/index';
import type { Scenario } from '../../../sim/index';
import { useBoard } from '../context';
import { membershipsAfter } from '../networks/frames';

const IDLE_COMMIT_MS = 600;
const NO_NOTES = [] as const;
const NO_GROUPS = [] as const;

/** React Flow's elements and handlers, derived from the document; only finished gestures come back to it, each as one undo step. */
export interface FlowElements {
  readonly nodes: FlowNode[];
  readonly edges: FlowEdge[];
  readonly onNodesChange: (changes: NodeChange<FlowNode>[]) => void;
  readonly onEdgesChange: (changes: EdgeChange<FlowEdge>[]) => void;
  /** To be told of every key, so that a held arrow key is one move and one undo step. */
  readonly onKey: (key: string, isDown: boolean) => void;
}

/** Keeps React Flow and the document in step. */
export function useFlowElements(): FlowElements {
  const { document } = useBoard();
  const scenario = useStore(document.store, (state) => state.scenario);
  const selection = useStore(document.store, (state) => state.selection);
  const { gesture, follow, onKey } = useGesture();
  const [deriveNodes] = useState(createNodeDeriver);
  const [deriveEdges] = useState(createEdgeDeriver);
  const nodes = useMemo(
    () => deriveNodes(scenario.nodes, scenario.notes ?? NO_NOTES, selection, gesture, scenario.groups ?? NO_GROUPS),
    [deriveNodes, scenario.nodes, scenario.notes, scenario.groups, selection, gesture],
  );
  // As a text: parts that are dragged change the list of parts in every frame, but not this.
  const networkIds = scenario.nodes
    .filter(({ kind }) => isNetwork(kind))
    .map(({ id }) => id)
    .join(' ');
  const edges = useMemo(
    () =>
      deriveEdges(
        scenario.links,
        selection,
        scenario.groups ?? NO_GROUPS,
        new Set(networkIds === '' ? [] : networkIds.split(' ')),
        placeNames(scenario).part,
      ),
    [deriveEdges, scenario, selection, networkIds],
  );
  const select = useCallback(
    (nodeChanges: NodeChange<FlowNode>[], edgeChanges: EdgeChange<FlowEdge>[]) => {
      const { selection: before, scenario: now } = document.store.getState();
      const after = followSelection(before, nodeChanges, edgeChanges, now.groups);
      if (after !== before) document.actions.select(after);
    },
    [document],
  );
  const flow = useStoreApi();
  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const isBox = flow.getState().userSelectionRect !== null;
      select(isBox ? withoutNetworks(document.store.getState().scenario, changes) : changes, []);
      follow(changes);
    },
    [document, flow, select, follow],
  );
  const onEdgesChange = useCallback((changes: EdgeChange<FlowEdge>[]) => select([], changes), [select]);
  return { nodes, edges, onNodesChange, onEdgesChange, onKey };
}

/** Changes without those that select a network with members in its frame: whether a box means it is known at its end (`useSelecting`). */
function withoutNetworks({ nodes }: Scenario, changes: NodeChange<FlowNode>[]): NodeChange<FlowNode>[] {
  const joined = new Set(nodes.map(({ network }) => network));
  return changes.filter((change) => change.type !== 'select' || !change.selected || !joined.has(change.id));
}

/** The network that parts on their way would join if they were let go now; null: none. */
function joinedBy({ nodes }: Scenario, { positions }: Gesture): string | null {
  if (!nodes.some(({ kind }) => isNetwork(kind))) return null;
  const moves = [...positions].map(([id, at]) => ({ id, ...at }));
  return membershipsAfter(nodes, moves).find(({ network }) => network !== undefined)?.network ?? null;
}

function useGesture(): { gesture: Gesture; follow: (changes: readonly NodeChange<FlowNode>[]) => void; onKey: FlowElements['onKey'] } {
  const { document, ui } = useBoard();
  const [gesture, setGesture] = useState(NO_GESTURE);
  const current = useRef(NO_GESTURE);
  const isArrowHeld = useRef(false);
  const timer = useRef(0);
  const commit = useCallback(() => {
    window.clearTimeout(timer.current);
    if (current.current === NO_GESTURE) return;
    const step = gestureEdit(document.store.getState().scenario, current.current);
    current.current = NO_GESTURE;
    setGesture(NO_GESTURE);
    if (ui.getState().dropFrame !== null) ui.setState({ dropFrame: null });
    if (step !== null) document.actions.edit(step.label, step.edit);
  }, [document, ui]);
  const follow = useCallback(
    (changes: readonly NodeChange<FlowNode>[]) => {
      const step = followGesture(current.current, changes);
      if (step.gesture === current.current) return;
      current.current = step.gesture;
      setGesture(step.gesture);
      const dropFrame = joinedBy(document.store.getState().scenario, step.gesture);
      if (dropFrame !== ui.getState().dropFrame) ui.setState({ dropFrame });
      if (!step.ended) return;
      if (!isArrowHeld.current) commit();
      else {
        // The release of the key ends the move; should it go unseen (another window took it), the move is kept all the same.
        window.clearTimeout(timer.current);
        timer.current = window.setTimeout(commit, IDLE_COMMIT_MS);
      }
    },
    [commit, document, ui],
  );
  const onKey = useCallback(
    (key: string, isDown: boolean) => {
      const isArrow = key.startsWith('Arrow');
      if (isArrow) isArrowHeld.current = isDown;
      // Any other key pressed meanwhile may be Undo: it must find the move committed.
      if (isArrow !== isDown && key !== 'Shift' && key !== 'Alt') commit();
    },
    [commit],
  );
  useEffect(() => {
    window.addEventListener('blur', commit);
    return () => {
      window.removeEventListener('blur', commit);
      window.clearTimeout(timer.current);
    };
  }, [commit]);
  return { gesture, follow, onKey };
}
