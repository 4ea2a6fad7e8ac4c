import type { Scenario } from '../../sim/index';

/** The parts and wires of a design that another one does not have, or has with other settings; where they stand does not count. */
export function differingIds(
  design: Scenario,
  other: Scenario,
): { readonly nodes: ReadonlySet<string>; readonly links: ReadonlySet<string> } {
  return {
    nodes: changed(design.nodes, other.nodes, ({ kind, params }) => ({ kind, params })),
    links: changed(design.links, other.links, (link) => link),
  };
}

function changed<T extends { readonly id: string }>(here: readonly T[], there: readonly T[], of: (item: T) => object): ReadonlySet<string> {
  const known = new Map(there.map((item) => [item.id, JSON.stringify(of(item))]));
  return new Set(here.filter((item) => known.get(item.id) !== JSON.stringify(of(item))).map(({ id }) => id));
}
