import { strings } from './strings';
/** How much an example asks of whoever opens it. */
export type Level = 'first-steps' | 'going-on' | 'advanced';

/** Examples on one subject, from the simplest on. */
export interface Topic {
  readonly title: string;
  readonly examples: readonly (readonly [id: string, level: Level])[];
}

/** What the examples are about. Any that is not listed here stands at the end, under "More". */
export const TOPICS: readonly Topic[] = [
  {
    title: strings.oneServer,
    examples: [
      ['one-node', 'first-steps'],
      ['single-server', 'first-steps'],
      ['single-server-limit', 'first-steps'],
      ['early-and-late', 'first-steps'],
      ['one-process', 'first-steps'],
      ['ten-processes', 'going-on'],
      ['twenty-requests', 'going-on'],
      ['language-and-machine', 'going-on'],
    ],
  },
  {
    title: strings.sharingWork,
    examples: [
      ['five-workers', 'first-steps'],
      ['even-shares', 'first-steps'],
      ['three-nodes', 'first-steps'],
      ['database-bottleneck', 'first-steps'],
      ['around-the-slow-node', 'going-on'],
      ['autoscaler', 'going-on'],
      ['own-balancer', 'advanced'],
    ],
  },
  {
    title: strings.partsAndCopies,
    examples: [
      ['four-shards', 'going-on'],
      ['four-shards-replicas', 'going-on'],
      ['fourth-node', 'going-on'],
      ['growing-keys', 'going-on'],
      ['own-hash', 'advanced'],
      ['own-hash-python', 'advanced'],
      ['gossip', 'advanced'],
      ['quorum-availability', 'going-on'],
      ['store-combinations', 'going-on'],
      ['failover-loses', 'going-on'],
      ['split-brain-loses', 'going-on'],
      ['two-primaries', 'going-on'],
      ['last-write-wins-loses', 'advanced'],
      ['sloppy-quorum-loses', 'advanced'],
      ['multi-leader-clock', 'going-on'],
      ['shopping-carts', 'going-on'],
      ['likes-counter', 'going-on'],
      ['chain-tail-dies', 'going-on'],
    ],
  },
  {
    title: strings.thingsBreak,
    examples: [
      ['town-stories', 'first-steps'],
      ['chaos', 'first-steps'],
      ['gray-failure', 'going-on'],
      ['rolling-restart', 'going-on'],
      ['circuit-breaker', 'going-on'],
      ['fan-out-fault-tolerance', 'going-on'],
      ['service-discovery', 'going-on'],
      ['clocks', 'advanced'],
    ],
  },
  {
    title: strings.tooMuch,
    examples: [
      ['rate-limiter', 'first-steps'],
      ['message-queue', 'going-on'],
      ['backpressure', 'going-on'],
      ['double-submit', 'going-on'],
      ['reloaded-page', 'going-on'],
      ['retry-storm', 'advanced'],
      ['thundering-herd', 'advanced'],
      ['thundering-herd-cures', 'advanced'],
    ],
  },
  {
    title: strings.programs,
    examples: [
      ['echo-program', 'first-steps'],
      ['echo-python', 'first-steps'],
      ['unique-ids-program', 'first-steps'],
      ['unique-ids-python', 'first-steps'],
      ['synthetic-feed', 'going-on'],
      ['broadcast-single-program', 'first-steps'],
      ['broadcast-single-python', 'first-steps'],
      ['broadcast-replicated-program', 'going-on'],
      ['broadcast-replicated-python', 'going-on'],
      ['broadcast-program', 'going-on'],
      ['broadcast-python', 'going-on'],
      ['broadcast-faults-program', 'going-on'],
      ['broadcast-faults-python', 'going-on'],
      ['broadcast-tree-program', 'advanced'],
      ['broadcast-tree-python', 'advanced'],
      ['broadcast-batched-program', 'advanced'],
      ['broadcast-batched-python', 'advanced'],
      ['bully-program', 'advanced'],
      ['bully-python', 'advanced'],
    ],
  },
  {
    title: strings.eightFallacies,
    examples: [
      ['fallacy-1-reliable', 'first-steps'],
      ['fallacy-2-latency', 'first-steps'],
      ['fallacy-3-bandwidth', 'going-on'],
      ['fallacy-4-secure', 'going-on'],
      ['fallacy-5-topology', 'going-on'],
      ['fallacy-6-administrator', 'going-on'],
      ['common-usage', 'going-on'],
      ['fallacy-7-transport', 'advanced'],
      ['fallacy-8-homogeneous', 'advanced'],
    ],
  },
];

/** Where examples stand that no topic lists. */
export const MORE = 'More';

/** The topic and level of an example. */
export function placeOf(id: string): { readonly topic: string; readonly level: Level } {
  for (const { title, examples } of TOPICS) {
    const found = examples.find(([known]) => known === id);
    if (found !== undefined) return { topic: title, level: found[1] };
  }
  return { topic: MORE, level: 'going-on' };
}
