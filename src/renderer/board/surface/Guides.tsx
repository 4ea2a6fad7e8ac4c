import { useStoreApi, ViewportPortal, type InternalNode } from '@xyflow/react';
import { useMemo, type ReactElement } from 'react';
import { useBoard, useBoardState } from '../context';
import { alignedWith, NO_GUIDES } from '../geometry/guides';
import css from './canvas.module.css';

const REACH = 40;

/** React Flow's handlers that show, while a part is dragged, with what it stands in a row or a column. */
export interface GuideHandlers {
  readonly onNodeDrag: (event: unknown, node: { readonly id: string }) => void;
  readonly onNodeDragStop: () => void;
}

/** Follows a dragged part. The parts dragged with it are no measure. */
export function useGuides(): GuideHandlers {
  const { ui } = useBoard();
  const flow = useStoreApi();
  return useMemo(
    () => ({
      onNodeDrag: (_event, node) => {
        const { nodeLookup } = flow.getState();
        const dragged = nodeLookup.get(node.id);
        if (dragged?.type !== 'part') return;
        const others = [...nodeLookup.values()]
          .filter((other: InternalNode) => other.type === 'part' && other.selected !== true && other.id !== node.id)
          .map((other) => other.internals.positionAbsolute);
        const guides = alignedWith(dragged.internals.positionAbsolute, others);
        if (guides.row !== null || guides.column !== null || ui.getState().guides !== NO_GUIDES) ui.setState({ guides });
      },
      onNodeDragStop: () => ui.setState({ guides: NO_GUIDES }),
    }),
    [ui, flow],
  );
}

/** The lines that show it. */
export function Guides(): ReactElement | null {
  const { column, row } = useBoardState((state) => state.guides);
  if (column === null && row === null) return null;
  return (
    <ViewportPortal>
      {column !== null && (
        <div
          className={css.canvasGuide}
          style={{ left: column.at, top: column.from - REACH, width: 1, height: column.to - column.from + 2 * REACH }}
        />
      )}
      {row !== null && (
        <div className={css.canvasGuide} style={{ left: row.from - REACH, top: row.at, width: row.to - row.from + 2 * REACH, height: 1 }} />
      )}
    </ViewportPortal>
  );
}
