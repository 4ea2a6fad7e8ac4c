import { FIELD_NAMES, keyOfRegister, registerOf } from '../../data/values';
import { compileDistribution } from '../../kernel/distribution';
import { msToNs } from '../../kernel/units';
import type { Message } from '../../network/messages';
import type { Behavior, CrashLoss } from '../../parts/contract';
import type { NodeSetup } from '../../parts/context';
import { rings, stretchAlarm } from '../../toolkit/alarm';
import { CHAIN_KIND, firstChain, MASTER_KIND, type ChainBody } from '../../toolkit/chainTalk';
import { beat, feed, hearChain, hearHas, hearState, lacksState, showRole, type HasBody, type StateBody } from './configuration';
import { insideOf } from './inspect';
import type { ChainParams } from './kind';
import { hearCommitted, hearUpdates, resend, showLog, tryLater, versionsOf, type CommittedBody, type UpdateBody } from './log';
import {
  askAgain,
  beginRequest,
  goOnAll,
  hearAsk,
  hearQuery,
  hearThis,
  hearValue,
  hearWhich,
  runOut,
  served,
  type AskBody,
  type QueryBody,
  type ValueBody,
  type WhichBody,
} from './requests';
import { saying } from './says';
import { CHAIN_WORDS, ChainTag, newChainState, nodeAt, type ChainNode, type ChainState, type ChainTools, type ChainWord } from './state';
import { fillSlots } from './work';

/** Handlers of a chain node. */
export const chainBehavior: Behavior<ChainParams, ChainTools, ChainState> = {
  prepare: chainTools,
  init: ({ derived }) => ({
    ...newChainState(0),
    epoch: 1,
    chain: firstChain(derived.members),
    since: 1,
    isReady: true,
    retryNs: derived.retryNs,
  }),
  onStart: (node) => {
    showRole(node);
    beat(node);
  },
  onRequest: beginRequest,
  onMessage: hear,
  onTimer: (node, tag, arg) => {
    if (tag === ChainTag.served) served(node, arg);
    else if (tag === ChainTag.patience) runOut(node, arg);
    else if (tag === ChainTag.beat) {
      if (rings(node, node.state.beat)) beat(node);
    } else if (rings(node, node.state.again)) again(node);
  },
  onCrash: afterCrash,
  onRestart: (node) => {
    showRole(node);
    showLog(node);
    beat(node);
    tryLater(node);
  },
  onParams: (node) => {
    stretchAlarm(node, node.state.again, node.derived.retryNs / node.state.retryNs, ChainTag.again);
    node.state.retryNs = node.derived.retryNs;
    fillSlots(node);
    goOnAll(node, true);
  },
  capacity: ({ concurrency }) => concurrency,
  queueLimit: ({ queueLimit }) => queueLimit,
  lookup: (node, key) => ({
    writes: FIELD_NAMES.map((_, field) => newestWrite(node, registerOf(key, field))),
    keysHeld: keysIn(node.state).size,
  }),
  keysMet: keysIn,
  problem: ({ id, derived }) =>
    derived.members.length > 1 ? null : `${id} is a chain of one: wire it to a network with other chain nodes.`,
  says: saying,
  inspect: insideOf,
};

function chainTools(setup: NodeSetup, params: ChainParams): ChainTools {
  const members = [...(setup.networks.at(0)?.members ?? [setup.index])];
  const ofKind = (kind: string): number[] => members.filter((index) => setup.nodeKinds[index] === kind);
  return {
    members: ofKind(CHAIN_KIND),
    master: ofKind(MASTER_KIND).at(0) ?? -1,
    service: compileDistribution(params.serviceTimeMs),
    stream: setup.stream('service'),
    patienceNs: msToNs(params.patienceMs),
    retryNs: msToNs(params.retryMs),
    types: Object.fromEntries(CHAIN_WORDS.map((word) => [word, setup.messageType(word)])) as Record<ChainWord, number>,
  };
}

/** Looks for what has not arrived, as long as there is anything to look for. */
function again(node: ChainNode): void {
  const { state } = node;
  if (lacksState(node) >= 0) feed(node);
  else resend(node);
  askAgain(node);
  const isAsking = Object.values(state.pending).some(({ write, stage }) => write < 0 && stage === 'asked');
  const isSending = nodeAt(node, 1) >= 0 && (state.log.length > 0 || lacksState(node) >= 0);
  if (isAsking || isSending) tryLater(node);
}

/** What clients wait for ends with it; what lies on the disk stays. Who has lost that is somebody else to the master. */
function afterCrash({ derived }: Pick<ChainNode, 'derived'>, before: ChainState, loses: CrashLoss): ChainState {
  const { serial, jobs } = before;
  const none = { pending: {}, queue: [], running: {}, serial, jobs, leaseUntilNs: -1, early: {}, retryNs: derived.retryNs };
  const silent = { ...newChainState(before.life + 1), ...none };
  return loses === 'disk' ? silent : { ...before, ...none, beat: silent.beat, again: silent.again };
}

function hear(node: ChainNode, { from, type, body, msgId }: Message): void {
  const said: unknown = body;
  const word = CHAIN_WORDS.find((each) => node.derived.types[each] === type);
  if (word === 'chain') {
    if (from === node.derived.master) hearChain(node, said as ChainBody);
    return;
  }
  if (!node.derived.members.includes(from)) return;
  if (word === 'update') hearUpdates(node, from, said as UpdateBody);
  else if (word === 'committed') hearCommitted(node, from, said as CommittedBody);
  else if (word === 'state') hearState(node, from, said as StateBody);
  else if (word === 'has') hearHas(node, from, said as HasBody);
  else if (word === 'ask') hearAsk(node, from, said as AskBody);
  else if (word === 'query') hearQuery(node, from, said as QueryBody);
  else if (word === 'value') hearValue(node, said as ValueBody);
  else if (word === 'which') hearWhich(node, from, said as QueryBody, msgId);
  else if (word === 'this') hearThis(node, said as WhichBody);
}

function keysIn({ cells }: ChainState): Set<number> {
  return new Set(Object.keys(cells).map((cell) => keyOfRegister(Number(cell))));
}

/** The number of the newest plain value of a cell; 0 as shipped, -1: it holds none. */
function newestWrite(node: ChainNode, cell: number): number {
  const version = versionsOf(node, cell).at(-1);
  if (version === undefined) return 0;
  return typeof version.value === 'number' ? version.value : -1;
}
