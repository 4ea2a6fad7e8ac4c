import { fold, foldNumbers, newLanes, numberWord } from '../kernel/fold';
import { hashHex, mix32 } from '../kernel/hash';
import type { Engine } from './engine';

/**
 * Hash of the state of an engine, 16 hexadecimal digits: everything that what happens from here on depends on, and what has happened so
 * far. Two engines of one scenario with equal hashes go on alike, however they came there.
 */
export function stateHash(engine: Engine): string {
  const lanes = newLanes();
  foldNumbers(lanes, engine.gauges.cells);
  foldNumbers(lanes, engine.streams.snapshot());
  for (const node of engine.nodes) {
    foldPlain(lanes, node.state);
    foldPlain(lanes, node.params);
    foldNumbers(lanes, [node.epoch, node.slowFactor, node.crashedWith === null || node.crashedWith === node.params ? 0 : 1]);
  }
  foldPlain(lanes, engine.holds.list());
  foldPlain(lanes, engine.schedule.snapshot());
  foldPlain(lanes, engine.links.snapshot());
  foldCalls(lanes, engine);
  foldPlain(lanes, engine.deferred);
  foldPlain(lanes, engine.standstills);
  foldPlain(lanes, engine.values.all);
  foldNumbers(lanes, engine.status);
  foldNumbers(lanes, engine.silent);
  foldNumbers(lanes, engine.fates);
  foldNumbers(lanes, [
    engine.events,
    engine.requestsSent,
    engine.inFlight,
    engine.messages,
    engine.quiet,
    engine.held,
    engine.samples.done,
  ]);
  foldNumbers(lanes, engine.history.hash);
  fold(lanes, waitingWord(engine));
  lanes[0] ^= engine.hash[0];
  lanes[1] ^= engine.hash[1];
  return hashHex(lanes);
}

/** Calls, and in which order their numbers are given out again: who has which number decides the order in which a crash ends them. */
function foldCalls(lanes: Int32Array, engine: Engine): void {
  const { calls } = engine;
  foldPlain(lanes, calls.snapshot());
}

/** Waiting events: those of one moment in their order; moments in any, because where they lie in the queue depends on its past. */
function waitingWord(engine: Engine): number {
  const before = new Map<number, number>();
  let waiting = 0;
  engine.queue.forEach((timeNs, meta, a, b) => {
    const place = before.get(timeNs) ?? 0;
    before.set(timeNs, place + 1);
    const event = mix32(meta + Math.imul(a, 0x9e3779b1)) ^ mix32(b + Math.imul(place, 0x85ebca6b));
    waiting = (waiting + mix32(numberWord(timeNs) ^ mix32(event))) | 0;
  });
  return waiting;
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
