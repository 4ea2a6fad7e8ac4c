import { FIELD_NAMES, keyOfRegister, registerOf } from '../../data/values';
import { murmur3 } from '../../kernel/hash';
import { msToNs } from '../../kernel/units';
import type { Message } from '../../network/messages';
import { stretchAlarm } from '../../toolkit/alarm';
import { shown, type Copy } from '../../toolkit/versions/copy';
import type { Behavior } from '../../parts/contract';
import type { NodeSetup } from '../../parts/context';
import { beginExchange, compareTrees, scheduleExchange, takeBucket, type BucketBody, type TreeBody } from './antiEntropy';
import { insideOf } from './inspect';
import { saying } from './saying';
import { askedFor, copyOf, highestKnown, showKept, takeIn } from './keep';
import type { QuorumParams } from './kind';
import { forgetHint, handed, handOver } from './mending';
import { copiesOf } from './placement';
import { beginRequest, goAgain, got, kept, refused, runOut } from './requests';
import {
  newQuorumState,
  QUORUM_WORDS,
  QuorumTag,
  say,
  type Ballot,
  type QuorumNode,
  type QuorumState,
  type QuorumTools,
  type QuorumWord,
} from './state';

/** Handlers of a quorum node. */
export const quorumBehavior: Behavior<QuorumParams, QuorumTools, QuorumState> = {
  prepare: quorumTools,
  init: (node) => beginning(node, 0),
  onStart: scheduleExchange,
  onRequest: beginRequest,
  onMessage: hear,
  onTimer: (node, tag, arg) => {
    if (tag === QuorumTag.patience) runOut(node, arg);
    else if (tag === QuorumTag.again) goAgain(node, arg);
    else if (tag === QuorumTag.handoff) handOver(node);
    else beginExchange(node);
  },
  onCrash: (node, before, loses) => {
    const empty = beginning(node, before.life + (loses === 'disk' ? 1 : 0));
    // Requests that it saw to have ended with it. What lies on the disk stays.
    const { copies, promises, issued, hints, known, view, siblings, serial, lastTime } = before;
    if (loses === 'disk') return { ...empty, serial, lastTime };
    return { ...empty, copies, promises, issued, hints, known, view, siblings, serial, lastTime };
  },
  onRestart: (node) => {
    showKept(node);
    scheduleExchange(node);
    node.state.handoff.dueNs = node.now();
    handOver(node);
  },
  onParams: changed,
  lookup: (node, key) => ({
    writes: FIELD_NAMES.map((_, field) => newestWrite(copyOf(node, registerOf(key, field)))),
    keysHeld: keysIn(node.state).size,
  }),
  keysMet: keysIn,
  problem: problemOf,
  says: saying,
  inspect: insideOf,
};

function quorumTools(setup: NodeSetup, params: QuorumParams): QuorumTools {
  const seat = setup.networks.at(0) ?? null;
  const members =
    seat === null ? [setup.index] : [...seat.members].filter((index) => setup.nodeKinds[index] === setup.nodeKinds[setup.index]);
  return {
    seat,
    members,
    salts: members.map((member) => murmur3(setup.nodeIds[member])),
    parts: setup.nodeIds.length,
    patienceNs: msToNs(params.patienceMs),
    retryNs: msToNs(params.retryMs),
    exchangeNs: msToNs(params.antiEntropyMs),
    chance: setup.stream('quorum'),
    types: Object.fromEntries(QUORUM_WORDS.map((word) => [word, setup.messageType(word)])) as Record<QuorumWord, number>,
  };
}

function beginning({ derived }: Pick<QuorumNode, 'derived'>, life: number): QuorumState {
  return { ...newQuorumState(life), retryNs: derived.retryNs, exchangeNs: derived.exchangeNs };
}

/** Fields have changed: what waits goes on as if they had always been so. */
function changed(node: QuorumNode): void {
  const { derived, state } = node;
  stretchAlarm(node, state.handoff, derived.retryNs / state.retryNs, QuorumTag.handoff);
  if (derived.exchangeNs === 0 || state.exchange.dueNs < 0) scheduleExchange(node);
  else stretchAlarm(node, state.exchange, derived.exchangeNs / state.exchangeNs, QuorumTag.exchange);
  Object.assign(state, { retryNs: derived.retryNs, exchangeNs: derived.exchangeNs });
}

/** A message of another quorum node, in the words of its type. */
interface Said {
  readonly id: number;
  readonly turn: number;
  readonly cell: number;
  readonly copy: Copy;
  readonly ballot: Ballot | null;
  readonly promised: number;
  readonly highest: number;
  readonly hintFor: number;
  readonly name: string;
  readonly hash: number;
}

function hear(node: QuorumNode, { from, type, body, msgId }: Message): void {
  if (!node.derived.members.includes(from)) return;
  // Whoever talks is not down.
  delete node.state.suspects[from];
  const said = body as unknown as Said;
  switch (QUORUM_WORDS.find((word) => node.derived.types[word] === type)) {
    case 'get':
      giveCopy(node, from, said, msgId);
      break;
    case 'put': {
      const { id, turn, cell, copy, hintFor } = said;
      if (takeIn(node, cell, copy, hintFor)) say(node, from, 'kept', { id, turn }, msgId);
      else say(node, from, 'refused', { id, turn, highest: highestKnown(node, cell) }, msgId);
      break;
    }
    case 'got':
      got(node, from, said);
      break;
    case 'kept':
      kept(node, from, said);
      break;
    case 'refused':
      refused(node, from, said);
      break;
    case 'repair':
      takeIn(node, said.cell, said.copy, said.hintFor);
      break;
    case 'hand':
      handed(node, from, said);
      break;
    case 'handed':
      forgetHint(node, said);
      break;
    case 'tree':
      compareTrees(node, from, body as unknown as TreeBody);
      break;
    case 'bucket':
      takeBucket(node, from, body as unknown as BucketBody);
      break;
    default:
      break;
  }
}

function giveCopy(node: QuorumNode, from: number, { id, turn, cell, ballot }: Said, msgId: number): void {
  const own = askedFor(node, cell, ballot);
  if (own === null) say(node, from, 'refused', { id, turn, highest: highestKnown(node, cell) }, msgId);
  else say(node, from, 'got', { id, turn, cell, copy: own.copy, promised: own.promised }, msgId);
}

function keysIn({ copies }: QuorumState): Set<number> {
  return new Set(Object.keys(copies).map((cell) => keyOfRegister(Number(cell))));
}

/** The number of the newest register among what a copy holds; 0 as shipped, -1: nothing that is a register. */
function newestWrite(copy: Copy): number {
  const values = shown(copy);
  if (values === undefined) return 0;
  return values.findLast((value) => typeof value === 'number') ?? -1;
}

function problemOf(node: QuorumNode): string | null {
  const { params, id, derived } = node;
  if (derived.seat === null) return `${id} is alone: wire it to a network with other quorum nodes.`;
  const copies = copiesOf(node);
  const wanted = params.reads > copies ? `R = ${params.reads}` : params.writes > copies ? `W = ${params.writes}` : null;
  return wanted === null ? null : `${id} can never meet ${wanted}: there are ${copies} copies of each value. Lower it, or add nodes.`;
}
