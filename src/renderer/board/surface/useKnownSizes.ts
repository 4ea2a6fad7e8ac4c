import { useStoreApi } from '@xyflow/react';
import { useState } from 'react';

/**
 * Keeps React Flow from measuring what stands on the board: sizes and ports of parts, notes and groups are given to it (adapter/elements).
 * It would measure each of 500 parts, ports and all, once it is on the page, and then look at every part and wire again; and what it
 * measured from afar, where ports are not drawn, would be wrong. To be called before React Flow is there: it asks for this once.
 */
export function useKnownSizes(): void {
  const flow = useStoreApi();
  useState(() => flow.setState({ updateNodeInternals: () => undefined }));
}
