import type { NodeSetup } from '../../parts/context';

/** Whom the messages come from that the network itself sends, as Maelstrom has it. */
export const HARNESS = 'c0';

/** The names that Maelstrom's programs know the parts of a board by: nodes by their own, everybody else as clients (c1, c2 and so on). */
export interface Names {
  /** By index. */
  readonly told: readonly string[];
  /** The part that a program means. */
  meant(told: string): string;
}

/** The names that a node tells its process. */
export function namesFor({ nodeIds, nodeKinds, index }: Pick<NodeSetup, 'nodeIds' | 'nodeKinds' | 'index'>): Names {
  const taken = new Set([...nodeIds, HARNESS]);
  let last = 0;
  const clientName = (id: string): string => {
    if (/^c\d+$/.test(id) && id !== HARNESS) return id;
    while (taken.has(`c${++last}`));
    return `c${last}`;
  };
  // Networks say nothing, so they need no names.
  const isNode = (i: number): boolean => nodeKinds[i] === nodeKinds[index] || nodeKinds[i] === 'network';
  const told = nodeIds.map((id, i) => (isNode(i) ? id : clientName(id)));
  const byTold = new Map(told.map((name, i) => [name, nodeIds[i]]));
  return { told, meant: (name) => byTold.get(name) ?? name };
}
