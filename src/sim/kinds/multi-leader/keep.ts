import { mix32 } from '../../kernel/hash';
import { copyPlain } from '../../kernel/plain';
import { durationText } from '../../trace/durationText';
import { cellName, valueText } from '../../toolkit/versions/answer';
import { copyHash, isSameCopy, merge, NEVER_WRITTEN, newestRank, type Copy } from '../../toolkit/versions/copy';
import { MultiLeaderGauge } from './gauges';
import type { MultiLeaderNode } from './state';
import { droppedOf, valuesIn } from './writing';

/** What a leader keeps of a value. */
export function copyOf({ state }: MultiLeaderNode, cell: number): Copy {
  return (state.copies[cell] as Copy | undefined) ?? NEVER_WRITTEN;
}

/** Whether its disk takes nothing more. */
export function isFull(node: MultiLeaderNode): boolean {
  return node.isDiskFull && node.params.storage === 'disk';
}

/** Takes a copy in, one of its own or one of another leader. Returns whether that has changed what it keeps. */
export function takeIn(node: MultiLeaderNode, cell: number, copy: Copy): boolean {
  const { state, params } = node;
  const before = copyOf(node, cell);
  state.logicalTime = Math.max(state.logicalTime, newestRank(copy));
  const isLast = params.conflict === 'last-write-wins';
  if (isLast) tellDropped(node, cell, before, copy);
  const after = merge(before, copy, isLast ? 'last' : 'siblings');
  if (isSameCopy(after, before)) return false;
  if (before === NEVER_WRITTEN) state.known++;
  state.copies[cell] = copyPlain(after);
  state.view = (state.view - shareOf(cell, before) + shareOf(cell, after) + 0x100000000) % 0x100000000;
  const isBeside = apartIn(node, after) > 1;
  state.siblings += (isBeside ? 1 : 0) - (apartIn(node, before) > 1 ? 1 : 0);
  if (isBeside) tellSiblings(node, cell, after);
  showKept(node);
  return true;
}

/** How many values of a copy stand side by side, so that somebody has to choose. */
function apartIn({ params }: MultiLeaderNode, { siblings }: Copy): number {
  return params.conflict === 'siblings' ? siblings.length : 0;
}

/** Counts anew which values stand side by side: by other rules, others do. */
export function recount(node: MultiLeaderNode): void {
  node.state.siblings = Object.values(node.state.copies).filter((copy) => apartIn(node, copy) > 1).length;
  showKept(node);
}

function shareOf(cell: number, copy: Copy): number {
  return copy === NEVER_WRITTEN ? 0 : mix32(copyHash(copy) ^ mix32(cell + 1));
}

/** Counts and says what is lost, as it takes place: the later value by the clock stays, and the other one nobody has seen. */
function tellDropped(node: MultiLeaderNode, cell: number, before: Copy, copy: Copy): void {
  const conflict = droppedOf(before, copy);
  if (conflict === null) return;
  node.addGauge(MultiLeaderGauge.dropped, 1);
  const { winner, dropped } = conflict;
  node.say(`${cellName(node.setup, cell)}: keeps ${lastText(node, cell, winner)}, drops ${lastText(node, cell, dropped)}`);
}

/** A value with who wrote it, and when by the clock there. */
function lastText(node: MultiLeaderNode, cell: number, { siblings }: Copy): string {
  const { dot, rank, value } = siblings[siblings.length - 1];
  return `${JSON.stringify(valueText(node, cell, value))} (${authorOf(node, dot[0])}, clock ${durationText(rank)})`;
}

function tellSiblings(node: MultiLeaderNode, cell: number, copy: Copy): void {
  const values = (valuesIn(node, copy) ?? []).map((value) => JSON.stringify(valueText(node, cell, value)));
  node.say(`${cellName(node.setup, cell)} has siblings: ${values.join(' and ')}`);
}

/** What people call the leader that made an event. */
export function authorOf({ setup, derived }: MultiLeaderNode, actor: number): string {
  return setup.nodeLabels[actor % derived.parts];
}

/** Shows what it keeps. */
export function showKept(node: MultiLeaderNode): void {
  const { state } = node;
  node.setGauge(MultiLeaderGauge.known, state.known);
  node.setGauge(MultiLeaderGauge.siblings, state.siblings);
  node.setGauge(MultiLeaderGauge.view, state.view);
}
