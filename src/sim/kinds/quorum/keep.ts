import { mix32 } from '../../kernel/hash';
import { copyPlain } from '../../kernel/plain';
import { setAlarm } from '../../toolkit/alarm';
import { copyHash, isSameCopy, merge, NEVER_WRITTEN, newestRank, type Copy, type Resolution } from '../../toolkit/versions/copy';
import { QuorumGauge } from './gauges';
import { QuorumTag, type Ballot, type QuorumNode } from './state';

/** What becomes of writes that had not seen each other. */
export function resolutionOf({ params }: QuorumNode): Resolution {
  return params.versions === 'vector' ? 'siblings' : 'last';
}

/** What a node keeps of a value, together with what it keeps for others. */
export function copyOf(node: QuorumNode, cell: number): Copy {
  const { copies, hints } = node.state;
  let copy = (copies[cell] as Copy | undefined) ?? NEVER_WRITTEN;
  for (const member of node.derived.members) {
    const name = hintName(member, cell);
    if (Object.hasOwn(hints, name)) copy = merge(copy, hints[name].copy, resolutionOf(node));
  }
  return copy;
}

/** The name of a hint. */
export function hintName(member: number, cell: number): string {
  return `${member}:${cell}`;
}

/** What a node answers when it is asked for its copy. With a ballot it promises to heed nothing older, or refuses (null). */
export function askedFor(node: QuorumNode, cell: number, ballot: Ballot | null): { copy: Copy; promised: number } | null {
  const copy = copyOf(node, cell);
  const promised = (node.state.promises[cell] as Ballot | undefined) ?? null;
  if (ballot !== null) {
    const accepted = versionOf(copy);
    if (isAbove(promised, ballot) || isAbove(accepted, ballot)) return null;
    node.state.promises[cell] = [...ballot];
  }
  return { copy, promised: Math.max(promised?.[0] ?? 0, newestRank(copy)) };
}

/** The highest version number a node knows for a value. */
export function highestKnown(node: QuorumNode, cell: number): number {
  const promised = (node.state.promises[cell] as Ballot | undefined)?.[0] ?? 0;
  return Math.max(promised, newestRank(copyOf(node, cell)));
}

/** Takes a copy in, for itself or (a hint) for another one. False: its disk is full, or it has promised not to. */
export function takeIn(node: QuorumNode, cell: number, copy: Copy, hintFor = -1): boolean {
  if (node.isDiskFull || isForbidden(node, cell, copy)) return false;
  if (hintFor >= 0) keepHint(node, hintFor, cell, copy);
  else keepCopy(node, cell, copy);
  return true;
}

/** Keeps a write for a member that has missed it. */
export function keepHint(node: QuorumNode, member: number, cell: number, copy: Copy): void {
  const { hints } = node.state;
  const name = hintName(member, cell);
  const before = Object.hasOwn(hints, name) ? hints[name].copy : NEVER_WRITTEN;
  hints[name] = { for: member, cell, copy: copyPlain(merge(before, copy, resolutionOf(node))) };
  node.setGauge(QuorumGauge.hints, Object.keys(hints).length);
  if (node.state.handoff.dueNs < 0) setAlarm(node, node.state.handoff, node.derived.retryNs, QuorumTag.handoff);
}

/** Whether a node has promised not to take a version any more. */
function isForbidden(node: QuorumNode, cell: number, copy: Copy): boolean {
  if (node.params.versions !== 'counter') return false;
  const promised = (node.state.promises[cell] as Ballot | undefined) ?? null;
  const version = versionOf(copy);
  return promised !== null && version !== null && isAbove(promised, version);
}

function versionOf({ siblings }: Copy): Ballot | null {
  const newest = siblings.at(-1);
  return newest === undefined ? null : [newest.rank, newest.dot[0]];
}

function isAbove(one: Ballot | null, other: Ballot): boolean {
  return one !== null && (one[0] > other[0] || (one[0] === other[0] && one[1] > other[1]));
}

function keepCopy(node: QuorumNode, cell: number, copy: Copy): void {
  const { state } = node;
  const before = (state.copies[cell] as Copy | undefined) ?? NEVER_WRITTEN;
  const after = merge(before, copy, resolutionOf(node));
  // By what they are, not by which object: a run that was put back to a moment has others.
  if (isSameCopy(after, before)) return;
  if (before === NEVER_WRITTEN) state.known++;
  state.copies[cell] = copyPlain(after);
  state.view = (state.view - shareOf(cell, before) + shareOf(cell, after) + 0x100000000) % 0x100000000;
  state.siblings += (after.siblings.length > 1 ? 1 : 0) - (before.siblings.length > 1 ? 1 : 0);
  showKept(node);
}

function shareOf(cell: number, copy: Copy): number {
  return copy === NEVER_WRITTEN ? 0 : mix32(copyHash(copy) ^ mix32(cell + 1));
}

/** Shows what it keeps. */
export function showKept(node: QuorumNode): void {
  const { state } = node;
  node.setGauge(QuorumGauge.known, state.known);
  node.setGauge(QuorumGauge.siblings, state.siblings);
  node.setGauge(QuorumGauge.hints, Object.keys(state.hints).length);
  node.setGauge(QuorumGauge.view, state.view);
}
