import { FIELD_NAMES } from '../data/values';
import type { NodeBody } from '../machines/machine';
import { Fate } from '../network/fates';
import { isWriteOp } from '../network/operations';
import type { NodeContext } from '../parts/context';
import { answeredNumber } from './answeredNumber';
import { inexactNumber } from './inexactNumber';
import { errorOf } from './maelstromErrors';

/** Numbers of clients' requests begin here; those that nodes give their own questions are smaller. */
const FIRST_SERIAL = 1_000_000_000;

/** What a node that talks as Maelstrom's nodes do remembers of it. */
export interface TalkState {
  /** Requests of clients that have not been answered yet: their calls, by the number that the node knows each by. */
  held: Record<string, number>;
  serial: number;
  /** The last mistake as a sentence; null: none. */
  problem: string | null;
}

/** The places of two gauges that talking moves. */
export interface TalkGauges {
  readonly mistakes: number;
  readonly toNodes: number;
}

type TalkingNode = NodeContext<unknown, unknown, TalkState>;

/** A request of a client as a message that wants an answer; the call is held until one comes. */
export function takeRequest(node: TalkingNode, call: number): NodeBody {
  const { calls, setup, state } = node;
  const serial = FIRST_SERIAL + state.serial++;
  state.held[serial] = call;
  const isWrite = isWriteOp(calls.op(call));
  const key = setup.keys.nameOf(calls.key(call));
  const field = FIELD_NAMES[calls.field(call)];
  return { type: isWrite ? 'write' : 'read', key, field, ...(isWrite ? { value: calls.value(call) } : {}), msg_id: serial };
}

/**
 * Sends a message to a member of a network of the node's, or answers the request of a client by it. `answers`: number in the run of the
 * message that it answers (0: none). What cannot be sent is a mistake. Returns whether it answered a request that was held.
 */
export function sendBody(node: TalkingNode, gauges: TalkGauges, dest: string, body: NodeBody, answers: number): boolean {
  const { setup, state } = node;
  const inexact = inexactNumber(body);
  if (inexact !== null)
    complain(node, gauges, `it sent ${body.type} with the number ${inexact}, which is beyond 2^53 and may be rounded: send it as text`);
  const to = setup.nodeIds.indexOf(dest);
  const seat = to < 0 ? -1 : setup.networks.findIndex(({ members }) => members.includes(to));
  if (seat >= 0 && !setup.takesBodies[to]) complain(node, gauges, `it sent ${body.type} to ${dest}, which takes no messages from programs`);
  else if (seat >= 0) {
    if (setup.nodeKinds[to] === setup.nodeKinds[node.index]) node.addGauge(gauges.toNodes, 1);
    node.tell(seat, to, setup.messageType(body.type), body, answers);
  }
  if (seat >= 0) return false;
  const serial = answeredNumber(body) ?? '';
  const call = Object.hasOwn(state.held, serial) ? state.held[serial] : -1;
  if (call >= 0 && node.calls.from(call) === to) {
    delete state.held[serial];
    answer(node, gauges, call, body);
    return true;
  }
  if (to < 0) complain(node, gauges, `it sent ${body.type} to ${dest.slice(0, 40)}, and nobody has that name`);
  else if (body.in_reply_to === undefined) complain(node, gauges, `it sent ${body.type} to ${dest}, which shares no network with it`);
  return false;
}

/** The request of a client has been answered. */
function answer(node: TalkingNode, gauges: TalkGauges, call: number, body: NodeBody): void {
  if (body.type === 'error') {
    // The program's own words say what it was, better than any fate.
    if (typeof body.text === 'string')
      node.say(`answered with error ${typeof body.code === 'number' ? body.code : 'without a code'}: ${body.text.slice(0, 120)}`);
    node.reply(call, errorOf(body.code).fate, 0);
  } else if (isWriteOp(node.calls.op(call))) node.reply(call, Fate.ok, node.calls.value(call));
  else if (body.value === null || body.value === undefined) node.reply(call, Fate.ok, -1);
  else if (typeof body.value === 'number' && Number.isSafeInteger(body.value) && body.value >= 0) node.reply(call, Fate.ok, body.value);
  else {
    const shown = JSON.stringify(body.value).slice(0, 40);
    complain(node, gauges, `it answered a read with ${shown}; it must give the value that was written, or null`);
    node.reply(call, Fate.programError, 0);
  }
}

/** Notes something that a program did and that came to nothing. */
export function complain(node: TalkingNode, gauges: TalkGauges, problem: string): void {
  node.state.problem = problem;
  node.addGauge(gauges.mistakes, 1);
  node.say(`mistake, ${problem}`);
}

/** Names of the nodes of a kind in a network, and of those that one of them is next to. */
export function namesInNetwork({ setup }: Pick<TalkingNode, 'setup'>): {
  readonly nodeIds: readonly string[];
  readonly neighbours: readonly string[];
} {
  const isNode = (index: number): boolean => setup.nodeKinds[index] === setup.nodeKinds[setup.index];
  const named = (nodes: readonly number[]): string[] => nodes.filter(isNode).map((index) => setup.nodeIds[index]);
  const seat = setup.networks.at(0);
  return {
    nodeIds: seat === undefined ? [setup.id] : named([...seat.members]),
    neighbours: seat === undefined ? [] : named(Array.from({ length: seat.neighbourCount }, (_, i) => seat.neighbour(i))),
  };
}
