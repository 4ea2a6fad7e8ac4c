import { MiniMap, useStore, type InternalNode } from '@xyflow/react';
import type { ReactElement } from 'react';
import type { Point } from '../geometry/wireCurve';
import { needsOverview } from './needsOverview';
import css from './canvas.module.css';

/** A small map of everything, when it helps. */
export function Overview(): ReactElement | null {
  const isNeeded = useStore((state) => needsOverview(state, state.nodeLookup.size, placesOf(state.nodeLookup.values())));
  return isNeeded ? <MiniMap pannable zoomable nodeBorderRadius={12} nodeClassName={miniClass} /> : null;
}

function* placesOf(nodes: Iterable<InternalNode>): Generator<Point> {
  for (const node of nodes) yield node.internals.positionAbsolute;
}

function miniClass(node: { type?: string }): string {
  return node.type === 'note' ? css.canvasMiniNote : '';
}
