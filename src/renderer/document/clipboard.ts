import { checkWire, emptyScenario, freshId, kindOf, parseScenarioValue, type Scenario, type ScenarioLink, type ScenarioNode } from '../../sim/index';

/** Parts and the wires among them, as they lie on the clipboard. */
export interface Clip {
  readonly nodes: readonly ScenarioNode[];
  readonly links: readonly ScenarioLink[];
}

/** The chosen parts with the wires between them. */
export function clipOf(scenario: Scenario, ids: readonly string[]): Clip {
  const chosen = new Set(ids);
  return { nodes: scenario.nodes.filter((node) => chosen.has(node.id)), links: scenario.links.filter((link) => chosen.has(link.from) && chosen.has(link.to)) };
}

/** A clip as text; read again by `readClip`, in this window or another. */
export function clipText(clip: Clip): string {
  return JSON.stringify({ faultboard: 'clip', nodes: clip.nodes, links: clip.links }, null, 2);
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
  const { nodes, links } = value as { nodes?: unknown; links?: unknown };
  const parsed = parseScenarioValue({ ...emptyScenario('clip'), nodes, links });
  return parsed.ok && parsed.scenario.nodes.length > 0 ? { nodes: parsed.scenario.nodes, links: parsed.scenario.links } : null;
}

/**
 * Copies of parts under fresh ids, moved aside, ready for an `addNodes` edit. With `outer`, wires to other parts are copied too,
 * as far as the rules allow: a second shard cannot feed a replica that follows the first.
 */
export function freshCopies(scenario: Scenario, clip: Clip, shift: { readonly x: number; readonly y: number }, outer = false): { nodes: ScenarioNode[]; links: ScenarioLink[] } {
  const taken = new Set(scenario.nodes.map((node) => node.id));
  const takenLinks = new Set(scenario.links.map((link) => link.id));
  const renamed = new Map<string, string>();
  const nodes = clip.nodes.map((node) => {
    const id = freshId(kindOf(node.kind)?.descriptor.idPrefix ?? 'N', taken);
    taken.add(id);
    renamed.set(node.id, id);
    return { ...node, id, x: node.x + shift.x, y: node.y + shift.y };
  });
  const source = outer ? scenario.links.filter((link) => renamed.has(link.from) || renamed.has(link.to)) : clip.links;
  const links: ScenarioLink[] = [];
  for (const link of source) {
    const [from, to] = [renamed.get(link.from) ?? link.from, renamed.get(link.to) ?? link.to];
    const soFar = { ...scenario, nodes: [...scenario.nodes, ...nodes], links: [...scenario.links, ...links] };
    if (outer && !checkWire(soFar, from, to).ok) continue;
    const id = freshId('L', takenLinks);
    takenLinks.add(id);
    links.push({ ...link, id, from, to });
  }
  return { nodes, links };
}

/** A part so many times in all: further copies below each other, each with the same wires. Ready for an `addNodes` edit. */
export function fannedOut(scenario: Scenario, ids: readonly string[], times: number, stepPx: number): { nodes: ScenarioNode[]; links: ScenarioLink[] } {
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
