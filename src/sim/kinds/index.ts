import { autoscaler } from './autoscaler/kind';
import { circuitBreaker } from './circuit-breaker/kind';
import { cache } from './cache/kind';
import { chain } from './chain/kind';
import { chainMaster } from './chain-master/kind';
import { client } from './client/kind';
import type { Kind } from '../parts/contract';
import type { KindGroup } from '../parts/groups';
import { database } from './database/kind';
import { failoverMonitor } from './failover-monitor/kind';
import { gossip } from './gossip/kind';
import { loadBalancer } from './load-balancer/kind';
import { multiLeader } from './multi-leader/kind';
import { network } from './network/kind';
import { processNode } from './process-node/kind';
import { programNode } from './program-node/kind';
import { queue } from './queue/kind';
import { quorum } from './quorum/kind';
import { rateLimiter } from './rate-limiter/kind';
import { registry } from './registry/kind';
import { replica } from './replica/kind';
import { shard } from './shard/kind';
import { sequencer } from './sequencer/kind';
import { shardRouter } from './shard-router/kind';
import { sink } from './sink/kind';
import { source } from './source/kind';
import { workload } from './workload/kind';
import { worker } from './worker/kind';

/** Every kind of part, by its name in files. A new kind is one folder and one line here. */
export const kinds = {
  client,
  'load-balancer': loadBalancer,
  'shard-router': shardRouter,
  'rate-limiter': rateLimiter,
  'circuit-breaker': circuitBreaker,
  queue,
  registry,
  worker,
  autoscaler,
  cache,
  database,
  shard,
  replica,
  'failover-monitor': failoverMonitor,
  network,
  gossip,
  quorum,
  'multi-leader': multiLeader,
  chain,
  'chain-master': chainMaster,
  'program-node': programNode,
  'process-node': processNode,
  workload,
  source,
  sink,
  sequencer,
} satisfies Record<string, Kind>;

/** Name of a kind that this version knows. */
export type KindName = keyof typeof kinds;

/** All names, in the order of the palette. */
export const kindNames = Object.keys(kinds) as KindName[];

/** Groups of the palette, in the order in which the kinds above first name them. */
export const kindGroups: readonly KindGroup[] = [...new Set(kindNames.map((name) => kinds[name].descriptor.group))];

/** Whether parts of a kind begin requests by themselves, as clients do. */
export function beginsRequests(name: string): boolean {
  return kindOf(name)?.descriptor.begins?.what === 'requests';
}

/** The kind of a name, or undefined when this version does not know it. */
export function kindOf(name: string): Kind | undefined {
  return Object.hasOwn(kinds, name) ? kinds[name as KindName] : undefined;
}
