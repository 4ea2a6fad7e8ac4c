import { kindOf, type Scenario, type ScenarioNode } from '../sim/index';

/** Whether parts of a kind begin things by themselves: a simulation with such a part needs no client of its own. */
export function begins(kind: string): boolean {
  return kindOf(kind)?.descriptor.begins !== undefined;
}

/**
 * Parts in an order in which a script can make them: what a part is wired to, and the network it stands in, before itself. Where wires go
 * round in a circle, the first of the board that is left.
 */
export function orderToMake({ nodes, links }: Scenario): ScenarioNode[] {
  const needs = new Map<string, Set<string>>(nodes.map(({ id, network }) => [id, new Set(network === undefined ? [] : [network])]));
  for (const { from, to } of links) needs.get(from)?.add(to);
  const left = new Set(nodes);
  const made = new Set<string>();
  const ordered: ScenarioNode[] = [];
  while (left.size > 0) {
    const ready = [...left].filter(({ id }) => [...(needs.get(id) ?? [])].every((need) => made.has(need)));
    for (const node of ready.length > 0 ? ready : [...left].slice(0, 1)) {
      left.delete(node);
      made.add(node.id);
      ordered.push(node);
    }
  }
  return ordered;
}

/** The order in which a simulation finds its parts, as the module `simulator` does: along the wires, then who hangs on to them. */
export function reached({ nodes, links }: Scenario, starts: readonly string[]): string[] {
  const found = [...new Set(starts)];
  const add = (id: string | undefined): void => {
    if (id !== undefined && !found.includes(id)) found.push(id);
  };
  for (let place = 0; place < found.length; place++) {
    for (const { from, to } of links) if (from === found[place]) add(to);
    if (place < found.length - 1) continue;
    for (const { id, network } of nodes) {
      if (links.some(({ from, to }) => from === id && found.includes(to)) || (network !== undefined && found.includes(network))) add(id);
      if (found.includes(id)) add(network);
    }
  }
  return found;
}
