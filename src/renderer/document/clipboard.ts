import {
  checkWire,
  emptyScenario,
  freshId,
  kindOf,
  paramsRenamed,
  MAX_DURATION_SECONDS,
  parseScenarioValue,
  programFields,
  type Fault,
  type Scenario,
  type ScenarioLink,
  type ScenarioNode,
} from '../../sim/index';
import { belongingsOf, movedBelongings, type Belongings } from './belongings';
import type { Selection } from './types';

/** Parts and the wires among them, as they lie on the clipboard, with what belongs to them. */
export interface Clip extends Belongings {
  readonly nodes: readonly ScenarioNode[];
  readonly links: readonly ScenarioLink[];
  /** Programs that the parts use. */
  readonly programs?: Scenario['programs'];
  /** Wires to parts that stayed behind, of parts that were cut out: where they come back to these, they are wired again. */
  readonly outer?: readonly ScenarioLink[];
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

/** What is selected, whole: with what belongs to it; where it is cut out, with the wires that are cut, too. */
export function wholeClipOf(scenario: Scenario, { nodes, notes }: Pick<Selection, 'nodes' | 'notes'>, isCut = false): Clip {
  const clip = clipOf(scenario, nodes);
  const chosen = new Set(nodes);
  const outer = isCut ? scenario.links.filter(({ from, to }) => chosen.has(from) !== chosen.has(to)) : [];
  const links = new Set([...clip.links, ...outer].map(({ id }) => id));
  return { ...clip, ...belongingsOf(scenario, { nodes: chosen, links, notes: new Set(notes) }), ...(isCut ? { outer } : {}) };
}

/** A clip as text; read again by `readClip`, in this window or another. */
export function clipText(clip: Clip): string {
  return JSON.stringify({ faultboard: 'clip', ...clip }, null, 2);
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
  const { nodes, links, programs, notes, groups, faults, checks = [], breakpoints, ...rest } = value as Record<string, unknown>;
  const outer = Array.isArray(rest.outer) ? rest.outer.filter(isWire) : [];
  // Faults of wires that were cut name what is not there; they are judged where they come back.
  const isOfOuter = (fault: unknown): boolean => outer.some(({ id }) => id === (fault as { link?: unknown } | null)?.link);
  const all: readonly unknown[] = Array.isArray(faults) ? faults : [];
  const bare = { ...emptyScenario('clip'), durationSeconds: MAX_DURATION_SECONDS, nodes, links, programs, notes, groups };
  const whole = parseScenarioValue({ ...bare, faults: all.filter((fault) => !isOfOuter(fault)), checks, breakpoints });
  const parsed = whole.ok ? whole : parseScenarioValue(bare);
  if (!parsed.ok || parsed.scenario.nodes.length + (parsed.scenario.notes?.length ?? 0) === 0) return null;
  const clip = wholeClipOf(parsed.scenario, {
    nodes: parsed.scenario.nodes.map((node) => node.id),
    notes: (parsed.scenario.notes ?? []).map((note) => note.id),
  });
  return outer.length === 0 ? clip : { ...clip, outer, faults: [...(clip.faults ?? []), ...(all.filter(isOfOuter) as Fault[])] };
}

/** Enough of a wire to be tried: it is judged when it is added. */
function isWire(value: unknown): value is ScenarioLink {
  const { id, from, to } = (value ?? {}) as Record<string, unknown>;
  return [id, from, to].every((name) => typeof name === 'string');
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
): { nodes: ScenarioNode[]; links: ScenarioLink[]; programs?: Scenario['programs'] } & Belongings {
  const { names, programs } = broughtPrograms(scenario.programs ?? {}, clip.programs ?? {});
  const taken = new Set(scenario.nodes.map((node) => node.id));
  const takenLinks = new Set(scenario.links.map((link) => link.id));
  const renamed = new Map<string, string>();
  const nodes = clip.nodes.map((node) => {
    const id = taken.has(node.id) ? freshId(kindOf(node.kind)?.descriptor.idPrefix ?? 'N', taken) : node.id;
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
  const wires = new Map<string, string>();
  const wire = (link: ScenarioLink, mayBeRefused: boolean): void => {
    const [from, to] = [renamed.get(link.from) ?? link.from, renamed.get(link.to) ?? link.to];
    const soFar = { ...scenario, nodes: [...scenario.nodes, ...renamedNodes], links: [...scenario.links, ...links] };
    if (mayBeRefused && !checkWire(soFar, from, to).ok) return;
    const id = takenLinks.has(link.id) ? freshId('L', takenLinks) : link.id;
    takenLinks.add(id);
    wires.set(link.id, id);
    links.push({ ...link, id, from, to });
  };
  for (const link of source) wire(link, outer);
  // Only what comes back under its own name has its wires again: it was moved, not copied.
  const isBack = (id: string): boolean => (renamed.has(id) ? renamed.get(id) === id : isThere.has(id));
  for (const link of clip.outer ?? []) if (isBack(link.from) && isBack(link.to)) wire(link, true);
  const { notes, groups, faults, checks, breakpoints } = movedBelongings(scenario, clip, { nodes: renamed, links: wires, shift });
  return { nodes: renamedNodes, links, programs, notes, groups, faults, checks, breakpoints };
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
