import type { Failure } from '../../contract/index';
import {
  changesRenamed,
  checkRenamed,
  changesWithout,
  faultRenamed,
  faultWithout,
  checkParams,
  checkWire,
  defaultParams,
  paramsRenamed,
  partsOfCheck,
  programFields,
  valueRenamed,
  type Fault,
  type Renamed,
  type Scenario,
  type ScenarioGroup,
  type ScenarioLink,
  type ScenarioNode,
  type Breakpoint,
} from '../../sim/index';
import type { Belongings } from './belongings';
import { withAddedMembers, withTopology } from './joining';
import { problemOf, problemOfPieces } from './judge';
import type { Edit, LinkChanges } from './types';
import { strings } from './strings';

/** The scenario after an edit, or why it was refused. */
export type EditResult = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly failure: Failure };

type Of<T extends Edit['type']> = Extract<Edit, { type: T }>;

const refused = (failure: Failure): EditResult => ({ ok: false, failure });
const refuse = (name: string, message: string): EditResult => refused({ name, path: '', message });
const done = (scenario: Scenario): EditResult => ({ ok: true, scenario });
const noPart = (id: string): EditResult => refuse('no-such-part', strings.noPart(id));

/**
 * Applies an edit without changing the old scenario: a valid scenario gives a valid one, or a refusal in one sentence.
 * Pure: the same arguments give the same result. An edit that changes nothing gives back the very same scenario.
 */
export function applyEdit(scenario: Scenario, edit: Edit): EditResult {
  switch (edit.type) {
    case 'addNode':
      return addAll(scenario, { nodes: [edit.node], links: [] });
    case 'addNodes':
      return addAll(withPrograms(scenario, edit.programs), edit);
    case 'moveNodes':
      return moveNodes(scenario, edit);
    case 'setParams':
      return setParams(scenario, edit);
    case 'setProgram':
      return setProgram(scenario, edit);
    case 'setNode':
      return setNode(scenario, edit);
    case 'renameNode':
      return renameNode(scenario, edit.id, edit.newId);
    case 'addLink':
      return addLink(scenario, edit.link);
    case 'setLink':
      return setLinks(scenario, [edit.id], edit.changes);
    case 'reattach':
      return reattach(scenario, edit);
    case 'setLinks':
      return setLinks(scenario, edit.ids, edit.changes);
    case 'remove':
      return remove(scenario, edit);
    case 'setFaults':
      return judged(scenario, { faults: [...edit.faults] });
    case 'setChecks':
      return judged(scenario, {
        checks: [...edit.checks],
        ...breakpointsWhere(
          scenario,
          (breakpoint) =>
            breakpoint.type !== 'check' || breakpoint.check === undefined || edit.checks.some((check) => check.id === breakpoint.check),
        ),
      });
    case 'setBreakpoints':
      return judged(scenario, { breakpoints: edit.breakpoints.length === 0 ? undefined : [...edit.breakpoints] });
    case 'setNotes':
      return judged(scenario, { notes: [...edit.notes] });
    case 'setGroups':
      return judged(scenario, { groups: edit.groups.length === 0 ? undefined : [...edit.groups] });
    case 'setScenario':
      return judged(scenario, edit.changes);
    case 'replace':
      return replaced(scenario, edit.scenario);
  }
}

/** Changes of the document that only the format itself can judge. */
function judged(scenario: Scenario, changes: Partial<Scenario>): EditResult {
  const keys = Object.keys(changes) as (keyof Scenario)[];
  if (keys.every((key) => same(scenario[key], changes[key]))) return done(scenario);
  const next = defined({ ...scenario, ...changes });
  const problem = problemOf(next);
  return problem === null ? done(next) : refused(problem);
}

/** Another scenario in place of this one; what it does not have is gone. */
function replaced(scenario: Scenario, next: Scenario): EditResult {
  if (same(scenario, next)) return done(scenario);
  const problem = problemOf(next);
  return problem === null ? done(next) : refused(problem);
}

function addAll(scenario: Scenario, added: Omit<Of<'addNodes'>, 'type'>): EditResult {
  const taken = new Set(scenario.nodes.map((node) => node.id));
  for (const node of added.nodes) {
    if (taken.has(node.id)) return refuse('duplicate-id', strings.partTaken(node.id));
    taken.add(node.id);
  }
  const problem = problemOfPieces(scenario, { nodes: [...added.nodes], links: [] });
  if (problem !== null) return refused(problem);
  let current: Scenario = added.nodes.length === 0 ? scenario : { ...scenario, nodes: [...scenario.nodes, ...added.nodes] };
  for (const link of added.links) {
    const next = addLink(current, link);
    if (!next.ok) return next;
    current = next.scenario;
  }
  current = withAddedMembers(current, added.nodes);
  if (added.into !== undefined) current = { ...current, groups: joined(current.groups ?? [], added.into, added.nodes) };
  return withBelongings(current, added);
}

function joined(groups: readonly ScenarioGroup[], id: string, nodes: readonly ScenarioNode[]): ScenarioGroup[] {
  return groups.map((group) => (group.id === id ? { ...group, nodes: [...group.nodes, ...nodes.map((node) => node.id)] } : group));
}

/** The scenario with what belongs to parts that were added. */
function withBelongings(scenario: Scenario, added: Belongings): EditResult {
  const more: Partial<Scenario> = {};
  if (added.notes !== undefined && added.notes.length > 0) more.notes = [...(scenario.notes ?? []), ...added.notes];
  if (added.groups !== undefined && added.groups.length > 0) more.groups = [...(scenario.groups ?? []), ...added.groups];
  if (added.faults !== undefined && added.faults.length > 0) more.faults = [...scenario.faults, ...added.faults];
  if (added.checks !== undefined && added.checks.length > 0) more.checks = [...scenario.checks, ...added.checks];
  if (added.breakpoints !== undefined && added.breakpoints.length > 0)
    more.breakpoints = [...(scenario.breakpoints ?? []), ...added.breakpoints];
  return Object.keys(more).length === 0 ? done(scenario) : judged(scenario, more);
}

function moveNodes(scenario: Scenario, edit: Of<'moveNodes'>): EditResult {
  const moves = new Map(edit.moves.map((move) => [move.id, move]));
  const nodes = scenario.nodes.map((node) => {
    const to = moves.get(node.id);
    return to === undefined || (to.x === node.x && to.y === node.y) ? node : { ...node, x: to.x, y: to.y };
  });
  return changedNodes(scenario, nodes);
}

function setParams(scenario: Scenario, edit: Of<'setParams'>): EditResult {
  const nodes: ScenarioNode[] = [];
  for (const node of scenario.nodes) {
    const params = edit.ids.includes(node.id)
      ? ({ ...defaultParams(node.kind), ...node.params, ...edit.params } as ScenarioNode['params'])
      : node.params;
    if (same(params, node.params)) nodes.push(node);
    else {
      const problem = checkParams(node.kind, params)[0];
      if (problem !== undefined) return refuse('bad-param', problem.message);
      nodes.push({ ...node, params });
    }
  }
  // A program that a field names must be there.
  const named = nodes.some((node, i) => node !== scenario.nodes[i] && programFields(node.kind).some((field) => field in edit.params));
  if (named) return changedNodes(scenario, nodes);
  const changed = scenario.nodes.filter((node, i) => node !== nodes[i]);
  return done(changed.length === 0 ? scenario : changed.reduce(withTopology, { ...scenario, nodes }));
}

function withPrograms(scenario: Scenario, programs: Scenario['programs']): Scenario {
  return programs === undefined || Object.keys(programs).length === 0
    ? scenario
    : { ...scenario, programs: { ...scenario.programs, ...programs } };
}

function setProgram(scenario: Scenario, edit: Of<'setProgram'>): EditResult {
  const { id, code, ids = [], params = {} } = edit;
  const before = scenario.programs?.[id];
  const language = edit.language ?? before?.language ?? 'javascript';
  const isSame = before?.code === code && before.language === language;
  const next = isSame ? scenario : withPrograms(scenario, { [id]: { language, code } });
  const problem = next === scenario ? null : problemOfPieces(next, { nodes: [], links: [] });
  if (problem !== null) return refused(problem);
  return ids.length === 0 ? done(next) : setParams(next, { type: 'setParams', ids, params });
}

function setNode(scenario: Scenario, edit: Of<'setNode'>): EditResult {
  if (!scenario.nodes.some((node) => node.id === edit.id)) return noPart(edit.id);
  const nodes = scenario.nodes.map((node) => {
    if (node.id !== edit.id) return node;
    const next = defined({ ...node, ...edit.changes });
    return same(next, node) ? node : next;
  });
  // A zone that a fault names must not be left without a part.
  return 'zone' in edit.changes ? judged(scenario, { nodes }) : changedNodes(scenario, nodes);
}

/** The scenario with other parts in the same places, after a look at those that are new. */
function changedNodes(scenario: Scenario, nodes: ScenarioNode[]): EditResult {
  const changed = nodes.filter((node, i) => node !== scenario.nodes[i]);
  if (changed.length === 0) return done(scenario);
  const problem = problemOfPieces(scenario, { nodes: changed, links: [] });
  return problem === null ? done({ ...scenario, nodes }) : refused(problem);
}

/** A part whose fields name parts as text (weights, those it follows), with the new names. */
function withNames(node: ScenarioNode, renamed: Renamed): ScenarioNode {
  const params = paramsRenamed(node.kind, node.params, renamed);
  return params === node.params ? node : { ...node, params };
}

/** A fault that sets such a field, with the new names in its value. */
function withNamesInValue(fault: Fault, { nodes }: Scenario, renamed: Renamed): Fault {
  if (fault.type !== 'set') return fault;
  const kind = nodes.find(({ id }) => id === fault.node || renamed.get(id) === fault.node)?.kind;
  return kind === undefined ? fault : { ...fault, value: valueRenamed(kind, fault.param, fault.value, renamed) as typeof fault.value };
}

function renameNode(scenario: Scenario, id: string, newId: string): EditResult {
  if (!scenario.nodes.some((node) => node.id === id)) return noPart(id);
  if (id === newId) return done(scenario);
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(newId)) return refuse('bad-id', strings.badName);
  if (scenario.nodes.some((node) => node.id === newId)) return refuse('duplicate-id', strings.partTaken(newId));
  const swap = (name: string): string => (name === id ? newId : name);
  const renamed = new Map([[id, newId]]);
  return done({
    ...scenario,
    nodes: scenario.nodes.map((node) => inNetwork(withNames(node.id === id ? { ...node, id: newId } : node, renamed), renamed)),
    links: scenario.links.map((link) =>
      link.from === id || link.to === id ? { ...link, from: swap(link.from), to: swap(link.to) } : link,
    ),
    faults: scenario.faults.map((fault) => withNamesInValue(faultRenamed(fault, id, newId), scenario, renamed)),
    checks: scenario.checks.map((check) => checkRenamed(check, id, newId)),
    ...changesRenamed(scenario, id, newId),
    ...(scenario.breakpoints === undefined
      ? {}
      : {
          breakpoints: scenario.breakpoints.map((breakpoint) =>
            'node' in breakpoint && breakpoint.node === id ? { ...breakpoint, node: newId } : breakpoint,
          ),
        }),
    ...(scenario.groups === undefined
      ? {}
      : { groups: scenario.groups.map((group) => (group.nodes.includes(id) ? { ...group, nodes: group.nodes.map(swap) } : group)) }),
  });
}

function addLink(scenario: Scenario, link: ScenarioLink): EditResult {
  if (scenario.links.some((other) => other.id === link.id)) return refuse('duplicate-id', strings.wireTaken(link.id));
  const verdict = checkWire(scenario, link.from, link.to);
  if (!verdict.ok) return refuse('refused-link', verdict.reason);
  const problem = problemOfPieces(scenario, piecesOf(scenario, [link]));
  return problem === null ? done({ ...scenario, links: [...scenario.links, link] }) : refused(problem);
}

/** Moves the ends of a wire. It keeps its id, latency and loss, so that faults and checks of it still mean something. */
function reattach(scenario: Scenario, { id, from, to }: Of<'reattach'>): EditResult {
  const link = scenario.links.find((other) => other.id === id);
  if (link === undefined) return refuse('no-such-wire', strings.noWire(id));
  if (link.from === from && link.to === to) return done(scenario);
  const verdict = checkWire({ ...scenario, links: scenario.links.filter((other) => other !== link) }, from, to);
  if (!verdict.ok) return refuse('refused-link', verdict.reason);
  return done({ ...scenario, links: scenario.links.map((other) => (other === link ? { ...link, from, to } : other)) });
}

function setLinks(scenario: Scenario, ids: readonly string[], changes: LinkChanges): EditResult {
  const missing = ids.find((id) => !scenario.links.some((link) => link.id === id));
  if (missing !== undefined) return refuse('no-such-wire', strings.noWire(missing));
  const links = scenario.links.map((link) => {
    if (!ids.includes(link.id)) return link;
    const next = defined({ ...link, ...changes });
    return same(next, link) ? link : next;
  });
  const changed = links.filter((link, i) => link !== scenario.links[i]);
  if (changed.length === 0) return done(scenario);
  const problem = problemOfPieces(scenario, piecesOf(scenario, changed));
  return problem === null ? done({ ...scenario, links }) : refused(problem);
}

/** Wires with the parts at their ends. */
function piecesOf(scenario: Scenario, links: readonly ScenarioLink[]): Pick<Scenario, 'nodes' | 'links'> {
  const ends = new Set(links.flatMap((link) => [link.from, link.to]));
  return { nodes: scenario.nodes.filter((node) => ends.has(node.id)), links: [...links] };
}

/** Removes parts and wires with everything that would be left hanging: wires, faults and checks of them. */
/** A part in the frame of a network that has another name now. */
function inNetwork(node: ScenarioNode, renamed: ReadonlyMap<string, string>): ScenarioNode {
  const network = node.network === undefined ? undefined : renamed.get(node.network);
  return network === undefined ? node : { ...node, network };
}

/** A part that no longer stands in the frame of a network that is gone. */
function outOfNetworks(node: ScenarioNode, gone: ReadonlySet<string>): ScenarioNode {
  if (node.network === undefined || !gone.has(node.network)) return node;
  const { network: _gone, ...rest } = node;
  return rest;
}

function remove(scenario: Scenario, edit: Of<'remove'>): EditResult {
  const nodes = new Set(edit.nodes);
  const links = new Set(edit.links);
  const notes = new Set(edit.notes ?? []);
  for (const link of scenario.links) if (nodes.has(link.from) || nodes.has(link.to)) links.add(link.id);
  const isThere = [
    ...scenario.nodes.map((node) => nodes.has(node.id)),
    ...scenario.links.map((link) => links.has(link.id)),
    ...(scenario.notes ?? []).map((note) => notes.has(note.id)),
  ];
  if (!isThere.includes(true)) return done(scenario);
  const zones = new Set(scenario.nodes.flatMap((node) => (nodes.has(node.id) ? [] : (node.zone ?? []))));
  const checks = scenario.checks.filter((check) => !partsOfCheck(check).some((part) => nodes.has(part)));
  return done(
    defined({
      ...scenario,
      nodes: scenario.nodes.flatMap((node) => (nodes.has(node.id) ? [] : [outOfNetworks(node, nodes)])),
      links: scenario.links.filter((link) => !links.has(link.id)),
      faults: scenario.faults
        .flatMap((fault) => faultWithout(fault, (gone) => nodes.has(gone) || links.has(gone)) ?? [])
        .filter((fault) => fault.type !== 'zone' || zones.has(fault.zone)),
      checks,
      solution: undefined,
      mutations: undefined,
      ...changesWithout(scenario, nodes),
      ...breakpointsWhere(scenario, (breakpoint) =>
        breakpoint.type === 'check'
          ? breakpoint.check === undefined || checks.some((check) => check.id === breakpoint.check)
          : !('node' in breakpoint) || breakpoint.node === undefined || !nodes.has(breakpoint.node),
      ),
      ...(scenario.notes === undefined ? {} : { notes: scenario.notes.filter((note) => !notes.has(note.id)) }),
      ...(scenario.groups === undefined ? {} : { groups: groupsWithout(scenario.groups, nodes) }),
    }),
  );
}

/** The breakpoints that still mean something; nothing to change when there are none. */
function breakpointsWhere(scenario: Scenario, isKept: (breakpoint: Breakpoint) => boolean): Partial<Pick<Scenario, 'breakpoints'>> {
  if (scenario.breakpoints === undefined) return {};
  const kept = scenario.breakpoints.filter(isKept);
  return { breakpoints: kept.length === 0 ? undefined : kept };
}

/** Groups without the parts that go; a group with nobody left goes with them. Undefined: no group is left. */
function groupsWithout(groups: readonly ScenarioGroup[], gone: ReadonlySet<string>): ScenarioGroup[] | undefined {
  const left = groups
    .map((group) => (group.nodes.some((id) => gone.has(id)) ? { ...group, nodes: group.nodes.filter((id) => !gone.has(id)) } : group))
    .filter((group) => group.nodes.length > 0);
  return left.length === 0 ? undefined : left;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Without the properties that are there but undefined: the format knows no such thing. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
