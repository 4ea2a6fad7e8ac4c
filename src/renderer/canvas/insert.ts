import { defaultParams, freshId, kindOf, wireKinds, type Scenario, type ScenarioLink } from '../../sim/index';
import { documentModel } from '../app/model';
import { applyEdit } from '../document/index';
import { wirePolyline } from './geometry';

const REACH_PX = 14;

/** The wire at a place, or null. */
export function wireUnder(scenario: Pick<Scenario, 'nodes' | 'links'>, at: { x: number; y: number }): ScenarioLink | null {
  const nodes = new Map(scenario.nodes.map((node) => [node.id, node]));
  for (const link of scenario.links) {
    const from = nodes.get(link.from);
    const to = nodes.get(link.to);
    if (from === undefined || to === undefined) continue;
    const line = wirePolyline(from, to);
    for (let i = 0; i < line.length; i += 2) if (Math.hypot(line[i] - at.x, line[i + 1] - at.y) < REACH_PX) return link;
  }
  return null;
}

/** Puts a new part into a wire, when both halves are allowed; one undo step. False: it does not fit there. */
export function insertIntoWire(kind: string, link: ScenarioLink, place: { x: number; y: number }): boolean {
  const { scenario } = documentModel.store.getState();
  const kindById = new Map(scenario.nodes.map((node) => [node.id, node.kind]));
  if (!wireKinds(kindById.get(link.from) ?? '', kind).ok || !wireKinds(kind, kindById.get(link.to) ?? '').ok) return false;
  const id = freshId(kindOf(kind)?.descriptor.idPrefix ?? 'N', scenario.nodes.map((node) => node.id));
  const second = freshId('L', scenario.links.map((other) => other.id));
  const node = { id, kind, x: Math.round(place.x / 8) * 8, y: Math.round(place.y / 8) * 8, params: defaultParams(kind) as Scenario['nodes'][number]['params'] };
  const without = applyEdit(scenario, { type: 'remove', nodes: [], links: [link.id] });
  if (!without.ok) return false;
  const whole = applyEdit(without.scenario, { type: 'addNodes', nodes: [node], links: [{ ...link, to: id }, { ...link, id: second, from: id }] });
  if (!whole.ok) return false;
  documentModel.actions.edit(`Insert ${id} between ${link.from} and ${link.to}`, { type: 'replace', scenario: whole.scenario });
  documentModel.actions.select({ nodes: [id] });
  return true;
}
