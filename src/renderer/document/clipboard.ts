import { freshId, kindOf, parseScenarioValue, emptyScenario, type Scenario, type ScenarioLink, type ScenarioNode } from '../../sim/index';

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

/** The clip behind a text, or null when it is none. */
export function readClip(text: string): Clip | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('faultboard' in value)) return null;
  const { nodes, links } = value as { nodes?: unknown; links?: unknown };
  const parsed = parseScenarioValue({ ...emptyScenario('clip'), nodes, links });
  return parsed.ok ? { nodes: parsed.scenario.nodes, links: parsed.scenario.links } : null;
}

/** Copies of parts under fresh ids, moved aside, ready for an `addNodes` edit. With `outer`, wires to other parts are copied too. */
export function freshCopies(scenario: Scenario, clip: Clip, shift: { x: number; y: number }, outer = false): { nodes: ScenarioNode[]; links: ScenarioLink[] } {
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
  const links = source.map((link) => {
    const id = freshId('L', takenLinks);
    takenLinks.add(id);
    return { ...link, id, from: renamed.get(link.from) ?? link.from, to: renamed.get(link.to) ?? link.to };
  });
  return { nodes, links };
}
