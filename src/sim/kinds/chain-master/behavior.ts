import { msToNs } from '../../kernel/units';
import { Fate } from '../../network/fates';
import type { Message, MessageBody } from '../../network/messages';
import type { Behavior } from '../../parts/contract';
import type { NodeContext, NodeSetup } from '../../parts/context';
import { noAlarm, rings, setAlarm, stretchAlarm, type Alarm } from '../../toolkit/alarm';
import {
  BEAT,
  BEATS_A_LEASE,
  CHAIN,
  CHAIN_KIND,
  firstChain,
  type BeatBody,
  type ChainBody,
  type ChainEntry,
} from '../../toolkit/chainTalk';
import { durationText } from '../../trace/durationText';
import type { InspectSection } from '../../trace/inspection';
import { ChainMasterGauge } from './gauges';
import type { ChainMasterParams } from './kind';

const LOOK = 0;

interface MasterTools {
  /** Chain nodes of its network, in the order of the document. */
  readonly members: readonly number[];
  readonly detectNs: number;
  readonly beat: number;
  readonly chain: number;
}

interface MasterState {
  /** Raised with every change of the chain. */
  epoch: number;
  chain: readonly ChainEntry[];
  /** By node: when it was last heard of, ns, and whether it has all that the chain has. */
  heardNs: Record<string, number>;
  isReady: Record<string, boolean>;
  look: Alarm;
  detectNs: number;
}

type MasterNode = NodeContext<ChainMasterParams, MasterTools, MasterState>;

/** Handlers of the master of a chain. */
export const chainMasterBehavior: Behavior<ChainMasterParams, MasterTools, MasterState> = {
  prepare: masterTools,
  init: ({ derived }) => ({
    epoch: 1,
    chain: firstChain(derived.members),
    heardNs: Object.fromEntries(derived.members.map((member) => [member, 0])),
    isReady: Object.fromEntries(derived.members.map((member) => [member, true])),
    look: noAlarm(),
    detectNs: derived.detectNs,
  }),
  onStart: watch,
  onRequest: (node, call) => node.reply(call, Fate.noTarget, 0),
  onCrash: (_node, before) => ({ ...before, look: noAlarm() }),
  onRestart: (node) => {
    // It cannot know who left while it was down: everybody has as long as ever to be heard again.
    for (const member of node.derived.members) node.state.heardNs[member] = node.now();
    watch(node);
  },
  onTimer: look,
  onMessage: hear,
  onParams: (node) => {
    stretchAlarm(node, node.state.look, node.derived.detectNs / node.state.detectNs, LOOK);
    node.state.detectNs = node.derived.detectNs;
    // Nodes say that they are there as often as they were told to: they must hear of it first.
    for (const member of node.derived.members) {
      node.state.heardNs[member] = node.now();
      tell(node, member, -1);
    }
  },
  problem: ({ id, derived }) => (derived.members.length > 0 ? null : `${id} has no chain: wire chain nodes to its network.`),
  says: ({ setup }, body) => chainText(setup, body as unknown as ChainBody),
  inspect: (node) => [standing(node)],
};

function masterTools(setup: NodeSetup, params: ChainMasterParams): MasterTools {
  const seat = setup.networks.at(0);
  return {
    members: seat === undefined ? [] : [...seat.members].filter((index) => setup.nodeKinds[index] === CHAIN_KIND),
    detectNs: msToNs(params.detectMs),
    beat: setup.messageType(BEAT),
    chain: setup.messageType(CHAIN),
  };
}

function watch(node: MasterNode): void {
  node.setGauge(ChainMasterGauge.length, node.state.chain.length);
  if (node.derived.members.length > 0) setAlarmQuietly(node);
}

/** Looking after others keeps no run going. */
function setAlarmQuietly(node: MasterNode): void {
  const quiet = { now: () => node.now(), after: (delayNs: number, tag: number, arg: number) => node.afterQuietly(delayNs, tag, arg) };
  setAlarm(quiet, node.state.look, Math.max(1, Math.floor(node.derived.detectNs / BEATS_A_LEASE)), LOOK);
}

/** Takes out those that were silent for too long, unless nobody else has the data. */
function look(node: MasterNode): void {
  const { state, derived } = node;
  if (!rings(node, state.look)) return;
  setAlarmQuietly(node);
  const isSilent = (member: number): boolean => node.now() - state.heardNs[member] > derived.detectNs;
  const left = state.chain.filter((entry) => !isSilent(entry.node));
  if (left.length === state.chain.length || !left.some((entry) => state.isReady[entry.node])) return;
  const gone = state.chain.filter((entry) => isSilent(entry.node));
  node.addGauge(ChainMasterGauge.removed, gone.length);
  change(node, left, `takes out ${namesOf(node, gone)}`);
}

function namesOf({ setup }: Pick<MasterNode, 'setup'>, entries: readonly ChainEntry[]): string {
  return entries.map((entry) => setup.nodeLabels[entry.node]).join(', ');
}

/** Another chain: everybody hears of it. */
function change(node: MasterNode, chain: readonly ChainEntry[], why: string): void {
  const { state, derived } = node;
  state.epoch++;
  state.chain = chain;
  node.setGauge(ChainMasterGauge.length, chain.length);
  node.say(`${why}; the chain is ${namesOf(node, chain)}`);
  for (const member of derived.members) tell(node, member, -1);
}

function tell(node: MasterNode, member: number, clockNs: number, inReplyTo = 0): void {
  const { epoch, chain } = node.state;
  const body: ChainBody = { epoch, chain, leaseNs: node.derived.detectNs, clockNs };
  node.tell(0, member, node.derived.chain, body as unknown as MessageBody, inReplyTo);
}

/** A node is there. One that is not in the chain, or has lost its disk since it joined, is added at the tail. */
function hear(node: MasterNode, { from, type, body, msgId }: Message): void {
  const { state, derived } = node;
  if (type !== derived.beat || !derived.members.includes(from)) return;
  const { life, isReady, clockNs } = body as unknown as BeatBody;
  state.heardNs[from] = node.now();
  const entry = state.chain.find((each) => each.node === from);
  if (entry?.life === life) {
    state.isReady[from] = isReady;
    tell(node, from, clockNs, msgId);
    return;
  }
  state.isReady[from] = false;
  node.addGauge(ChainMasterGauge.added, 1);
  const others = state.chain.filter((each) => each.node !== from);
  change(node, [...others, { node: from, since: state.epoch + 1, life }], `adds ${node.setup.nodeLabels[from]} at the tail`);
}

function chainText({ nodeLabels }: NodeSetup, { epoch, chain }: ChainBody): string {
  return `chain ${epoch}: ${chain.map((entry) => nodeLabels[entry.node]).join(', ')}`;
}

function standing(node: MasterNode): InspectSection {
  const { state, setup, derived } = node;
  const rows = derived.members.map((member) => {
    const place = state.chain.findIndex((entry) => entry.node === member);
    return [
      setup.nodeLabels[member],
      place < 0 ? 'out' : place + 1,
      state.isReady[member] ? 'yes' : 'no',
      durationText(node.now() - state.heardNs[member]),
    ];
  });
  const title = `The chain, version ${state.epoch}`;
  return { type: 'table', title, columns: ['node', 'place', 'has the data', 'last heard of, ago'], rows, total: rows.length };
}
