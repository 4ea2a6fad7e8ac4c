import { rings, setAlarm } from '../../toolkit/alarm';
import { copyHash, isSameCopy, type Copy } from '../../toolkit/versions/copy';
import { QuorumGauge } from './gauges';
import { keepHint, showKept, takeIn } from './keep';
import { QuorumTag, say, type Pending, type QuorumNode } from './state';

/** So many hints are handed to one member at a time. */
const MOST_A_TIME = 100;

/** A read is over: who answered with an old copy gets the whole. */
export function repairAfter(node: QuorumNode, { answers, cell, standIns }: Pending, whole: Copy): void {
  if (node.params.readRepair === 'off') return;
  for (const { node: member, copy } of answers) {
    if (isSameCopy(copy, whole)) continue;
    node.addGauge(QuorumGauge.repaired, 1);
    const hintFor = standIns.find(([who]) => who === member)?.[1] ?? -1;
    if (member === node.index) takeIn(node, cell, whole, hintFor);
    else say(node, member, 'repair', { cell, copy: whole, hintFor });
  }
}

/** A write is over: it is kept for members of its home that have not taken it, unless somebody who stands in for them has. */
export function hintAfter(node: QuorumNode, { cell, copy, kept, standIns }: Pending, missing: readonly number[]): void {
  if (!node.params.hintedHandoff || copy === null) return;
  const isStandIn = (member: number): boolean => standIns.some(([who]) => who === member);
  const isStoodInFor = (member: number): boolean => standIns.some(([who, whom]) => whom === member && kept.includes(who));
  for (const member of missing)
    if (member !== node.index && !isStandIn(member) && !isStoodInFor(member)) keepHint(node, member, cell, copy);
}

/** Hands over what it keeps for others, and tries again later while anything is left. */
export function handOver(node: QuorumNode): void {
  const { state } = node;
  if (!rings(node, state.handoff)) return;
  const sent: Record<number, number> = {};
  for (const [name, hint] of Object.entries(state.hints)) {
    sent[hint.for] = (sent[hint.for] ?? 0) + 1;
    if (sent[hint.for] <= MOST_A_TIME) say(node, hint.for, 'hand', { name, cell: hint.cell, copy: hint.copy });
  }
  if (Object.keys(state.hints).length > 0) setAlarm(node, state.handoff, node.derived.retryNs, QuorumTag.handoff);
}

/** Somebody hands over what it has kept for this node. */
export function handed(node: QuorumNode, from: number, { name, cell, copy }: { name: string; cell: number; copy: Copy }): void {
  if (takeIn(node, cell, copy)) say(node, from, 'handed', { name, hash: copyHash(copy) });
}

/** It has arrived: the hint is not needed any more, unless there has been more since. */
export function forgetHint(node: QuorumNode, { name, hash }: { name: string; hash: number }): void {
  const { hints } = node.state;
  if (!Object.hasOwn(hints, name) || copyHash(hints[name].copy) !== hash) return;
  delete hints[name];
  showKept(node);
}
