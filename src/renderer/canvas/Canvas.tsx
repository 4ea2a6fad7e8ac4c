import {
  applyEdgeChanges, applyNodeChanges, Background, BackgroundVariant, Controls, MarkerType, MiniMap, ReactFlow, ReactFlowProvider, SelectionMode, useReactFlow,
  type Connection, type EdgeChange, type FinalConnectionState, type NodeChange,
} from '@xyflow/react';
import { useCallback, useEffect, useRef, useState, type DragEvent, type FocusEvent, type MouseEvent as ReactMouseEvent, type ReactElement } from 'react';
import { checkWire, kindOf } from '../../sim/index';
import { useDocument } from '../app/hooks';
import { documentModel } from '../app/model';
import { openDialog, uiStore } from '../app/uiStore';
import { setView } from '../app/view';
import { strings } from '../ui/strings';
import { flowEdges, flowNodes, type PartFlowNode, type WireFlowEdge } from './adapter';
import { NODE_HEIGHT_PX, NODE_WIDTH_PX } from './geometry';
import { insertIntoWire, wireUnder } from './insert';
import { Legend } from './Legend';
import { PartNode } from './PartNode';
import { TrafficLayer } from './TrafficLayer';
import { WireEdge } from './WireEdge';

/** Type of what is dragged from the palette: the name of a kind. */
export const DRAG_TYPE = 'application/x-faultboard-kind';
const nodeTypes = { part: PartNode };
const edgeTypes = { wire: WireEdge };
const edgeDefaults = { markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 } };
const GRID: [number, number] = [8, 8];
const MANY_PARTS = 150;
const { store, actions } = documentModel;

/** The board: parts, wires and traffic. */
export function Canvas(): ReactElement {
  return (
    <ReactFlowProvider>
      <Board />
    </ReactFlowProvider>
  );
}

/** React Flow's copies of the document's parts and wires, replaced whenever the document changes. */
function useFlow(): { nodes: PartFlowNode[]; edges: WireFlowEdge[]; onNodesChange: (c: NodeChange<PartFlowNode>[]) => void; onEdgesChange: (c: EdgeChange<WireFlowEdge>[]) => void } {
  const scenario = useDocument((state) => state.scenario);
  const selection = useDocument((state) => state.selection);
  const [nodes, setNodes] = useState<PartFlowNode[]>([]);
  const [edges, setEdges] = useState<WireFlowEdge[]>([]);
  useEffect(() => {
    setNodes((before) => flowNodes(scenario, selection, before));
    setEdges((before) => flowEdges(scenario, selection, before));
  }, [scenario, selection]);
  const onNodesChange = useCallback((changes: NodeChange<PartFlowNode>[]) => {
    setNodes((before) => applyNodeChanges(changes, before));
    reportSelection(changes, 'nodes');
  }, []);
  const onEdgesChange = useCallback((changes: EdgeChange<WireFlowEdge>[]) => {
    setEdges((before) => applyEdgeChanges(changes, before));
    reportSelection(changes, 'links');
  }, []);
  return { nodes, edges, onNodesChange, onEdgesChange };
}

function reportSelection(changes: readonly (NodeChange<PartFlowNode> | EdgeChange<WireFlowEdge>)[], list: 'nodes' | 'links'): void {
  const selects = changes.filter((change) => change.type === 'select');
  if (selects.length === 0) return;
  const { selection } = store.getState();
  const chosen = new Set(selection[list]);
  for (const change of selects) {
    if (change.selected) chosen.add(change.id);
    else chosen.delete(change.id);
  }
  actions.select({ ...selection, [list]: [...chosen] });
}

function commitMoves(moved: readonly PartFlowNode[]): void {
  const { scenario } = store.getState();
  const moves = moved
    .filter((node) => scenario.nodes.some((part) => part.id === node.id && (part.x !== node.position.x || part.y !== node.position.y)))
    .map((node) => ({ id: node.id, x: Math.round(node.position.x), y: Math.round(node.position.y) }));
  if (moves.length > 0) actions.edit(moves.length === 1 ? `Move ${moves[0].id}` : `Move ${moves.length} parts`, { type: 'moveNodes', moves });
}

function Board(): ReactElement {
  const { nodes, edges, onNodesChange, onEdgesChange } = useFlow();
  const { refusal, connectionProps } = useConnecting();
  const dropProps = useDropping();
  const isEmpty = useDocument((state) => state.scenario.nodes.length === 0);
  const menu = useCallback((event: ReactMouseEvent | globalThis.MouseEvent, type: 'node' | 'link', id: string) => {
    event.preventDefault();
    actions.select(type === 'node' ? { nodes: [id] } : { links: [id] });
    uiStore.setState({ menu: { x: event.clientX, y: event.clientY, target: { type, id } } });
  }, []);
  const onFocus = useCallback((event: FocusEvent) => {
    const target = event.target as HTMLElement;
    if (!target.matches(':focus-visible')) return;
    const id = target.dataset.id;
    if (id !== undefined && target.classList.contains('react-flow__node')) actions.select({ nodes: [id] });
    else if (id !== undefined && target.classList.contains('react-flow__edge')) actions.select({ links: [id] });
  }, []);
  return (
    <div className="board" onFocus={onFocus} {...dropProps}>
      <ReactFlow<PartFlowNode, WireFlowEdge>
        nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} defaultEdgeOptions={edgeDefaults}
        onNodesChange={onNodesChange} onEdgesChange={onEdgesChange}
        onNodeDragStop={(_event, _node, moved) => commitMoves(moved)} onSelectionDragStop={(_event, moved) => commitMoves(moved)}
        onNodeContextMenu={(event, node) => menu(event, 'node', node.id)} onEdgeContextMenu={(event, edge) => menu(event, 'link', edge.id)}
        onPaneClick={() => { actions.select({}); uiStore.setState({ menu: null }); }} onMoveStart={() => uiStore.setState({ menu: null })}
        {...connectionProps}
        snapToGrid snapGrid={GRID} deleteKeyCode={null} disableKeyboardA11y panActivationKeyCode={null} selectionKeyCode="Shift" multiSelectionKeyCode={['Meta', 'Control']}
        selectionMode={SelectionMode.Partial} onlyRenderVisibleElements={nodes.length > MANY_PARTS} minZoom={0.1} maxZoom={2.5} panOnScroll={false} zoomOnDoubleClick={false}
        connectionRadius={34} attributionPosition="bottom-left" nodesFocusable edgesFocusable
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.2} />
        <MiniMap pannable zoomable ariaLabel="Overview of the board" nodeBorderRadius={6} />
        <Controls showInteractive={false} />
        <TrafficLayer />
        <Legend />
        <Views />
      </ReactFlow>
      {refusal !== null && <div className="refusal" role="alert" style={{ left: refusal.x + 14, top: refusal.y + 14 }}>{refusal.reason}</div>}
      {isEmpty && (
        <div className="empty-board">
          <h2>{strings.emptyTitle}</h2>
          <p>{strings.emptyText}</p>
        </div>
      )}
    </div>
  );
}

/** Gives commands the canvas's view, and shows a newly opened scenario whole. */
function Views(): null {
  const { fitView, zoomIn, zoomOut, screenToFlowPosition } = useReactFlow();
  const path = useDocument((state) => `${state.file.path ?? ''} ${state.file.savedText?.length ?? 0} ${state.past.length === 0 ? state.scenario.name : ''}`);
  useEffect(() => {
    setView({
      fit: () => void fitView({ padding: 0.12, duration: 200 }),
      zoom: (factor) => void (factor > 1 ? zoomIn() : zoomOut()),
      centre: () => {
        const box = document.querySelector('.board')?.getBoundingClientRect();
        if (box === undefined) return undefined;
        const middle = screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
        return { x: middle.x - NODE_WIDTH_PX / 2, y: middle.y - NODE_HEIGHT_PX / 2 };
      },
    });
    return () => setView(null);
  }, [fitView, zoomIn, zoomOut, screenToFlowPosition]);
  const opened = useRef('');
  useEffect(() => {
    if (store.getState().past.length > 0 || opened.current === path) return undefined;
    opened.current = path;
    const timer = window.setTimeout(() => void fitView({ padding: 0.12 }), 60);
    return () => window.clearTimeout(timer);
  }, [path, fitView]);
  return null;
}

interface Refusal {
  readonly x: number;
  readonly y: number;
  readonly reason: string;
}

/** Pulling a wire: parts that cannot take it are dimmed and say why; dropped in empty space it offers the parts that fit. */
function useConnecting(): { refusal: Refusal | null; connectionProps: object } {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const from = useRef<string | null>(null);
  const { screenToFlowPosition } = useReactFlow();
  useEffect(() => {
    const move = (event: PointerEvent): void => {
      const source = from.current;
      if (source === null) return;
      const over = document.elementsFromPoint(event.clientX, event.clientY).find((element) => element.classList.contains('react-flow__node')) as HTMLElement | undefined;
      const target = over?.dataset.id;
      const verdict = target === undefined || target === source ? null : checkWire(store.getState().scenario, source, target);
      const box = document.querySelector('.board')?.getBoundingClientRect();
      setRefusal(verdict === null || verdict.ok || box === undefined ? null : { x: event.clientX - box.left, y: event.clientY - box.top, reason: verdict.reason });
    };
    window.addEventListener('pointermove', move);
    return () => window.removeEventListener('pointermove', move);
  }, []);
  const mark = (source: string | null): void => {
    from.current = source;
    const { scenario } = store.getState();
    for (const element of document.querySelectorAll<HTMLElement>('.react-flow__node')) {
      const id = element.dataset.id ?? '';
      element.classList.toggle('cannot-take', source !== null && id !== source && !checkWire(scenario, source, id).ok);
    }
  };
  return {
    refusal,
    connectionProps: {
      isValidConnection: ({ source, target }: Connection) => checkWire(store.getState().scenario, source, target).ok,
      onConnect: ({ source, target }: Connection) => void actions.connect(source, target),
      onConnectStart: (_event: unknown, { nodeId, handleType }: { nodeId: string | null; handleType: string | null }) => mark(handleType === 'source' ? nodeId : null),
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        const source = from.current;
        mark(null);
        setRefusal(null);
        const isOnNode = state.toNode !== null;
        if (source === null || isOnNode || !('clientX' in event)) return;
        const over = document.elementsFromPoint(event.clientX, event.clientY).find((element) => element.classList.contains('react-flow__node')) as HTMLElement | undefined;
        if (over?.dataset.id !== undefined && over.dataset.id !== source) {
          void actions.connect(source, over.dataset.id);
          return;
        }
        const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
        if ((kindOf(state.fromNode?.data.part ? (state.fromNode.data.part as { kind: string }).kind : '')?.descriptor.offers.length ?? 0) > 0) {
          openDialog({ type: 'addPart', wireFrom: source, at: { x: at.x, y: at.y - NODE_HEIGHT_PX / 2 } });
        }
      },
    },
  };
}

/** Dropping a part from the palette: on the board, or into a wire. */
function useDropping(): { onDragOver: (event: DragEvent) => void; onDrop: (event: DragEvent) => void } {
  const { screenToFlowPosition } = useReactFlow();
  return {
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    onDrop: (event) => {
      const kind = event.dataTransfer.getData(DRAG_TYPE);
      if (kindOf(kind) === undefined) return;
      event.preventDefault();
      const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const link = wireUnder(store.getState().scenario, at);
      const place = { x: at.x - NODE_WIDTH_PX / 2, y: at.y - NODE_HEIGHT_PX / 2 };
      if (link === null || !insertIntoWire(kind, link, place)) actions.addPart(kind, place);
    },
  };
}
