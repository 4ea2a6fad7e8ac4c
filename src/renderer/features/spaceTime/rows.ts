import type { TraceIndex } from '../../../sim/index';

/** How the rows can be ordered: with the flow of requests, by name, or as the parts stand on the board from top to bottom. */
export const ROW_ORDERS = ['flow', 'name', 'board'] as const;
/** One of them. */
export type RowOrder = (typeof ROW_ORDERS)[number];

/** Node indices from the first row to the last. The same parts and wires always give the same order. */
export function orderRows(
  index: TraceIndex,
  order: RowOrder,
  placeOf: (id: string) => { readonly x: number; readonly y: number } | undefined,
): number[] {
  const nodes = index.nodes.map((_, node) => node);
  const byName = (p: number, q: number): number => index.nodes[p].id.localeCompare(index.nodes[q].id, 'en', { numeric: true });
  if (order === 'name') return nodes.sort(byName);
  const place = (node: number): { readonly x: number; readonly y: number } => placeOf(index.nodes[node].id) ?? { x: 0, y: 0 };
  if (order === 'board') return nodes.sort((p, q) => place(p).y - place(q).y || place(p).x - place(q).x || byName(p, q));
  const depth = depths(index);
  return nodes.sort((p, q) => depth[p] - depth[q] || place(p).y - place(q).y || byName(p, q));
}

/** How many wires it takes at most from a part that nobody calls. Wires form no circles. */
function depths({ nodes, links }: TraceIndex): Int32Array {
  const depth = new Int32Array(nodes.length);
  for (let round = 0, changed = true; changed && round < nodes.length; round++) {
    changed = false;
    for (const { from, to } of links) {
      if (depth[to] > depth[from]) continue;
      depth[to] = depth[from] + 1;
      changed = true;
    }
  }
  return depth;
}
