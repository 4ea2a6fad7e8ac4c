/** A word of the field, as it is used here. */
export interface Term {
  readonly id: string;
  readonly name: string;
  /** One or two plain sentences. */
  readonly text: string;
}

/** Every word that a newcomer may ask about, by the alphabet. */
export const TERMS: readonly Term[] = [
  term(
    'at-least-once',
    'At least once',
    'A message is delivered again until its receiver confirms it. Nothing is lost, but some things may be done twice.',
  ),
  term(
    'at-most-once',
    'At most once',
    'A message is sent a single time and never again. Nothing is done twice, but some things may be lost.',
  ),
  term('autoscaler', 'Autoscaler', 'A part that switches workers on and off by how busy they are.'),
  term(
    'backpressure',
    'Backpressure',
    'A full part tells those in front of it to send less, instead of piling work up or throwing it away.',
  ),
  term('bottleneck', 'Bottleneck', 'The part or wire that limits the whole system: making any other one faster changes nothing.'),
  term('branch', 'Branch', 'A run that goes on from a moment of another one with something changed. What came before is kept and shared.'),
  term('bulkhead', 'Bulkhead', 'A limit on how many requests may be under way to one part, so that a slow one cannot take all slots.'),
  term('cache', 'Cache', 'A part that keeps answers in memory, so that most requests need not go to the slower part behind it.'),
  term(
    'chain-replication',
    'Chain replication',
    'Copies in a row: a write begins at the head, is handed on from copy to copy, and counts once the tail has it. The tail answers reads.',
  ),
  term(
    'circuit-breaker',
    'Circuit breaker',
    'After too many failures it stops sending for a while, so that the part behind can recover; then it lets a trial through.',
  ),
  term(
    'crdt',
    'CRDT',
    'A value that several parts can change at once: in any order their changes merge to the same, and none is lost. A counter can be one.',
  ),
  term(
    'deadline',
    'Deadline',
    'A moment that travels with a request. Once it has passed, nobody waits for the answer, and any more work on it is wasted.',
  ),
  term('event', 'Event', 'The smallest step of a run: a message arrives, work ends, a timer fires. Between two events nothing changes.'),
  term('failover', 'Failover', 'Another copy takes over the work of one that has died.'),
  term('fallacy', 'Fallacy', 'One of eight things that people wrongly take for granted about networks, e.g. that they are reliable.'),
  term('fault', 'Fault', 'Something that goes wrong on purpose: a crash, a cut wire, a slow disk.'),
  term('goodput', 'Goodput', 'Requests a second that were answered in time. Work that nobody waited for any more does not count.'),
  term('hedging', 'Hedging', 'Asking a second part when the first takes long, and taking whichever answers first.'),
  term('idempotent', 'Idempotent', 'Doing it twice is the same as doing it once, so it is safe to try again.'),
  term('in-flight', 'In flight', 'Requests that were sent and have not come to an end yet.'),
  term('latency', 'Latency', 'How long a request takes from being sent to being answered. On a wire: how long a message travels.'),
  term(
    'linearizable',
    'Linearizable',
    'Every operation seems to happen at one moment between its beginning and its end, and everybody sees the same order.',
  ),
  term(
    'littles-law',
    "Little's law",
    'How many are inside = how many arrive a second, times how long each one stays. It holds for every part in the long run.',
  ),
  term('load-balancer', 'Load balancer', 'A part that spreads requests over several parts of the same kind.'),
  term('load-shedding', 'Load shedding', 'Turning some requests away at once, so that the others are answered in time.'),
  term('mean', 'Mean', 'The average. It hides the slow ones: look at the percentiles, too.'),
  term(
    'multi-leader',
    'Multi-leader',
    'Several copies take writes, each answers at once, and they tell each other afterwards. Two writes at once can contradict each other.',
  ),
  term(
    'p50',
    'p50, p95, p99',
    'Percentiles. p99 = 486 ms: 99 of 100 answers came within 486 ms, the slowest one in a hundred took longer.',
  ),
  term('partition', 'Partition', 'The network falls into groups that cannot reach each other.'),
  term('patience', 'Patience', 'How long a client or part waits for an answer before it gives up. Also called a timeout.'),
  term(
    'poisson',
    'Poisson',
    'Arrivals at random moments, each independent of the others, as when many people act on their own. They come in bursts by pure luck.',
  ),
  term('primary', 'Primary', 'The copy that takes writes and passes them on to its replicas.'),
  term('quorum', 'Quorum', 'How many copies must answer before a read or write counts, usually more than half.'),
  term('queue', 'Queue', 'Where requests wait until a slot is free. A full queue turns newcomers away.'),
  term('rate-limiter', 'Rate limiter', 'Lets only so many requests a second through and turns the rest away.'),
  term('replica', 'Replica', 'A copy of the data. One that copies a moment later may answer with something old.'),
  term('replication-lag', 'Replication lag', 'How far a replica is behind its primary.'),
  term('retry', 'Retry', 'Trying again after a failure. When a system is full, retries add load and can keep it down.'),
  term(
    'seed',
    'Seed',
    'The number that all chance in a run is drawn from. The same board with the same seed gives the same run, to the last event.',
  ),
  term('shard', 'Shard', 'A part of the data on a machine of its own; a router knows which key is where.'),
  term(
    'sibling',
    'Sibling',
    'One of several values side by side: whoever wrote them had not seen the others. Somebody has to choose, or to merge them.',
  ),
  term('slots', 'Slots', 'How many requests a part can work on at once. While all are taken, others wait in the queue.'),
  term('stale', 'Stale', 'Older than what was written last.'),
  term(
    'throughput',
    'Throughput',
    'Requests a second that the system carried through, whether anybody still waited for the answer or not.',
  ),
  term('tombstone', 'Tombstone', 'What is kept of a deleted value, so that an old copy of it does not come back.'),
  term('utilization', 'Utilization', 'The share of its slots that a part has in use, on average. Near 100 % queues grow without end.'),
  term(
    'version-vector',
    'Version vector',
    'Of each part, how many of its writes a value has seen. Two values of which neither has seen all of the other were written at once.',
  ),
  term('zone', 'Zone', 'Parts that stand together, e.g. in one building, and may all be lost at once.'),
];

function term(id: string, name: string, text: string): Term {
  return { id, name, text };
}

/** What a word means; empty: it is not in the list. */
export function meaningOf(id: string): string {
  return TERMS.find((entry) => entry.id === id)?.text ?? '';
}
