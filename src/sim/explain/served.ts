import type { Operation } from '../history/operations';
import { requestOperation } from '../history/history';
import { senderAndReceiver } from '../trace/lanes';
import { hopsOf, isAnsweredInTime, type Hop } from './hops';
import { requestFacts } from './requestFacts';
import type { Explainable } from './types';

const PIECE_ROWS = 150_000;

/** The part that answered an operation of a client, wherever that is behind what passes it on; -1: it cannot be told. */
export function servedBy(run: Explainable, { node, key, field, invokeNs, operation }: Operation): number {
  const row = run
    .history()
    .find((each) => each.type === 'invoke' && each.atNs === invokeNs && each.node === node && each.key === key && each.field === field);
  const request = row?.operation === operation ? row.id / requestOperation(1) : Number.NaN;
  const facts = Number.isInteger(request) ? requestFacts(run, request) : null;
  if (facts === null) return -1;
  let server = -1;
  for (let hops = hopsOf(run.index, facts); hops.length > 0;) {
    const hop = hops.find(isGood);
    if (hop === undefined) break;
    server = hop.callee;
    hops = hop.children;
  }
  return server;
}

function isGood(hop: Hop): boolean {
  return isAnsweredInTime(hop) && hop.answer?.fate === 0;
}

/** The part whose message came in at a part at a moment; -1: none did. */
export function senderTo(run: Explainable, node: number, atNs: number): number {
  const window = run.window(atNs, atNs + 1, PIECE_ROWS);
  const { messages } = window;
  for (let row = 0; row < messages.count; row++) {
    if (messages.arriveNs[row] !== atNs || messages.lost[row] === 1) continue;
    const [from, to] = senderAndReceiver(run.index, window, row);
    if (to === node) return from;
  }
  return -1;
}
