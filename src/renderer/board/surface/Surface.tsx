import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  ReactFlow,
  SelectionMode,
  useKeyPress,
  type EdgeTypes,
  type NodeTypes,
  type ReactFlowProps,
} from '@xyflow/react';
import { useMemo, useRef, type MouseEvent as ReactMouseEvent, type ReactElement, type RefObject } from 'react';
import { useStore } from 'zustand';
import { withNames } from '../../document/index';
import type { FlowEdge, FlowNode } from '../adapter/elements';
import { useBoard, useBoardState } from '../context';
import { NetworkFrames } from '../networks/NetworkFrames';
import { TroubledChords } from '../wires/TroubledChords';
import { PartNode } from '../nodes/PartNode';
import { GRID_SIZE } from '../geometry/face';
import { GroupNode } from '../nodes/GroupNode';
import type { BoardView, PartMenuEntry } from '../../workbench/workbenchApi';
import { BoardMenus } from '../menus/BoardMenus';
import { NoteNode } from '../nodes/NoteNode';
import { strings } from '../strings';
import { MessageCard } from '../traffic/MessageCard';
import type { AskRequest } from '../traffic/MessagePath';
import { TrafficLayer } from '../traffic/TrafficLayer';
import { ArrowHead, WireEdge } from '../wires/WireEdge';
import { WireInHand } from '../wires/WireInHand';
import { Guides, useGuides } from './Guides';
import { Overview } from './Overview';
import { useDistance } from './useDistance';
import { useDropping, useDroppingHandlers } from './useDropping';
import { useFingers } from './useFingers';
import { useFlowElements } from './useFlowElements';
import { useKeys } from './useKeys';
import { useKnownSizes } from './useKnownSizes';
import { useMenus } from './useMenus';
import { useMoving } from './useMoving';
import { useReattaching } from './useReattaching';
import { useSelecting } from './useSelecting';
import { useSight } from './useSight';
import { useBoardView } from './useBoardView';
import { useWiring } from './useWiring';
import { ViewBar } from './ViewBar';
import { LEAST_ZOOM } from './wholeView';
import css from './canvas.module.css';
import farCss from '../faces/far.module.css';

const nodeTypes: NodeTypes = { part: PartNode, note: NoteNode, 'group-of-parts': GroupNode };
const edgeTypes: EdgeTypes = { wire: WireEdge };
/** Beyond these only what is seen is drawn. Up to them it is smoother to draw all once than parts that come and go while the view moves. */
const MANY_PARTS = 800;
const MANY_WIRES = 2000;
const FAR_GAP = GRID_SIZE * 15;
const ARIA_LABELS = {
  'node.a11yDescription.default': strings.partHelp,
  'node.a11yDescription.keyboardDisabled': strings.partHelp,
  'edge.a11yDescription.default': strings.wireHelp,
  // The position that React Flow offers here is the one before the move, so it is left out.
  'node.a11yDescription.ariaLiveMessage': ({ direction }: { direction: string }) => strings.moved(direction),
  'minimap.ariaLabel': strings.minimap,
} as const;

/** What never changes about React Flow, made once: a new object would have every part rendered again. */
const FLOW_SETTINGS = {
  nodeTypes,
  edgeTypes,
  connectionLineComponent: WireInHand,
  connectionMode: ConnectionMode.Strict,
  connectionRadius: 28,
  snapGrid: [GRID_SIZE, GRID_SIZE],
  selectionMode: SelectionMode.Partial,
  selectionKeyCode: 'Shift',
  multiSelectionKeyCode: ['Control', 'Meta', 'Shift'],
  deleteKeyCode: ['Backspace', 'Delete'],
  panOnDrag: [0, 1],
  panActivationKeyCode: 'Space',
  panOnScroll: true,
  zoomActivationKeyCode: ['Control', 'Meta'],
  zoomOnDoubleClick: false,
  minZoom: LEAST_ZOOM,
  maxZoom: 2.5,
  nodeDragThreshold: 2,
  edgesReconnectable: false,
  reconnectRadius: 12,
  zIndexMode: 'manual',
  ariaLabelConfig: ARIA_LABELS,
  proOptions: { hideAttribution: false },
  attributionPosition: 'top-right',
  'aria-label': strings.canvas,
} satisfies ReactFlowProps<FlowNode, FlowEdge>;

/** What the surface needs from the app. */
export interface SurfaceProps {
  readonly reducedMotion: boolean;
  readonly onView?: (view: BoardView | null) => void;
  readonly partMenu: readonly PartMenuEntry[];
  readonly onCommand: (command: string, part: string) => void;
  readonly onWhy: ((request: number) => void) | null;
  readonly onRequest: AskRequest | null;
}

/** React Flow with everything that stands on it. */
export function Surface({ reducedMotion, onView, partMenu, onCommand, onWhy, onRequest }: SurfaceProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const { document } = useBoard();
  useKnownSizes();
  const elements = useFlowElements();
  const wiring = useWiring(host);
  const reattaching = useReattaching();
  const guides = useGuides();
  const dropping = useDropping();
  const { onMenuKey, ...menus } = useMenus(host);
  const isFree = useKeyPress('Alt');
  const isHand = useKeyPress('Space');
  const far = useDistance();
  const { fit, onMoved } = useBoardView(host, elements.nodes, reducedMotion, onView, dropping);
  const moving = useMoving(host, onMoved);
  const isLocked = useStore(document.store, (state) => state.locked);
  const { onPartClick, cancel, ...connecting } = wiring;
  const pointing = usePointing(host);
  const selecting = useSelecting(onPartClick);
  const isMany = elements.nodes.length > MANY_PARTS || elements.edges.length > MANY_WIRES;
  const keys = useKeys(elements.onKey, onMenuKey, cancel);
  useFingers(host);
  useSight(far !== undefined);
  return (
    <div
      ref={host}
      className={`${css.canvasSurface} ${farCss.far}`}
      data-still={reducedMotion || undefined}
      data-far={far}
      data-hand={isHand || undefined}
      {...selecting}
      {...useDroppingHandlers(dropping)}
      {...keys}
    >
      <ArrowHead />
      <ReactFlow<FlowNode, FlowEdge>
        nodes={elements.nodes}
        edges={elements.edges}
        onNodesChange={elements.onNodesChange}
        onEdgesChange={elements.onEdgesChange}
        {...connecting}
        {...reattaching}
        {...guides}
        {...menus}
        {...moving}
        {...pointing}
        onPaneClick={cancel}
        {...FLOW_SETTINGS}
        snapToGrid={!isFree}
        nodesDraggable={!isLocked}
        nodesConnectable={!isLocked}
        onlyRenderVisibleElements={isMany}
      >
        <Background variant={BackgroundVariant.Dots} gap={far === undefined ? GRID_SIZE * 3 : FAR_GAP} size={far === undefined ? 1.4 : 4} />
        <Beneath reducedMotion={reducedMotion} />
        <Guides />
        <Overview />
        <ViewBar fit={fit} onMoved={onMoved} isStill={reducedMotion} />
      </ReactFlow>
      <Refusal />
      <MessageCard
        onWhy={onWhy}
        onRequest={onRequest}
        onHops={onRequest === null ? null : (request) => onCommand('run.request', String(request))}
      />
      <BoardMenus fit={fit} partMenu={partMenu} onCommand={onCommand} />
      <Announcement />
    </div>
  );
}

/** What lies around and under the parts. */
function Beneath({ reducedMotion }: { readonly reducedMotion: boolean }): ReactElement {
  return (
    <>
      <NetworkFrames />
      <TroubledChords />
      <TrafficLayer reducedMotion={reducedMotion} />
    </>
  );
}

interface PointingHandlers {
  readonly onBeforeDelete: () => Promise<boolean>;
  readonly onEdgeMouseEnter: (event: ReactMouseEvent, edge: { readonly id: string }) => void;
  readonly onEdgeMouseLeave: () => void;
  readonly onNodeMouseEnter: (event: ReactMouseEvent, node: { readonly id: string }) => void;
  readonly onNodeMouseLeave: () => void;
}

/** Handlers that stay the same objects: new ones would have React Flow render every part and every wire at each frame of a drag. */
function usePointing(host: RefObject<HTMLElement | null>): PointingHandlers {
  const { document, ui } = useBoard();
  return useMemo(
    () => ({
      // The document removes parts with their wires, faults and checks in one step; React Flow would do it in two.
      onBeforeDelete: async () => {
        if (isForCanvas(host.current)) document.actions.removeSelection();
        return false;
      },
      onEdgeMouseEnter: (_event, edge) => ui.setState({ hoveredLink: edge.id }),
      onEdgeMouseLeave: () => ui.setState({ hoveredLink: null }),
      onNodeMouseEnter: (_event, node) => ui.setState({ hoveredPart: node.id }),
      onNodeMouseLeave: () => ui.setState({ hoveredPart: null }),
    }),
    [document, ui, host],
  );
}

/** Whether keys are meant for the canvas: not while something outside of it (a dialog, a panel) has the focus. */
function isForCanvas(host: HTMLElement | null): boolean {
  const focused = window.document.activeElement;
  return focused === null || focused === window.document.body || host?.contains(focused) === true;
}

/** Why a wire is refused, beside the pointer. */
function Refusal(): ReactElement | null {
  const refusal = useBoardState((state) => state.refusal);
  if (refusal === null) return null;
  return (
    <p className={css.canvasRefusal} role="alert" style={{ left: refusal.x + 16, top: refusal.y + 18 }}>
      {refusal.text}
    </p>
  );
}

function Announcement(): ReactElement {
  const text = useBoardState((state) => state.announcement);
  const scenario = useStore(useBoard().document.store, (state) => state.scenario);
  return (
    <div className={css.canvasHidden} role="status" aria-live="polite">
      {withNames(text, scenario)}
    </div>
  );
}
