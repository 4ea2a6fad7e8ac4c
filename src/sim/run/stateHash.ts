import { fold, foldNumbers, newLanes, numberWord } from '../kernel/fold';
import { hashHex, mix32 } from '../kernel/hash';
import type { Engine } from './engine';

/**
 * Hash of the state of an engine, 16 hexadecimal digits: gauges, random streams, nodes, wires, and the waiting events in any order.
 * Two engines of one scenario with equal hashes go on alike, however they came there.
 */
export function stateHash(engine: Engine): string {
  const lanes = newLanes();
  foldNumbers(lanes, engine.gauges.cells);
  foldNumbers(lanes, engine.streams.snapshot());
  for (const node of engine.nodes) {
    foldPlain(lanes, node.state);
    foldNumbers(lanes, [node.epoch, node.slowFactor]);
  }
  foldPlain(lanes, engine.holds.list());
  foldNumbers(lanes, engine.links.cut);
  for (let link = 0; link < engine.links.count; link++) foldNumbers(lanes, [engine.links.sent(link), engine.links.lost(link)]);
  foldNumbers(lanes, engine.status);
  foldNumbers(lanes, engine.fates);
  foldNumbers(lanes, [
    engine.events,
    engine.requestsSent,
    engine.inFlight,
    engine.messages,
    engine.quiet,
    engine.held,
    engine.schedule.taken,
  ]);
  let waiting = 0;
  engine.queue.forEach((timeNs, meta, a) => {
    waiting = (waiting + mix32(numberWord(timeNs) ^ mix32(meta + Math.imul(a, 0x9e3779b1)))) | 0;
  });
  foldNumbers(lanes, engine.history.hash);
  fold(lanes, waiting);
  lanes[0] ^= engine.hash[0];
  lanes[1] ^= engine.hash[1];
  return hashHex(lanes);
}

/** Folds plain data in the order in which it is kept. */
function foldPlain(lanes: Int32Array, value: unknown): void {
  if (typeof value === 'number') fold(lanes, numberWord(value));
  else if (typeof value === 'boolean') fold(lanes, value ? 3 : 5);
  else if (typeof value === 'string') for (let i = 0; i < value.length; i++) fold(lanes, value.charCodeAt(i));
  else if (value === null || value === undefined) fold(lanes, 7);
  else if (ArrayBuffer.isView(value)) foldNumbers(lanes, value as Float64Array);
  else {
    for (const [name, item] of Object.entries(value)) {
      foldPlain(lanes, name);
      foldPlain(lanes, item);
    }
  }
}
