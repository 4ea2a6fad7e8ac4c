import type { MessageColumns, TraceIndex, TraceWindow } from './types';

/** Numbers a lane of a window: network, and the parts at both ends. */
const ROW = 3;

/** Between which parts messages travelled: whatever says so of a window. */
export interface Travelled {
  readonly messages: MessageColumns;
  readonly lanes: TraceWindow['lanes'];
}

type Links = Pick<TraceIndex, 'links'>;

/** Both ends of a link or lane by its number (indexes of parts), in its own direction. */
export function linkEnds({ links }: Links, lanes: TraceWindow['lanes'], link: number): readonly [number, number] {
  if (link < links.length) return [links[link].from, links[link].to];
  const at = (link - links.length) * ROW;
  return [lanes[at + 1], lanes[at + 2]];
}

/** The network part (its index) that a lane belongs to; -1: that is a wire. */
export function networkOfLink({ links }: Links, lanes: TraceWindow['lanes'], link: number): number {
  return link < links.length ? -1 : lanes[(link - links.length) * ROW];
}

/** Sender and receiver of a row (indexes of parts), over a wire or between two members of a network. */
export function senderAndReceiver(index: Links, { messages, lanes }: Travelled, row: number): readonly [number, number] {
  const [from, to] = linkEnds(index, lanes, messages.link[row]);
  return messages.forward[row] === 1 ? [from, to] : [to, from];
}

/** Name of the way that a row took: the id of a wire, or for two members of a network e.g. `G1~G2`, which no id can be. */
export function wayName(index: TraceIndex, { messages, lanes }: Travelled, row: number): string {
  const link = messages.link[row];
  if (link < index.links.length) return index.links[link].id;
  const [low, high] = linkEnds(index, lanes, link);
  return `${index.nodes[low].id}~${index.nodes[high].id}`;
}
