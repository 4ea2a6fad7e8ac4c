import { FIELD_NAMES, keyOfRegister, registerOf } from '../../data/values';
import { msToNs } from '../../kernel/units';
import { Fate } from '../../network/fates';
import type { Message, MessageBody } from '../../network/messages';
import { isWriteOp } from '../../network/operations';
import type { Behavior, CrashLoss } from '../../parts/contract';
import type { NodeSetup } from '../../parts/context';
import { rings, stretchAlarm } from '../../toolkit/alarm';
import { answerNumber, cellName, valueText } from '../../toolkit/versions/answer';
import { knownTo, type Copy } from '../../toolkit/versions/copy';
import { NOTHING_SEEN, type Seen } from '../../toolkit/versions/seen';
import { LOG_VERBS } from '../../trace/types';
import {
  askAgain,
  beginExchange,
  compareTrees,
  hasAnswered,
  rejoin,
  scheduleExchange,
  takeBucket,
  type BucketBody,
  type TreeBody,
} from './exchange';
import { insideOf } from './inspect';
import { copyOf, isFull, recount, showKept, takeIn } from './keep';
import type { MultiLeaderParams } from './kind';
import { hearCopies, hearKept, passOn, sendAgain, sendBatch, showOwed, tryLater, type CopiesBody, type KeptBody } from './sending';
import {
  MULTI_LEADER_WORDS,
  MultiLeaderTag,
  newMultiLeaderState,
  type MultiLeaderNode,
  type MultiLeaderState,
  type MultiLeaderTools,
  type MultiLeaderWord,
} from './state';
import { outcomeOf, valuesIn } from './writing';

const READ = LOG_VERBS.indexOf('read');
const UPDATED = LOG_VERBS.indexOf('updated');
const REJECTED = LOG_VERBS.indexOf('rejected');
/** So many values of a message are told one by one. */
const MOST_TOLD = 3;

/** Handlers of a leader among several. */
export const multiLeaderBehavior: Behavior<MultiLeaderParams, MultiLeaderTools, MultiLeaderState> = {
  prepare: multiLeaderTools,
  init: (node) => beginning(node, 0),
  onStart: scheduleExchange,
  onRequest: answer,
  onMessage: hear,
  onTimer: (node, tag) => {
    if (tag === MultiLeaderTag.batch) sendBatch(node);
    else if (tag === MultiLeaderTag.exchange) beginExchange(node);
    else if (rings(node, node.state.again)) {
      sendAgain(node);
      askAgain(node);
      tryLater(node);
    }
  },
  onCrash: afterCrash,
  onRestart: (node) => {
    showKept(node);
    showOwed(node);
    scheduleExchange(node);
    rejoin(node);
    // What nobody has acknowledged may have been lost with it.
    for (const cells of Object.values(node.state.owed)) for (const cell of Object.keys(cells)) cells[cell] = 0;
  },
  onParams: changed,
  lookup: (node, key) => ({
    writes: FIELD_NAMES.map((_, field) => newestWrite(node, copyOf(node, registerOf(key, field)))),
    keysHeld: keysIn(node.state).size,
  }),
  keysMet: keysIn,
  problem: ({ id, derived }) =>
    derived.members.length > 1 ? null : `${id} is the only leader: wire it to a network with other multi-leader nodes.`,
  says: saying,
  inspect: insideOf,
};

function multiLeaderTools(setup: NodeSetup, params: MultiLeaderParams): MultiLeaderTools {
  const seat = setup.networks.at(0) ?? null;
  const isLeader = (index: number): boolean => setup.nodeKinds[index] === setup.nodeKinds[setup.index];
  return {
    seat,
    members: seat === null ? [setup.index] : [...seat.members].filter(isLeader),
    parts: setup.nodeIds.length,
    replicateNs: msToNs(params.replicateMs),
    retryNs: msToNs(params.retryMs),
    exchangeNs: msToNs(params.antiEntropyMs),
    chance: setup.stream('multi-leader'),
    types: Object.fromEntries(MULTI_LEADER_WORDS.map((word) => [word, setup.messageType(word)])) as Record<MultiLeaderWord, number>,
  };
}

function beginning({ derived }: Pick<MultiLeaderNode, 'derived'>, life: number): MultiLeaderState {
  const { replicateNs, retryNs, exchangeNs } = derived;
  return { ...newMultiLeaderState(life), replicateNs, retryNs, exchangeNs };
}

/** What lies on the disk stays; who keeps values in memory has none, and is somebody else to those who count its writes. */
function afterCrash(node: MultiLeaderNode, before: MultiLeaderState, loses: CrashLoss): MultiLeaderState {
  const isLost = loses === 'disk' || (loses === 'memory' && node.params.storage === 'memory');
  const empty = beginning(node, before.life + (isLost ? 1 : 0));
  if (isLost) return { ...empty, lastTime: before.lastTime };
  const { copies, issued, lastTime, logicalTime, owed, owedCount, known, view, siblings } = before;
  return { ...empty, copies, issued, lastTime, logicalTime, owed, owedCount, known, view, siblings };
}

/** Fields have changed: what waits goes on as if they had always been so. */
function changed(node: MultiLeaderNode): void {
  const { derived, state } = node;
  if (state.replicateNs > 0) {
    // At once, where nothing is to be waited for any more.
    stretchAlarm(node, state.batch, derived.replicateNs / state.replicateNs, MultiLeaderTag.batch);
  }
  stretchAlarm(node, state.again, derived.retryNs / state.retryNs, MultiLeaderTag.again);
  if (derived.exchangeNs === 0 || state.exchange.dueNs < 0) scheduleExchange(node);
  else stretchAlarm(node, state.exchange, derived.exchangeNs / state.exchangeNs, MultiLeaderTag.exchange);
  recount(node);
  Object.assign(state, { replicateNs: derived.replicateNs, retryNs: derived.retryNs, exchangeNs: derived.exchangeNs });
}

/** A client has asked something: it is answered at once, from what this leader keeps. */
function answer(node: MultiLeaderNode, call: number): void {
  const { calls } = node;
  const cell = registerOf(calls.key(call), Math.max(0, calls.field(call)));
  if (isWriteOp(calls.op(call))) write(node, call, cell);
  else {
    const copy = copyOf(node, cell);
    if (node.params.context === 'client') node.state.contexts[contextName(node, call, cell)] = knownTo(copy);
    node.log(READ, call, -1);
    node.reply(call, Fate.ok, answerNumber(node, cell, valuesIn(node, copy)));
  }
}

function write(node: MultiLeaderNode, call: number, cell: number): void {
  const { calls } = node;
  const own = copyOf(node, cell);
  const copy = isFull(node)
    ? null
    : outcomeOf(node, { op: calls.op(call), cell, write: calls.value(call), context: contextOf(node, call, cell, own) }, own);
  if (copy === null) {
    const fate = isFull(node) ? Fate.diskFull : Fate.conflict;
    node.log(REJECTED, call, fate);
    node.reply(call, fate, 0);
    return;
  }
  const isNews = takeIn(node, cell, copy);
  node.log(UPDATED, call, -1);
  node.reply(call, Fate.ok, calls.value(call));
  if (isNews) passOn(node, [cell]);
}

/** What a write has seen: all that its leader holds, or what its client has read. */
function contextOf(node: MultiLeaderNode, call: number, cell: number, own: Copy): Seen {
  if (node.params.context === 'leader') return knownTo(own);
  return (node.state.contexts[contextName(node, call, cell)] as Seen | undefined) ?? NOTHING_SEEN;
}

function contextName({ calls }: MultiLeaderNode, call: number, cell: number): string {
  return `${calls.origin(call)}:${cell}`;
}

function hear(node: MultiLeaderNode, { from, type, body, msgId }: Message): void {
  if (!node.derived.members.includes(from)) return;
  switch (MULTI_LEADER_WORDS.find((word) => node.derived.types[word] === type)) {
    case 'replicate':
      hearCopies(node, from, body as unknown as CopiesBody, msgId);
      break;
    case 'kept':
      hearKept(node, from, body as unknown as KeptBody);
      break;
    case 'tree':
      compareTrees(node, from, body as unknown as TreeBody, msgId);
      break;
    case 'bucket':
      hasAnswered(node, from);
      takeBucket(node, from, body as unknown as BucketBody, msgId);
      break;
    case 'same':
      hasAnswered(node, from);
      break;
    default:
      break;
  }
}

function keysIn({ copies }: MultiLeaderState): Set<number> {
  return new Set(Object.keys(copies).map((cell) => keyOfRegister(Number(cell))));
}

/** The number of the newest plain value among what a copy holds; 0 as shipped, -1: nothing that is one. */
function newestWrite(node: MultiLeaderNode, copy: Copy): number {
  const values = valuesIn(node, copy);
  if (values === undefined) return 0;
  return values.findLast((value) => typeof value === 'number') ?? -1;
}

/** What a leader tells another, in words. */
function saying(node: MultiLeaderNode, body: MessageBody): string {
  const { copies, cells = [], kept, hashes, level } = body as unknown as Partial<CopiesBody & KeptBody & TreeBody>;
  const rest = cells.length > MOST_TOLD ? `, and ${cells.length - MOST_TOLD} more` : '';
  const told = (text: (cell: number, at: number) => string): string => cells.slice(0, MOST_TOLD).map(text).join(', ') + rest;
  if (copies !== undefined) return cells.length === 0 ? 'keeps nothing there' : told((cell, at) => copyText(node, cell, copies[at]));
  if (kept !== undefined) return `has ${told((cell) => cellName(node.setup, cell))}`;
  if (hashes !== undefined) return `hash tree, level ${level}: ${hashes.length / 2} ${hashes.length === 2 ? 'hash' : 'hashes'}`;
  return 'keeps the same';
}

function copyText(node: MultiLeaderNode, cell: number, copy: Copy): string {
  const values = (valuesIn(node, copy) ?? []).filter((value) => value !== null).map((value) => valueText(node, cell, value));
  return `${cellName(node.setup, cell)} = ${values.length === 0 ? 'deleted' : values.join(' | ')}`;
}
