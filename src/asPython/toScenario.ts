import { freshId, parseScenarioValue, SCENARIO_FORMAT, type LoadFailure, type Scenario } from '../sim/index';
import type { BoardDescription } from './board';
import { places } from './places';
import type { ScriptProblem } from './script';

/** A scenario, or what is wrong with the script that built it. */
export type Built = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly problem: ScriptProblem };

type Json = Readonly<Record<string, unknown>>;

/**
 * The scenario of what a script has built. `before`: a board on which some of it may stand already; parts that do keep their places, wires
 * and faults their ids, and what a script says nothing of (checks, notes, groups) stays.
 */
export function toScenario(described: BoardDescription, before?: Scenario): Built {
  const board = inOrderOf(described, before);
  const links = linksOf(board, before);
  const value = {
    ...keptOf(before, board),
    format: SCENARIO_FORMAT,
    kinds: {},
    ...board.settings,
    name: board.settings.name ?? before?.name ?? 'Script',
    nodes: nodesOf(board, before),
    links,
    faults: faultsOf(board, links, before),
    ...(Object.keys(board.programs).length === 0 ? {} : { programs: board.programs }),
  };
  const parsed = parseScenarioValue(value);
  return parsed.ok ? parsed : { ok: false, problem: { message: parsed.failure.message, line: lineOf(parsed.failure, board) } };
}

/** What stood on a board before keeps its order there, as it would in a file; what is new comes behind. */
function inOrderOf(board: BoardDescription, before?: Scenario): BoardDescription {
  if (before === undefined) return board;
  const nodes = new Map<unknown, number>(before.nodes.map(({ id }, i) => [id, i]));
  const links = new Map(before.links.map(({ from, to }, i) => [`${from} ${to}`, i]));
  const sorted = <T>(list: readonly T[], place: (one: T) => number | undefined): T[] =>
    list
      .map((one, i) => ({ one, at: place(one) ?? Infinity, i }))
      .sort((p, q) => (p.at === q.at ? p.i - q.i : p.at - q.at))
      .map(({ one }) => one);
  return {
    ...board,
    parts: sorted(board.parts, ({ id }) => nodes.get(id)),
    wires: sorted(board.wires, ({ from, to }) => links.get(`${String(from)} ${String(to)}`)),
  };
}

/** What a script says nothing of. Checks, groups and breakpoints of parts that are gone go with them. */
function keptOf(before: Scenario | undefined, board: BoardDescription): Json {
  if (before === undefined) return { checks: [] };
  const ids = new Set(board.parts.map(({ id }) => id));
  const has = (id: string): boolean => ids.has(id);
  const {
    nodes: _nodes,
    links: _links,
    programs: _programs,
    faults: _faults,
    keys: _keys,
    prices: _prices,
    fallacies: _fallacies,
    ...rest
  } = before;
  return {
    ...rest,
    checks: before.checks.filter((check) => !('node' in check) || check.node === undefined || has(check.node)),
    ...(before.breakpoints === undefined
      ? {}
      : { breakpoints: before.breakpoints.filter((point) => !('node' in point) || point.node === undefined || has(point.node)) }),
    ...(before.solution === undefined ? {} : { solution: before.solution.filter(({ node }) => has(node)) }),
    ...(before.mutations === undefined
      ? {}
      : { mutations: before.mutations.filter(({ changes }) => changes.every(({ node }) => has(node))) }),
    ...(before.groups === undefined
      ? {}
      : {
          groups: before.groups.map((group) => ({ ...group, nodes: group.nodes.filter(has) })).filter(({ nodes }) => nodes.length > 0),
        }),
  };
}

function nodesOf(board: BoardDescription, before?: Scenario): Json[] {
  const old = new Map(before?.nodes.map((node) => [node.id as unknown, node]));
  const at = places(board, old);
  return board.parts.map(({ id, kind, common, params }, i) => {
    const stood = old.get(id);
    const kept =
      stood === undefined
        ? {}
        : { ...(stood.label === undefined ? {} : { label: stood.label }), ...(stood.locked === undefined ? {} : { locked: stood.locked }) };
    return { id, kind, ...kept, ...at[i], ...common, params };
  });
}

function linksOf({ wires, wireLatency }: BoardDescription, before?: Scenario): Json[] {
  const old = new Map(before?.links.map((link) => [`${link.from} ${link.to}`, link.id]));
  const taken = new Set<unknown>([...old.values(), ...wires.map(({ id }) => id)]);
  return wires.map(({ line: _line, from, to, latency, ...rest }) => {
    const known = rest.id ?? old.get(`${String(from)} ${String(to)}`);
    const id = known ?? freshId('L', taken as Set<string>);
    taken.add(id);
    const own = latency ?? wireLatency ?? undefined;
    return { from, to, ...rest, id, ...(own === undefined ? {} : { latency: own }) };
  });
}

function faultsOf({ faults }: BoardDescription, links: readonly Json[], before?: Scenario): Json[] {
  const wireOf = (pair: readonly unknown[]): unknown =>
    links.find(({ from, to }) => (from === pair[0] && to === pair[1]) || (from === pair[1] && to === pair[0]))?.id ??
    `${String(pair[0])}-${String(pair[1])}`;
  const taken = new Set<string>();
  return faults.map(({ given, pair }) => {
    const fault: Json = { ...given, ...(pair === null ? {} : { link: wireOf(pair) }) };
    const same = before?.faults.find(({ id, ...rest }) => !taken.has(id) && sameJson(rest, fault));
    const id = String(fault.id ?? same?.id ?? freshId('F', [...taken, ...(before?.faults.map((one) => one.id) ?? [])]));
    taken.add(id);
    return { ...fault, id };
  });
}

function sameJson(p: object, q: object): boolean {
  const text = (value: object): string => JSON.stringify(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
  return text(p) === text(q);
}

/** The line of the script that made what a failure is about. */
function lineOf({ path }: LoadFailure, board: BoardDescription): number | null {
  const found = /^(nodes|links|faults)\[(\d+)\]/.exec(path);
  const list = found === null ? [] : { nodes: board.parts, links: board.wires, faults: board.faults }[found[1] as 'nodes'];
  return list[Number(found?.[2] ?? 0)]?.line ?? board.line;
}
