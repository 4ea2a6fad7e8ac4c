import {
  checkWire,
  defaultParams,
  freshId,
  kindNames,
  kindOf,
  wireKinds,
  type Scenario,
  type ScenarioLink,
  type ScenarioNode,
} from '../../../sim/index';
import type { Edit } from '../../document/types';
import { FACE_HEIGHT, FACE_WIDTH, snapToGrid } from '../geometry/face';
import type { Point } from '../geometry/wireCurve';
import { strings } from '../strings';

const NEW_WIRE_LATENCY = { type: 'constant', valueMs: 2 } as const;

/** Which end of a new wire is held while it is dragged: 'source' from an out port, 'target' from an in port. */
export type HeldEnd = 'source' | 'target';

/** A part of a kind with default params and a fresh id. Throws on an unknown kind. */
export function newPart(scenario: Scenario, kind: string, corner: Point): ScenarioNode {
  const descriptor = kindOf(kind)?.descriptor;
  if (descriptor === undefined) throw new Error(`unknown kind ${kind}`);
  const id = freshId(
    descriptor.idPrefix,
    scenario.nodes.map((node) => node.id),
  );
  return { id, kind, x: corner.x, y: corner.y, params: defaultParams(kind) as ScenarioNode['params'] };
}

function newLink(scenario: Scenario, from: string, to: string): ScenarioLink {
  return {
    id: freshId(
      'L',
      scenario.links.map((link) => link.id),
    ),
    from,
    to,
    latency: NEW_WIRE_LATENCY,
  };
}

/** A new part wired to one that is there, as one undo step; or the sentence why that wire is refused. */
export function addAndWire(
  scenario: Scenario,
  kind: string,
  corner: Point,
  heldId: string,
  held: HeldEnd,
):
  | { readonly ok: true; readonly id: string; readonly label: string; readonly edit: Edit }
  | { readonly ok: false; readonly reason: string } {
  const part = newPart(scenario, kind, corner);
  const [from, to] = held === 'source' ? [heldId, part.id] : [part.id, heldId];
  const verdict = checkWire({ ...scenario, nodes: [...scenario.nodes, part] }, from, to);
  if (!verdict.ok) return verdict;
  return {
    ok: true,
    id: part.id,
    label: strings.addAndWire(part.id, from, to),
    edit: { type: 'addNodes', nodes: [part], links: [newLink(scenario, from, to)] },
  };
}

/** Kinds whose new part could take the other end of a wire that is held, in the palette's order. */
export function kindsThatFit(scenario: Scenario, heldId: string, held: HeldEnd): string[] {
  const kind = scenario.nodes.find((node) => node.id === heldId)?.kind;
  if (kind === undefined) return [];
  return kindNames.filter((name) => addAndWire(scenario, name, { x: 0, y: 0 }, heldId, held).ok);
}

/** For every part that cannot take the other end of a held wire: the sentence why. */
export function refusals(scenario: Scenario, heldId: string, held: HeldEnd): ReadonlyMap<string, string> {
  const heldKind = scenario.nodes.find((node) => node.id === heldId)?.kind ?? '';
  const refused = new Map<string, string>();
  const byKind = new Map<string, string | null>();
  for (const node of scenario.nodes) {
    // The verdict on two kinds is cheap and the same for all parts of a kind; only those that pass are looked at one by one.
    let reason = node.id === heldId ? undefined : byKind.get(node.kind);
    if (reason === undefined && node.id !== heldId) {
      const verdict = held === 'source' ? wireKinds(heldKind, node.kind) : wireKinds(node.kind, heldKind);
      reason = verdict.ok ? null : verdict.reason;
      byKind.set(node.kind, reason);
    }
    if (reason === null || reason === undefined) {
      const verdict = held === 'source' ? checkWire(scenario, heldId, node.id) : checkWire(scenario, node.id, heldId);
      reason = verdict.ok ? null : verdict.reason;
    }
    if (reason !== null) refused.set(node.id, reason);
  }
  return refused;
}

/** A part put into a wire: its id, the ends it now stands between, and the scenario with it. */
export interface InsertedPart {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly scenario: Scenario;
}

/**
 * The scenario with a new part put into a wire, or null when it may not stand there. The first half keeps the wire's id,
 * latency and loss, so that faults and checks of the wire still mean something.
 */
export function insertIntoWire(scenario: Scenario, kind: string, corner: Point, linkId: string): InsertedPart | null {
  const link = scenario.links.find((other) => other.id === linkId);
  if (link === undefined) return null;
  const part = newPart(scenario, kind, corner);
  const without = { ...scenario, nodes: [...scenario.nodes, part], links: scenario.links.filter((other) => other !== link) };
  if (!checkWire(without, link.from, part.id).ok) return null;
  const first = { ...link, to: part.id };
  const halfway = { ...without, links: scenario.links.map((other) => (other === link ? first : other)) };
  if (!checkWire(halfway, part.id, link.to).ok) return null;
  return {
    id: part.id,
    from: link.from,
    to: link.to,
    scenario: { ...halfway, links: [...halfway.links, newLink(halfway, part.id, link.to)] },
  };
}

/**
 * A new part in the middle of a wire; below the middle where its ends stand too close. Null when it does not fit.
 */
export function insertBetween(scenario: Scenario, kind: string, linkId: string): InsertedPart | null {
  const link = scenario.links.find((other) => other.id === linkId);
  const [from, to] = [link?.from, link?.to].map((id) => scenario.nodes.find((node) => node.id === id));
  if (from === undefined || to === undefined) return null;
  const isTight = Math.abs(to.x - from.x) < 2 * FACE_WIDTH && Math.abs(to.y - from.y) < 2 * FACE_HEIGHT;
  const corner = { x: snapToGrid((from.x + to.x) / 2), y: snapToGrid((from.y + to.y) / 2 + (isTight ? 1.5 * FACE_HEIGHT : 0)) };
  return insertIntoWire(scenario, kind, corner, linkId);
}
