import { durationText } from '../trace/durationText';
import type { Cell, InspectSection } from '../trace/inspection';
import { lastEpoch, type Leadership } from './leadership';
import { lostWrites, type MemberNode } from './member';
import { shippingLagNs, type ShippingState, type ShippingTools } from './shipping';

const MOST_ROWS = 500;

/** The log and how far each follower has it. Empty without followers. */
export function inspectShipping(tools: ShippingTools, state: ShippingState, nowNs: number): InspectSection[] {
  if (tools.followers.length === 0) return [];
  const { acked, busy, broken, log, waiting } = state;
  const rows = tools.followers.map((follower, peer): Cell[] => {
    const doing = busy[peer] === 1 ? 'changes are on their way' : broken[peer] === 1 ? 'did not answer, tried again soon' : 'in touch';
    return [follower.nodeId, acked[peer], log.head - acked[peer], durationText(shippingLagNs(state, nowNs, peer)), doing];
  });
  const facts: (readonly [string, Cell])[] = [
    ['changes so far', log.head],
    ['kept for followers', log.count],
    ['writes that wait for followers', waiting.calls.length],
    ['acknowledgements that a write needs', tools.needed],
  ];
  return [
    { type: 'facts', title: 'Log of changes', facts },
    { type: 'table', title: 'Followers', columns: ['replica', 'has', 'behind', 'behind by', 'now'], rows, total: rows.length },
  ];
}

/** What a part knows of who leads, its log, and its followers. */
export function inspectMember(node: MemberNode): InspectSection[] {
  const { derived, state } = node;
  const { lead, shipping } = state;
  const sections = inspectShipping(derived.shipping, shipping, node.now());
  if (lead.rival !== null) return [...sections, inspectRival(node, lead.rival)];
  if (lead.promised === 0) return sections;
  const facts: (readonly [string, Cell])[] = [
    ['epoch', lead.promised],
    ['role', lead.isPrimary ? 'primary of this epoch' : 'takes changes, no writes'],
    ['its log has', `${shipping.log.head} changes, the last of epoch ${lastEpoch(lead.lineage, shipping.log.head)}`],
  ];
  return [{ type: 'facts', title: 'Leadership', facts }, ...sections];
}

/** Two primaries: which acknowledged writes the other one lacks. */
function inspectRival(node: MemberNode, { node: rival, start }: NonNullable<Leadership['rival']>): InspectSection {
  const names = lostWrites(node, start);
  const rows = names.slice(0, MOST_ROWS).map((name): Cell[] => [name]);
  const title = `Acknowledged here alone: ${node.setup.nodeLabels[rival]} is primary, too`;
  return { type: 'table', title, columns: ['write of'], rows, total: names.length };
}
