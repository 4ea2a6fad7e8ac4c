import { Gauge } from '../parts/contract';
import type { Samples } from '../trace/samples';
import type { TraceIndex } from '../trace/types';

/** A busy queue forgets as an M/M/1 queue of its load does: its slowest way back takes 1 / (1 - sqrt(load))^2 services. */
const OF_LOAD = 0.76;
/** The same, told by how many wait: for queues that are always full, of a bounded number of users, or without slots. */
const OF_WAITING = 3;

/**
 * How many successive requests know as much as one independent request does, roughly, by the part that remembers longest; at least 1.
 * This is the plan of W. Whitt (Planning queueing simulations, Management Science 35, 1989): it rests on mean figures, which a run of any
 * use knows well. How alike neighbours are in the run itself is known badly just where it matters: a run without its share of
 * long queues looks as if it forgot soon, so that whether a range is given would hang on luck, and given ranges would hold the truth in
 * half of the runs.
 */
export function memoryOf(samples: Samples, index: TraceIndex, from: number, to: number): number {
  return index.nodes.reduce((longest, node) => Math.max(longest, memoryOfPart(samples, node, from, to)), 1);
}

/** The same of one part, by the requests that pass it; 1 where nothing waits. */
export function memoryOfPart(samples: Samples, node: TraceIndex['nodes'][number], from: number, to: number): number {
  const { gaugeBase, capacity } = node;
  const average = (gauge: number): number => {
    let sum = 0;
    for (let i = from; i < to; i++) sum += samples.gaugeIn(gauge, i);
    return to > from ? sum / (to - from) : 0;
  };
  const waiting = average(gaugeBase + Gauge.queue);
  if (capacity === 0 && waiting === 0) return 1;
  const busy = capacity > 0 ? average(gaugeBase + Gauge.busy) : 0;
  return Math.max(1, memoryOfQueue(capacity > 0 ? busy / capacity : 1, waiting + Math.min(1, busy)));
}

/** Of one queue: `load` 0 to 1 (1: not known), `inside` the mean number of those who wait, and of one who is served. */
function memoryOfQueue(load: number, inside: number): number {
  const free = 1 - Math.sqrt(Math.min(1, load));
  return Math.min(free > 0 ? OF_LOAD / (free * free) : Infinity, OF_WAITING * (1 + inside) * (1 + inside));
}
