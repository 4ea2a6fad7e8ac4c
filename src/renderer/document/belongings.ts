import {
  checkRenamed,
  faultRenamed,
  faultTargets,
  freshId,
  partsOfCheck,
  type Breakpoint,
  type Check,
  type Fault,
  type Scenario,
  type ScenarioGroup,
  type ScenarioNote,
} from '../../sim/index';

/** What belongs to parts and goes where they go: what is about these parts and wires and about no others. */
export interface Belongings {
  readonly notes?: readonly ScenarioNote[];
  readonly groups?: readonly ScenarioGroup[];
  readonly faults?: readonly Fault[];
  readonly checks?: readonly Check[];
  readonly breakpoints?: readonly Breakpoint[];
}

/** Chosen things, by id. */
export interface Chosen {
  readonly nodes: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
}

/** What belongs to chosen parts and wires, and the chosen notes. */
export function belongingsOf(scenario: Scenario, { nodes, links, notes }: Chosen): Belongings {
  const checks = scenario.checks.filter((check) => areAll(partsOfCheck(check), nodes));
  return {
    notes: (scenario.notes ?? []).filter(({ id }) => notes.has(id)),
    groups: (scenario.groups ?? []).filter((group) => areAll(group.nodes, nodes)),
    faults: scenario.faults.filter((fault) => isAbout(fault, nodes, links)),
    // Mutations stay behind.
    checks: checks.map(({ failsUnder: _failsUnder, ...check }) => check as Check),
    breakpoints: (scenario.breakpoints ?? []).filter((breakpoint) =>
      breakpoint.type === 'check'
        ? checks.some(({ id }) => id === breakpoint.check)
        : 'node' in breakpoint && breakpoint.node !== undefined && nodes.has(breakpoint.node),
    ),
  };
}

/** Where things go: parts and wires by their new ids, and how far they are moved. */
export interface Move {
  readonly nodes: ReadonlyMap<string, string>;
  readonly links: ReadonlyMap<string, string>;
  readonly shift: { readonly x: number; readonly y: number };
}

/** Belongings under ids that are free in a scenario, about parts and wires as they are called there. What cannot be there stays away. */
export function movedBelongings(scenario: Scenario, belongings: Belongings, { nodes, links, shift }: Move): Belongings {
  const newParts = new Set(nodes.keys());
  const newWires = new Set(links.keys());
  const checkIds = new Map<string, string>();
  const checks = freshly(belongings.checks ?? [], scenario.checks, 'K').map(({ old, item }) => {
    checkIds.set(old, item.id);
    return renamedEach(nodes, item, checkRenamed);
  });
  const faults = (belongings.faults ?? []).filter(
    (fault) => isAbout(fault, newParts, newWires) && fault.atSeconds <= scenario.durationSeconds,
  );
  return {
    notes: freshly(belongings.notes ?? [], scenario.notes ?? [], 'T').map(({ item }) => ({
      ...item,
      x: item.x + shift.x,
      y: item.y + shift.y,
    })),
    groups: freshly(belongings.groups ?? [], scenario.groups ?? [], 'G').map(({ item }) => ({
      ...item,
      nodes: item.nodes.map((id) => nodes.get(id) ?? id),
    })),
    faults: freshly(faults, scenario.faults, 'F').map(({ item }) =>
      'link' in item ? { ...item, link: links.get(item.link) ?? item.link } : renamedEach(nodes, item, faultRenamed),
    ),
    checks,
    breakpoints: freshly(belongings.breakpoints ?? [], scenario.breakpoints ?? [], 'B').map(({ item }) => {
      if (item.type === 'check') return { ...item, check: checkIds.get(item.check ?? '') };
      return 'node' in item && item.node !== undefined ? { ...item, node: nodes.get(item.node) ?? item.node } : item;
    }),
  };
}

const areAll = (ids: readonly string[], chosen: ReadonlySet<string>): boolean => ids.length > 0 && ids.every((id) => chosen.has(id));

function isAbout(fault: Fault, nodes: ReadonlySet<string>, links: ReadonlySet<string>): boolean {
  const { parts, wires } = faultTargets(fault);
  return parts.length + wires.length > 0 && parts.every((id) => nodes.has(id)) && wires.every((id) => links.has(id));
}

/** Things under ids that nobody has, their own where these are free; with the id that each had. */
function freshly<T extends { readonly id: string }>(
  items: readonly T[],
  known: readonly { readonly id: string }[],
  prefix: string,
): { readonly old: string; readonly item: T }[] {
  const taken = new Set(known.map(({ id }) => id));
  return items.map((item) => {
    const id = taken.has(item.id) ? freshId(prefix, taken) : item.id;
    taken.add(id);
    return { old: item.id, item: { ...item, id } };
  });
}

/** Renames by way of names that no part has, so that one that is new for one part and old for another is renamed once. */
function renamedEach<T>(names: ReadonlyMap<string, string>, item: T, rename: (item: T, from: string, to: string) => T): T {
  const pairs = [...names];
  const parked = pairs.reduce((current, [from], i) => rename(current, from, `\u0000${i}`), item);
  return pairs.reduce((current, [, to], i) => rename(current, `\u0000${i}`, to), parked);
}
