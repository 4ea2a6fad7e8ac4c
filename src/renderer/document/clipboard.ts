import {
  checkWire,
  emptyScenario,
  freshId,
  kindOf,
  paramsRenamed,
  parseScenarioValue,
  programFields,
  type Scenario,
  type ScenarioLink,
  type ScenarioNode,
} from '../../sim/index';

/** Parts and the wires among them, as they lie on the clipboard. */
export interface Clip {
  readonly nodes: readonly ScenarioNode[];
  readonly links: readonly ScenarioLink[];
  /** Programs that the parts use. */
  readonly programs?: Scenario['programs'];
}

/** The chosen parts with the wires between them. */
export function clipOf(scenario: Scenario, ids: readonly string[]): Clip {
  const chosen = new Set(ids);
  const nodes = scenario.nodes.filter((node) => chosen.has(node.id));
  const used = new Set(nodes.flatMap((node) => programFields(node.kind).map((field) => node.params[field])));
  const programs = Object.entries(scenario.programs ?? {}).filter(([id]) => used.has(id));
  return {
    nodes,
    links: scenario.links.filter((link) => chosen.has(link.from) && chosen.has(link.to)),
    ...(programs.length === 0 ? {} : { programs: Object.fromEntries(programs) }),
  };
}

/** A clip as text; read again by `readClip`, in this window or another. */
export function clipText(clip: Clip): string {
  return JSON.stringify({ faultboard: 'clip', nodes: clip.nodes, links: clip.links, programs: clip.programs }, null, 2);
}

/** The clip behind a text (a clip, or a whole scenario file), or null when there is none. */
export function readClip(text: string): Clip | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('faultboard' in value || 'format' in value)) return null;
  const { nodes, links, programs } = value as { nodes?: unknown; links?: unknown; programs?: unknown };
  const parsed = parseScenarioValue({ ...emptyScenario('clip'), nodes, links, programs });
  return parsed.ok && parsed.scenario.nodes.length > 0
    ? clipOf(
        parsed.scenario,
        parsed.scenario.nodes.map((node) => node.id),
      )
    : null;
}

/** A copy stands in the frame of the copied network, else of the same one, where that is there. */
function networkOfCopy(
  network: string | undefined,
  renamed: ReadonlyMap<string, string>,
  isThere: ReadonlySet<string>,
): { network?: string } {
  if (network === undefined) return {};
  const copied = renamed.get(network);
  if (copied !== undefined) return { network: copied };
  return isThere.has(network) ? { network } : {};
}

/**
 * Copies of parts under fresh ids, moved aside, ready for an `addNodes` edit. With `outer`, wires to other parts are copied too,
 * as far as the rules allow: a second shard cannot feed a replica that follows the first.
 */
export function freshCopies(
  scenario: Scenario,
  clip: Clip,
  shift: { readonly x: number; readonly y: number },
  outer = false,
): { nodes: ScenarioNode[]; links: ScenarioLink[]; programs?: Scenario['programs'] } {
  const { names, programs } = broughtPrograms(scenario.programs ?? {}, clip.programs ?? {});
  const taken = new Set(scenario.nodes.map((node) => node.id));
  const takenLinks = new Set(scenario.links.map((link) => link.id));
  const renamed = new Map<string, string>();
  const nodes = clip.nodes.map((node) => {
    const id = freshId(kindOf(node.kind)?.descriptor.idPrefix ?? 'N', taken);
    taken.add(id);
    renamed.set(node.id, id);
    const params = Object.fromEntries(
      programFields(node.kind).flatMap((field) =>
        names.has(String(node.params[field])) ? [[field, names.get(String(node.params[field])) ?? '']] : [],
      ),
    );
    return { ...node, id, x: node.x + shift.x, y: node.y + shift.y, params: { ...node.params, ...params } };
  });
  const isThere = new Set(scenario.nodes.map((node) => node.id));
  const renamedNodes = nodes.map(({ network, ...node }) => ({
    ...node,
    ...networkOfCopy(network, renamed, isThere),
    params: paramsRenamed(node.kind, node.params, renamed),
  }));
  const source = outer ? scenario.links.filter((link) => renamed.has(link.from) || renamed.has(link.to)) : clip.links;
  const links: ScenarioLink[] = [];
  for (const link of source) {
    const [from, to] = [renamed.get(link.from) ?? link.from, renamed.get(link.to) ?? link.to];
    const soFar = { ...scenario, nodes: [...scenario.nodes, ...renamedNodes], links: [...scenario.links, ...links] };
    if (outer && !checkWire(soFar, from, to).ok) continue;
    const id = freshId('L', takenLinks);
    takenLinks.add(id);
    links.push({ ...link, id, from, to });
  }
  return { nodes: renamedNodes, links, programs };
}

/** Programs that come with copied parts: the same code is the same program, other code under a taken name gets another one. */
function broughtPrograms(
  here: NonNullable<Scenario['programs']>,
  brought: NonNullable<Scenario['programs']>,
): { names: ReadonlyMap<string, string>; programs: Scenario['programs'] } {
  const names = new Map<string, string>();
  const programs: NonNullable<Scenario['programs']> = {};
  for (const [id, program] of Object.entries(brought)) {
    const same = Object.entries(here).find(([, known]) => known.code === program.code)?.[0];
    const name =
      same ?? (Object.hasOwn(here, id) ? freshId('P', [...Object.keys(here), ...Object.keys(programs), ...Object.keys(brought)]) : id);
    if (same === undefined) programs[name] = program;
    names.set(id, name);
  }
  return { names, programs: Object.keys(programs).length === 0 ? undefined : programs };
}

/** A part so many times in all: further copies below each other, each with the same wires. Ready for an `addNodes` edit. */
export function fannedOut(
  scenario: Scenario,
  ids: readonly string[],
  times: number,
  stepPx: number,
): { nodes: ScenarioNode[]; links: ScenarioLink[] } {
  const clip = clipOf(scenario, ids);
  const added: { nodes: ScenarioNode[]; links: ScenarioLink[] } = { nodes: [], links: [] };
  for (let n = 1; n < times; n++) {
    const soFar = { ...scenario, nodes: [...scenario.nodes, ...added.nodes], links: [...scenario.links, ...added.links] };
    // Only the original's wires are copied, not those of the copies before.
    const copies = freshCopies({ ...soFar, links: scenario.links }, clip, { x: 0, y: stepPx * n }, true);
    const takenLinks = new Set(soFar.links.map((link) => link.id));
    added.nodes.push(...copies.nodes);
    for (const link of copies.links) {
      const id = freshId('L', takenLinks);
      takenLinks.add(id);
      added.links.push({ ...link, id });
    }
  }
  return added;
}
