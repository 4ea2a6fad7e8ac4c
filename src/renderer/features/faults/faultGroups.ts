/** One side of a partition. */
export interface FaultGroup {
  readonly name?: string | undefined;
  readonly nodes: readonly string[];
}

const MOST_GROUPS = 20;

/** The name of a group, or the one that it goes by without. */
export function named({ name }: FaultGroup, i: number): string {
  return name ?? `Group ${i + 1}`;
}

/** The groups with a part in the group of that number, and in no other; -1: in none. Null: a group would have nobody left. */
export function joined(groups: readonly FaultGroup[], id: string, to: number): FaultGroup[] | null {
  const next = groups.map((group, i) => {
    const others = group.nodes.filter((other) => other !== id);
    return i === to ? { ...group, nodes: [...others, id] } : { ...group, nodes: others };
  });
  return next.some(({ nodes }) => nodes.length === 0) ? null : next;
}

/** The groups with another name for one; an empty name is none. */
export function renamedGroup(groups: readonly FaultGroup[], at: number, name: string): FaultGroup[] {
  return groups.map((group, i) => (i === at ? { ...(name === '' ? {} : { name }), nodes: group.nodes } : group));
}

/** The groups with one more, which takes the last part of the largest; null: nobody can be spared, or there are enough. */
export function addedGroup(groups: readonly FaultGroup[]): FaultGroup[] | null {
  const largest = groups.reduce((best, group) => (group.nodes.length > best.nodes.length ? group : best));
  const moved = largest.nodes[largest.nodes.length - 1];
  if (largest.nodes.length < 2 || groups.length >= MOST_GROUPS) return null;
  return [...groups.map((group) => (group === largest ? { ...group, nodes: group.nodes.slice(0, -1) } : group)), { nodes: [moved] }];
}

/** The groups without one, whose parts join the first of the others; null: two have to remain. */
export function withoutGroup(groups: readonly FaultGroup[], at: number): FaultGroup[] | null {
  if (groups.length <= 2) return null;
  const gone = groups[at];
  return groups.filter((_, i) => i !== at).map((group, i) => (i === 0 ? { ...group, nodes: [...group.nodes, ...gone.nodes] } : group));
}
