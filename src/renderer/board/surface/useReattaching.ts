import type { Connection, Edge } from '@xyflow/react';
import { useMemo } from 'react';
import { useBoard } from '../context';
import { reattachWire } from '../menus/chooseItem';

/** React Flow's handlers for taking an end of a wire to another part. */
export interface ReattachingHandlers {
  readonly onReconnectStart: (event: unknown, edge: Edge) => void;
  readonly onReconnect: (edge: Edge, connection: Connection) => void;
  readonly onReconnectEnd: () => void;
}

/** Taking an end of a selected wire to another part; the wire keeps its id, latency and loss. */
export function useReattaching(): ReattachingHandlers {
  const services = useBoard();
  return useMemo(
    () => ({
      onReconnectStart: (_event, edge) => services.ui.setState({ movingWire: edge.id }),
      onReconnect: (edge, { source, target }) => reattachWire(services, edge.id, source, target),
      onReconnectEnd: () => services.ui.setState({ movingWire: null }),
    }),
    [services],
  );
}
