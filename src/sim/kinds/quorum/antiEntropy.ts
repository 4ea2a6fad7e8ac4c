import { rings, setAlarm } from '../../toolkit/alarm';
import { copyHash, isSameCopy, NEVER_WRITTEN, type Copy } from '../../toolkit/versions/copy';
import { childrenOf, differing, hashAt, hashTree, LEAF_LEVEL, leafOf, type HashTree } from '../../toolkit/versions/merkle';
import { QuorumGauge } from './gauges';
import { takeIn } from './keep';
import { homeOf } from './placement';
import { QuorumTag, say, type QuorumNode } from './state';

/** What one says of its tree: places of a level and the hashes there, in turn. */
export interface TreeBody {
  readonly level: number;
  readonly hashes: readonly number[];
}

/** What one keeps in leaves that differ. */
export interface BucketBody {
  readonly leaves: readonly number[];
  readonly cells: readonly number[];
  readonly copies: readonly Copy[];
  /** Whether what the sender lacks is to come back. */
  readonly wantsBack: boolean;
}

/** Sets when the next comparison begins; not at all where there is to be none. */
export function scheduleExchange(node: QuorumNode): void {
  const { state, derived } = node;
  state.exchange.dueNs = -1;
  if (derived.exchangeNs > 0 && derived.members.length > 1) setAlarm(node, state.exchange, derived.exchangeNs, QuorumTag.exchange);
}

/** Compares itself with another member drawn at random: first the roots of both trees. */
export function beginExchange(node: QuorumNode): void {
  if (!rings(node, node.state.exchange)) return;
  const others = node.derived.members.filter((member) => member !== node.index);
  const other = others[node.streams.below(node.derived.chance, others.length)];
  say(node, other, 'tree', { level: 0, hashes: [0, hashAt(treeFor(node, other), 0, 0)] });
  scheduleExchange(node);
}

/** What both keep, as a tree: of a value that only one of them is to have, the other has no copy. */
function treeFor(node: QuorumNode, other: number): HashTree {
  return hashTree(sharedWith(node, other).map(([cell, copy]) => [cell, copyHash(copy)] as const));
}

function sharedWith(node: QuorumNode, other: number): [number, Copy][] {
  return Object.entries(node.state.copies)
    .map(([cell, copy]): [number, Copy] => [Number(cell), copy])
    .filter(([cell]) => {
      const home = homeOf(node, cell);
      return home.includes(other) && home.includes(node.index);
    });
}

/** Goes one level down where the trees differ; at the leaves, what is kept there is sent. */
export function compareTrees(node: QuorumNode, from: number, { level, hashes }: TreeBody): void {
  const tree = treeFor(node, from);
  const places = differing(tree, level, hashes);
  if (places.length === 0) return;
  if (level < LEAF_LEVEL) say(node, from, 'tree', { level: level + 1, hashes: childrenOf(tree, level, places) });
  else sendBucket(node, from, places, sharedWith(node, from), true);
}

function sendBucket(node: QuorumNode, to: number, leaves: readonly number[], shared: readonly [number, Copy][], wantsBack: boolean): void {
  const inside = shared.filter(([cell]) => leaves.includes(leafOf(cell)));
  if (inside.length === 0 && !wantsBack) return;
  node.addGauge(QuorumGauge.exchanged, inside.length);
  const body: BucketBody = { leaves, cells: inside.map(([cell]) => cell), copies: inside.map(([, copy]) => copy), wantsBack };
  say(node, to, 'bucket', body);
}

/** Takes in what the other has, and sends back what it lacks. */
export function takeBucket(node: QuorumNode, from: number, { leaves, cells, copies, wantsBack }: BucketBody): void {
  const theirs = new Map(cells.map((cell, at) => [cell, copies[at]]));
  for (const [cell, copy] of theirs) takeIn(node, cell, copy);
  if (!wantsBack) return;
  const lacking = sharedWith(node, from).filter(([cell, copy]) => !isSameCopy(copy, theirs.get(cell) ?? NEVER_WRITTEN));
  sendBucket(node, from, leaves, lacking, false);
}
