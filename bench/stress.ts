import {
  Background,
  Controls,
  MiniMap,
  ReactFlow,
  addEdge,
  useEdgesState,
  useNodesState,
  type Connection,
  type Edge,
  type Node,
  type ReactFlowInstance,
} from '@xyflow/react';
import { createElement, useCallback } from 'react';
import { createRoot } from 'react-dom/client';

/*
 * React Flow's own stress example (examples/react/src/examples/Stress): plain nodes in a grid, each joined to those after it, with
 * background,
 * controls and map. Here with as many nodes and edges as the board it is compared with.
 */
declare global {
  interface Window {
    stressSize?: {
      readonly nodes: readonly { id: string; x: number; y: number }[];
      readonly edges: readonly { id: string; from: string; to: string }[];
    };
    /** Nodes and edges come when asked for, not from the start. */
    stressLater?: boolean;
    /** Asks for them, and for a view of them all. */
    stressOpen?: () => void;
  }
}

const size = window.stressSize ?? { nodes: [], edges: [] };
const firstNodes: Node[] = size.nodes.map(({ id, x, y }) => ({
  id,
  position: { x, y },
  data: { label: id },
  style: { width: 168, height: 88, fontSize: 11 },
}));
const firstEdges: Edge[] = size.edges.map(({ id, from, to }) => ({ id, source: from, target: to }));

function Stress() {
  const isLater = window.stressLater === true;
  const [nodes, setNodes, onNodesChange] = useNodesState(isLater ? [] : firstNodes);
  const [edges, setEdges, onEdgesChange] = useEdgesState(isLater ? [] : firstEdges);
  const onInit = useCallback(
    (flow: ReactFlowInstance) => {
      window.stressOpen = () => {
        setNodes(firstNodes);
        setEdges(firstEdges);
        void flow.fitView();
      };
    },
    [setNodes, setEdges],
  );
  const onConnect = useCallback((connection: Connection) => setEdges((before) => addEdge(connection, before)), [setEdges]);
  return createElement(
    ReactFlow,
    { nodes, edges, onInit, onNodesChange, onEdgesChange, onConnect, fitView: true, minZoom: 0.05, panOnScroll: true },
    createElement(MiniMap),
    createElement(Controls),
    createElement(Background),
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('there is no root');
createRoot(root).render(createElement(Stress));
