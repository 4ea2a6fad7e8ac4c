import type { Failure } from '../../contract/index';
import { checkParams, checkWire, defaultParams, type Scenario, type ScenarioLink } from '../../sim/index';
import type { Edit } from './types';

/** The scenario after an edit, or why it was refused. */
export type EditResult = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly failure: Failure };

const refuse = (name: string, message: string): EditResult => ({ ok: false, failure: { name, path: '', message } });
const done = (scenario: Scenario): EditResult => ({ ok: true, scenario });

/** Applies an edit without changing the old scenario. Pure: the same arguments give the same result. */
export function applyEdit(scenario: Scenario, edit: Edit): EditResult {
  switch (edit.type) {
    case 'addNode':
      return addAll(scenario, { nodes: [edit.node], links: [] });
    case 'addNodes':
      return addAll(scenario, edit);
    case 'moveNodes': {
      const moves = new Map(edit.moves.map((move) => [move.id, move]));
      return done({ ...scenario, nodes: scenario.nodes.map((node) => (moves.has(node.id) ? { ...node, x: moves.get(node.id)?.x ?? node.x, y: moves.get(node.id)?.y ?? node.y } : node)) });
    }
    case 'setParams':
      return setParams(scenario, edit);
    case 'setNode':
      return done({ ...scenario, nodes: scenario.nodes.map((node) => (node.id === edit.id ? { ...node, ...edit.changes } : node)) });
    case 'renameNode':
      return renameNode(scenario, edit.id, edit.newId);
    case 'addLink':
      return addLink(scenario, edit.link);
    case 'setLink':
      return done({ ...scenario, links: scenario.links.map((link) => (link.id === edit.id ? { ...link, ...edit.changes } : link)) });
    case 'remove':
      return remove(scenario, edit);
    case 'setFaults':
      return done({ ...scenario, faults: [...edit.faults] });
    case 'setChecks':
      return done({ ...scenario, checks: [...edit.checks] });
    case 'setNotes':
      return done({ ...scenario, notes: [...edit.notes] });
    case 'setScenario':
      return done({ ...scenario, ...edit.changes });
    case 'replace':
      return done(edit.scenario);
  }
}

function addAll(scenario: Scenario, added: Extract<Edit, { type: 'addNodes' }> | { nodes: Scenario['nodes']; links: Scenario['links']; notes?: Scenario['notes'] }): EditResult {
  const taken = new Set(scenario.nodes.map((node) => node.id));
  const clash = added.nodes.find((node) => taken.has(node.id));
  if (clash !== undefined) return refuse('duplicate-id', `There is already a part named ${clash.id}; choose another name.`);
  let current: Scenario = { ...scenario, nodes: [...scenario.nodes, ...added.nodes] };
  if (added.notes !== undefined) current = { ...current, notes: [...(scenario.notes ?? []), ...added.notes] };
  for (const link of added.links) {
    const next = addLink(current, link);
    if (!next.ok) return next;
    current = next.scenario;
  }
  return done(current);
}

function addLink(scenario: Scenario, link: ScenarioLink): EditResult {
  if (scenario.links.some((other) => other.id === link.id)) return refuse('duplicate-id', `There is already a wire named ${link.id}.`);
  const verdict = checkWire(scenario, link.from, link.to);
  return verdict.ok ? done({ ...scenario, links: [...scenario.links, link] }) : refuse('refused-link', verdict.reason);
}

function setParams(scenario: Scenario, edit: Extract<Edit, { type: 'setParams' }>): EditResult {
  const nodes = [];
  for (const node of scenario.nodes) {
    if (!edit.ids.includes(node.id)) nodes.push(node);
    else {
      const params = { ...defaultParams(node.kind), ...node.params, ...edit.params } as typeof node.params;
      const problem = checkParams(node.kind, params)[0];
      if (problem !== undefined) return refuse('bad-param', problem.message);
      nodes.push({ ...node, params });
    }
  }
  return done({ ...scenario, nodes });
}

function renameNode(scenario: Scenario, id: string, newId: string): EditResult {
  if (id === newId) return done(scenario);
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(newId)) return refuse('bad-id', 'A name begins with a letter and holds only letters, digits, - and _ (at most 40).');
  if (scenario.nodes.some((node) => node.id === newId)) return refuse('duplicate-id', `There is already a part named ${newId}; choose another name.`);
  const swap = (name: string): string => (name === id ? newId : name);
  return done({
    ...scenario,
    nodes: scenario.nodes.map((node) => ({ ...node, id: swap(node.id) })),
    links: scenario.links.map((link) => ({ ...link, from: swap(link.from), to: swap(link.to) })),
    faults: scenario.faults.map((fault) => ('node' in fault ? { ...fault, node: swap(fault.node) } : fault)),
    checks: scenario.checks.map((check) => (check.node === undefined ? check : { ...check, node: swap(check.node) })),
  });
}

/** Removes parts and wires with everything that would be left hanging: wires, faults and checks of them. */
function remove(scenario: Scenario, edit: Extract<Edit, { type: 'remove' }>): EditResult {
  const nodes = new Set(edit.nodes);
  const links = new Set(edit.links);
  const notes = new Set(edit.notes ?? []);
  for (const link of scenario.links) if (nodes.has(link.from) || nodes.has(link.to)) links.add(link.id);
  return done({
    ...scenario,
    nodes: scenario.nodes.filter((node) => !nodes.has(node.id)),
    links: scenario.links.filter((link) => !links.has(link.id)),
    faults: scenario.faults.filter((fault) => ('link' in fault ? !links.has(fault.link) : !nodes.has(fault.node))),
    checks: scenario.checks.filter((check) => check.node === undefined || !nodes.has(check.node)),
    ...(scenario.notes === undefined ? {} : { notes: scenario.notes.filter((note) => !notes.has(note.id)) }),
  });
}
