import { faultRenamed } from './faultInfo';
import type { Fault, Scenario, ScenarioNode } from './scenario';

/** A design with the ids that another uses for the same parts, and whose luck the two do not share. */
export interface Aligned {
  readonly scenario: Scenario;
  /** Parts that were called otherwise: [in the first design, in the second]. */
  readonly renamed: readonly (readonly [first: string, second: string])[];
  /** Parts that only one of the designs has, as far as that can be told. */
  readonly onlyFirst: readonly string[];
  readonly onlySecond: readonly string[];
}

/**
 * Every random stream is named by seed, part and purpose, so a part with another id has other luck. This gives the second of two
 * designs the first one's ids where parts and wires are the same but for their ids: parts of one kind that are wired to the same parts,
 * in the order of the document where several are. A part that is named in a field
 * (weights) is left as it is.
 */
export function alignIds(first: Scenario, second: Scenario): Aligned {
  const names = matches(first, second);
  const scenario = withWires(first, renamedParts(second, names));
  const ids = new Set(scenario.nodes.map(({ id }) => id));
  const known = new Set(first.nodes.map(({ id }) => id));
  return {
    scenario,
    renamed: [...names].map(([from, to]) => [to, from]),
    onlyFirst: first.nodes.map(({ id }) => id).filter((id) => !ids.has(id)),
    onlySecond: scenario.nodes.map(({ id }) => id).filter((id) => !known.has(id)),
  };
}

/** Ids of the second design, and what the first calls these parts. */
function matches(first: Scenario, second: Scenario): Map<string, string> {
  const names = new Map<string, string>();
  for (let found = -1; found !== names.size;) {
    found = names.size;
    const taken = new Set(names.values());
    const isShared = sharedIds(first, second);
    const mine = bySigns(first, (node) => !isShared.has(node.id) && !taken.has(node.id), new Map());
    const theirs = bySigns(second, (node) => !isShared.has(node.id) && !names.has(node.id) && !isNamedInFields(second, node.id), names);
    for (const [sign, ids] of theirs) {
      const same = mine.get(sign);
      if (same?.length === ids.length) ids.forEach((id, i) => names.set(id, same[i]));
    }
  }
  return names;
}

function sharedIds(first: Scenario, second: Scenario): Set<string> {
  const ids = new Set(first.nodes.map(({ id }) => id));
  return new Set(second.nodes.flatMap(({ id }) => (ids.has(id) ? [id] : [])));
}

/** Parts by their kind and the parts they are wired to; those without a known name count by their kind. */
function bySigns(
  { nodes, links }: Scenario,
  isWanted: (node: ScenarioNode) => boolean,
  names: ReadonlyMap<string, string>,
): Map<string, string[]> {
  const wanted = new Map(nodes.filter(isWanted).map((node) => [node.id, node.kind]));
  const nameOf = (id: string): string => (wanted.has(id) ? `a ${wanted.get(id)}` : (names.get(id) ?? id));
  const groups = new Map<string, string[]>();
  for (const [id, kind] of wanted) {
    const ends = links.flatMap(({ from, to }) => [
      ...(from === id ? [`to ${nameOf(to)}`] : []),
      ...(to === id ? [`from ${nameOf(from)}`] : []),
    ]);
    const sign = [kind, ...ends.sort()].join('; ');
    groups.set(sign, [...(groups.get(sign) ?? []), id]);
  }
  return groups;
}

/** Whether a text field of a part names another, as weights do. */
function isNamedInFields({ nodes }: Scenario, id: string): boolean {
  const word = new RegExp(`(^|[^A-Za-z0-9_-])${id}([^A-Za-z0-9_-]|$)`);
  return nodes.some(({ params }) => Object.values(params).some((value) => typeof value === 'string' && word.test(value)));
}

function renamedParts(scenario: Scenario, names: ReadonlyMap<string, string>): Scenario {
  if (names.size === 0) return scenario;
  const nameOf = (id: string): string => names.get(id) ?? id;
  let { faults } = scenario;
  for (const [from, to] of names) faults = faults.map((fault) => faultRenamed(fault, from, to));
  return {
    ...scenario,
    nodes: scenario.nodes.map((node) => ({ ...node, id: nameOf(node.id) })),
    links: scenario.links.map((link) => ({ ...link, from: nameOf(link.from), to: nameOf(link.to) })),
    faults,
    // Nobody asks for the verdicts of a compared run, and these name parts, too.
    checks: [],
    breakpoints: undefined,
    groups: undefined,
    solution: undefined,
    mutations: undefined,
  };
}

/** The wires between the same parts get the first design's ids as well, unless these are taken. */
function withWires(first: Scenario, second: Scenario): Scenario {
  const known = new Map(first.links.map((link) => [`${link.from} ${link.to}`, link.id]));
  const taken = new Set(second.links.map((link) => link.id));
  const names = new Map<string, string>();
  for (const link of second.links) {
    const name = known.get(`${link.from} ${link.to}`);
    if (name !== undefined && name !== link.id && !taken.has(name)) names.set(link.id, name);
  }
  if (names.size === 0) return second;
  const ofFault = (fault: Fault): Fault => ('link' in fault ? { ...fault, link: names.get(fault.link) ?? fault.link } : fault);
  return {
    ...second,
    links: second.links.map((link) => ({ ...link, id: names.get(link.id) ?? link.id })),
    faults: second.faults.map(ofFault),
    breakpoints: undefined,
  };
}
