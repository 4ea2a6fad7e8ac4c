import { z } from 'zod';
import { choice, count, quantity } from '../fields';
import { defineKind } from '../define';
import { loadBalancerBehavior } from './behavior';

/** Fields of a load balancer. */
export const loadBalancerFields = z.strictObject({
  strategy: choice(['random', 'round-robin', 'least-connections'], 'round-robin', {
    title: 'Strategy', options: { random: 'At random', 'round-robin': 'Each in turn', 'least-connections': 'Whoever has least to do' },
    help: 'How it picks the part that gets the next request.',
  }),
  stopAfterFailures: count(0, 1000, 3, {
    title: 'Stop sending after', unit: 'failures', help: 'So many failures of a target in a row, and it gets no requests for a while. 0: never stops.', usual: [0, 10],
  }),
  tryAgainSeconds: quantity(0.001, 86_400, 5, { title: 'Try again after', unit: 's', help: 'How long a failing target is left alone.', usual: [0.5, 30] }),
  timeoutMs: quantity(0, 3_600_000, 0, { title: 'Patience', unit: 'ms', help: 'Gives up on a target after this long, and counts it as a failure. 0: waits for ever.', usual: [0, 5000] }),
});

/** Params of a load balancer. */
export type LoadBalancerParams = z.infer<typeof loadBalancerFields>;

/** Spreads requests over several parts. */
export const loadBalancer = defineKind(
  {
    kind: 'load-balancer', version: 1, title: 'Load balancer', group: 'Routing', idPrefix: 'LB',
    summary: 'Spreads requests over the parts behind it and avoids those that fail.',
    iconPath: 'M3 12h5 M8 12l6-6h7 M8 12h13 M8 12l6 6h7 M18.5 3.5 21 6l-2.5 2.5 M18.5 15.5 21 18l-2.5 2.5',
    accepts: ['request'], offers: ['request'],
    acceptsHelp: 'A load balancer takes requests from clients, workers and other balancers.',
    offersHelp: 'A load balancer can send to workers, other balancers, routers, databases and replicas; shards are reached through a shard router.',
    fields: loadBalancerFields as z.ZodType<LoadBalancerParams>,
    gauges: [{ name: 'avoided', title: 'Targets avoided', type: 'level', unit: 'targets' }], storesKeys: false,
    card: {
      models: ['Random, round-robin and least-connections choice', 'Passive health: failures in a row take a target out for a while; if all are out, all are tried'],
      leavesOut: ['Its own processing time and limits', 'Weights, sticky sessions, active health checks'],
    },
  },
  loadBalancerBehavior,
);
