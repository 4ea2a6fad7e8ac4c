import type { NodeSetup } from '../../parts/context';

/** Whom the messages come from that the network itself sends, as Maelstrom has it. */
export const HARNESS = 'c0';

const SERVICES: ReadonlySet<string> = new Set(['lin-kv', 'seq-kv', 'lww-kv', 'lin-tso']);

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
  // Networks say nothing, so they need no names; a part called as one of Maelstrom's services stands for it.
  const keepsName = (id: string, i: number): boolean => nodeKinds[i] === nodeKinds[index] || nodeKinds[i] === 'network' || SERVICES.has(id);
  const told = nodeIds.map((id, i) => (keepsName(id, i) ? id : clientName(id)));
  const byTold = new Map(told.map((name, i) => [name, nodeIds[i]]));
  return { told, meant: (name) => byTold.get(name) ?? name };
}
