import { z } from 'zod';
import { HASH, SHARD_OF } from '../../toolkit/programs';
import { choice, count, programName, quantity, type ParamsOf } from '../fields';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { shardRouterBehavior } from './behavior';
import { moveFields } from './moveFields';
import { ROUTER_GAUGES } from './moveGauges';
import { placementFields } from './placementFields';
import { ADOPT, FETCH, FORGET, MEASURE, PROMOTE, ROUTE, SCALE } from '../../toolkit/operations';

/** Fields of a shard router. */
export const shardRouterFields = {
  strategy: choice(['modulo', 'ring', 'jump', 'rendezvous', 'maglev', 'range', 'directory', 'random', 'own'], 'modulo', {
    title: 'Which shard',
    options: {
      modulo: 'Hash of the key, modulo',
      ring: 'Consistent hashing: a ring',
      jump: 'Jump hash',
      rendezvous: 'Rendezvous: highest score',
      maglev: 'Maglev: a look-up table',
      range: 'Alphabetical ranges',
      directory: 'A directory of keys',
      random: 'Any (inconsistent!)',
      own: 'By your own program',
    },
    help:
      'How keys are assigned to shards. "Any" scatters the writes of one profile over all shards: try a look-up. Keys are handed ' +
      'out at the start of the run: after a change during the run, some are asked for where they are not.',
  }),
  hash: choice(['murmur3', 'xxhash32', 'own'], 'murmur3', {
    title: 'Hash function',
    options: { murmur3: 'MurmurHash3', xxhash32: 'xxHash32', own: 'Your own' },
    help: 'Keys are handed out by it at the start of the run.',
    when: { field: 'strategy', is: ['modulo', 'ring', 'jump', 'rendezvous', 'maglev', 'directory'] },
  }),
  boundaries: () =>
    z
      .string()
      .max(4000)
      .regex(/^([^\s,]+(,[^\s,]+)*)?$/, { message: 'must be beginnings of keys separated by commas, such as g,n,t' })
      .default('')
      .meta({
        title: 'Ranges begin at',
        help:
          'First letters at which the second, third, ... shard begins, such as g,n,t. Empty: the alphabet in equal ' +
          'parts. Keys are handed out at the start of the run.',
        when: { field: 'strategy', is: ['range'] },
      }),
  readsFrom: choice(['any', 'primary', 'replicas'], 'any', {
    title: 'Reads go to',
    options: { any: 'Shard and its replicas', primary: 'The shard only', replicas: 'Replicas only' },
    help: 'Only matters when replicas of the shards are wired to the router.',
  }),
  promoteAfterFailures: count(0, 1000, 3, {
    title: 'Promote a replica after',
    unit: 'failures',
    help: 'After this many failures of a shard in a row, a replica of it that is wired here takes its place. 0: never.',
    usual: [0, 10],
  }),
  callTimeoutMs: quantity(0, 3_600_000, 0, {
    title: 'Patience',
    unit: 'ms',
    help: 'Gives up on a shard after this long. 0: waits for ever.',
    usual: [0, 5000],
  }),
  program: programName({
    title: 'Program',
    help: 'Your own function: hash for the hash of a key, shardOf for its shard. It is asked once for every key, before the run.',
    section: 'Your own',
    programs: [
      { ...HASH, when: { field: 'hash', is: ['own'] } },
      { ...SHARD_OF, when: { field: 'strategy', is: ['own'] } },
    ],
  }),
  ...placementFields,
  ...moveFields,
};

/** Params of a shard router. */
export type ShardRouterParams = ParamsOf<typeof shardRouterFields>;

/** Sends each key to its shard. */
export const shardRouter = defineKind(
  {
    kind: 'shard-router',
    version: 1,
    title: 'Shard router',
    group: GROUPS.routing,
    idPrefix: 'SR',
    summary: 'Knows which shard holds which key, and sends each request there.',
    iconPath: 'M12 3v5 M12 8l-7 5v3 M12 8v8 M12 8l7 5v3 M3 16h4v4H3z M10 16h4v4h-4z M17 16h4v4h-4z',
    accepts: ['request', 'control', 'failover'],
    offers: ['shard'],
    acceptsHelp:
      'A shard router takes requests from clients, balancers and workers, orders from an autoscaler, and news of a failover monitor.',
    offersHelp: 'A shard router sends only to shards, and to replicas of its shards.',
    fields: shardRouterFields,
    gauges: ROUTER_GAUGES,
    storesKeys: false,
    spreads: true,
    operations: { begins: [PROMOTE, FETCH, ADOPT, FORGET], answers: [MEASURE, SCALE, ROUTE], passesOn: true },
    card: {
      models: [
        'Modulo over a hash, consistent hashing with virtual nodes, jump hash, rendezvous and Maglev hashing, alphabetical ranges, a ' +
          'directory, or a random shard',
        'Shards that join or leave during a run, by hand, by schedule or by an autoscaler: their keys travel over the wires in batches, ' +
          'one at a time, copied, then forgotten by the old shard; a batch that fails is tried again',
        'Meanwhile: misses, double reads, or the old shard until a key is copied (its writes wait while it travels)',
        'Ranges that are split where they get the most requests',
        'A hash or a choice of your own in JavaScript, in a sandbox: 400,000 steps and 10 MB for each key; when it fails for a key, ' +
          'requests for that key end with a program error (500)',
        'Reads spread over a shard and its replicas; one that failed is left alone for 1 s',
        'Failover: a replica is promoted when its shard keeps failing',
      ],
      leavesOut: [
        'Its own processing time',
        'Disagreement between several routers',
        'Losing track of what has moved: it is kept safe from crashes of the router',
        'Recognizing a repeated write at the shard to which its key has moved',
      ],
    },
  },
  shardRouterBehavior,
);
