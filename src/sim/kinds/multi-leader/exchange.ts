import { rings, setAlarm } from '../../toolkit/alarm';
import { copyHash, isSameCopy, NEVER_WRITTEN, type Copy } from '../../toolkit/versions/copy';
import { childrenOf, differing, hashAt, hashTree, LEAF_LEVEL, leafOf, type HashTree } from '../../toolkit/versions/merkle';
import { MultiLeaderGauge } from './gauges';
import { isFull, takeIn } from './keep';
import { passOn, tryLater } from './sending';
import { MultiLeaderTag, neighboursOf, say, type MultiLeaderNode } from './state';

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
export function scheduleExchange(node: MultiLeaderNode): void {
  const { state, derived } = node;
  state.exchange.dueNs = -1;
  if (derived.exchangeNs > 0 && neighboursOf(node).length > 0) setAlarm(node, state.exchange, derived.exchangeNs, MultiLeaderTag.exchange);
}

/** Compares itself with a neighbour drawn at random: first the roots of both trees. */
export function beginExchange(node: MultiLeaderNode): void {
  if (!rings(node, node.state.exchange)) return;
  const others = neighboursOf(node);
  if (others.length > 0) sendRoot(node, others[node.streams.below(node.derived.chance, others.length)]);
  scheduleExchange(node);
}

/** It is back after a crash: it compares itself with every neighbour, and asks again until each has answered. */
export function rejoin(node: MultiLeaderNode): void {
  node.state.asks = neighboursOf(node);
  askAgain(node);
  tryLater(node);
}

/** Asks those that have not answered since it is back. */
export function askAgain(node: MultiLeaderNode): void {
  for (const member of node.state.asks) sendRoot(node, member);
}

/** A comparison with a member has come to its end: both keep the same, or its copies are here. */
export function hasAnswered({ state }: MultiLeaderNode, member: number): void {
  if (state.asks.length > 0) state.asks = state.asks.filter((each) => each !== member);
}

function sendRoot(node: MultiLeaderNode, to: number): void {
  say(node, to, 'tree', { level: 0, hashes: [0, hashAt(treeOf(node), 0, 0)] } satisfies TreeBody);
}

function treeOf({ state }: MultiLeaderNode): HashTree {
  return hashTree(Object.entries(state.copies).map(([cell, copy]) => [Number(cell), copyHash(copy)] as const));
}

/** Goes one level down where the trees differ; at the leaves, what is kept there is sent. */
export function compareTrees(node: MultiLeaderNode, from: number, { level, hashes }: TreeBody, msgId: number): void {
  const tree = treeOf(node);
  const places = differing(tree, level, hashes);
  if (places.length === 0) say(node, from, 'same', { level }, msgId);
  else if (level < LEAF_LEVEL) {
    say(node, from, 'tree', { level: level + 1, hashes: childrenOf(tree, level, places) } satisfies TreeBody, msgId);
  } else sendBucket(node, from, { leaves: places, among: copiesIn(node, places), wantsBack: true, msgId });
}

function copiesIn({ state }: MultiLeaderNode, leaves: readonly number[]): [number, Copy][] {
  const within = new Set(leaves);
  return Object.entries(state.copies)
    .map(([cell, copy]): [number, Copy] => [Number(cell), copy])
    .filter(([cell]) => within.has(leafOf(cell)));
}

interface Bucket {
  readonly leaves: readonly number[];
  readonly among: readonly [number, Copy][];
  readonly wantsBack: boolean;
  readonly msgId: number;
}

function sendBucket(node: MultiLeaderNode, to: number, { leaves, among, wantsBack, msgId }: Bucket): void {
  node.addGauge(MultiLeaderGauge.exchanged, among.length);
  const body: BucketBody = { leaves, cells: among.map(([cell]) => cell), copies: among.map(([, copy]) => copy), wantsBack };
  say(node, to, 'bucket', body, msgId);
}

/** Takes in what the other has, sends back what it lacks, and passes on what nobody else would hear of. */
export function takeBucket(node: MultiLeaderNode, from: number, { leaves, cells, copies, wantsBack }: BucketBody, msgId: number): void {
  if (!isFull(node)) {
    const news = cells.filter((cell, at) => takeIn(node, cell, copies[at]));
    passOn(node, news, from);
  }
  if (!wantsBack) return;
  const theirs = new Map(cells.map((cell, at) => [cell, copies[at]]));
  const lacking = copiesIn(node, leaves).filter(([cell, copy]) => !isSameCopy(copy, theirs.get(cell) ?? NEVER_WRITTEN));
  if (lacking.length > 0) sendBucket(node, from, { leaves, among: lacking, wantsBack: false, msgId });
}
