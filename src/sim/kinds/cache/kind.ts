import { MOST_KEYS } from '../../data/keySpaces';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { choice, count, duration, MANY, quantity, type ParamsOf } from '../fields';
import { cacheBehavior } from './behavior';
import { CACHE_GAUGES } from './gauges';
import { READ, WRITE } from '../../toolkit/operations';

/** Fields of a cache. */
export const cacheFields = {
  size: count(1, MOST_KEYS, 100, {
    title: 'Room for',
    unit: 'profiles',
    help: 'When it is full, each new profile pushes an old one out.',
    usual: [1, 500],
  }),
  eviction: choice(['lru', 'lfu', 'fifo', 's3-fifo'], 'lru', {
    title: 'What is evicted',
    help: 'Which profile makes room when the cache is full.',
    options: {
      lru: 'Least recently used (LRU)',
      lfu: 'Least frequently used (LFU)',
      fifo: 'The oldest (FIFO)',
      's3-fifo': 'Three queues (S3-FIFO)',
    },
  }),
  ttlSeconds: quantity(0, MANY, 60, {
    title: 'Time to live',
    unit: 's',
    help: 'How long a fetched or written value stays fresh, each field by itself. 0: for ever.',
    usual: [0, 300],
  }),
  ttlJitterPercent: quantity(0, 100, 0, {
    title: 'Jitter of the time to live',
    unit: '%',
    help: 'Spreads out the moments at which profiles expire, so that they do not all expire at once.',
    usual: [0, 50],
  }),
  negativeTtlSeconds: quantity(0, MANY, 0, {
    title: 'Remember what is not there',
    unit: 's',
    help: 'How long the answer "there is no such profile" is given from memory. 0: never.',
    usual: [0, 60],
  }),
  writes: choice(['through', 'around', 'back'], 'through', {
    title: 'Writes',
    options: {
      through: 'Through: to the store, then into the cache',
      around: 'Around: to the store, the copy here is dropped',
      back: 'Back: into the cache, to the store later',
    },
    help: 'Write-back answers at once, and loses what it has not stored yet when the cache crashes.',
  }),
  flushAfterMs: quantity(1, 3_600_000, 500, {
    title: 'Store writes after',
    unit: 'ms',
    help: 'How long a write may wait in the cache.',
    usual: [10, 5000],
    when: { field: 'writes', is: ['back'] },
  }),
  onMiss: choice(['ask', 'single-flight', 'lock'], 'ask', {
    title: 'When a profile is not there',
    help: 'Many requests may miss the same profile at once: the thundering herd.',
    options: {
      ask: 'Every request asks the store',
      'single-flight': 'One asks, the others share its answer',
      lock: 'One takes a lock and asks, the others look again',
    },
  }),
  lockRetryMs: quantity(1, 60_000, 20, { title: 'Look again after', unit: 'ms', usual: [1, 200], when: { field: 'onMiss', is: ['lock'] } }),
  lockLeaseMs: quantity(1, 3_600_000, 3000, {
    title: 'One may ask for at most',
    unit: 'ms',
    help:
      'How long the lock, or the wait for the one who asks, may last. After that the next one asks, so that a lost answer holds ' +
      'nobody up for ever.',
    usual: [100, 10_000],
    when: { field: 'onMiss', is: ['single-flight', 'lock'] },
  }),
  waitLimit: count(0, MANY, 10_000, {
    title: 'Most who may wait',
    unit: 'requests',
    help: 'How many requests may wait for somebody else\u2019s answer; more are turned away.',
    usual: [0, 10_000],
    when: { field: 'onMiss', is: ['single-flight', 'lock'] },
  }),
  earlyRefreshBeta: quantity(0, 100, 0, {
    title: 'Refresh early (XFetch)',
    help: 'Renews a popular profile by chance shortly before it expires. 1 is usual, more is earlier, 0 is never.',
    usual: [0, 4],
  }),
  staleSeconds: quantity(0, MANY, 0, {
    title: 'Serve stale for',
    unit: 's',
    help: 'How long an expired profile is still served while it is renewed behind the scenes. 0: never.',
    usual: [0, 60],
  }),
  concurrency: count(1, MANY, 64, { title: 'Look-ups at once', help: 'Requests it looks up at the same time.', usual: [1, 128] }),
  lookupTimeMs: duration({ type: 'constant', valueMs: 0.2 }, { title: 'Look-up time', help: 'Time for one look in memory.' }),
  queueLimit: count(0, MANY, 1000, {
    title: 'Queue limit',
    unit: 'requests',
    help: 'When this many are waiting to be looked up, the next one is turned away.',
    usual: [0, 2000],
  }),
  callTimeoutMs: quantity(0, 3_600_000, 2000, {
    title: 'Patience',
    unit: 'ms',
    help: 'Gives up on the part behind it after this long. 0: waits for ever.',
    usual: [0, 5000],
  }),
};

/** Params of a cache. */
export type CacheParams = ParamsOf<typeof cacheFields>;

/** Remembers answers. */
export const cache = defineKind(
  {
    kind: 'cache',
    version: 1,
    title: 'Cache',
    group: GROUPS.storage,
    idPrefix: 'CA',
    summary: 'Remembers profiles that were asked for, and answers from memory while they are fresh.',
    iconPath: 'M4 7h16v10H4z M8 7V3 M12 7V3 M16 7V3 M8 21v-4 M12 21v-4 M16 21v-4 M13 9l-3 3.500h4l-3 3',
    accepts: ['request'],
    offers: ['request', 'membership'],
    acceptsHelp: 'A cache takes requests from clients, balancers and workers.',
    offersHelp: 'A cache asks what is wired behind it: a database, a replica, a shard router or a worker.',
    fields: cacheFields,
    gauges: CACHE_GAUGES,
    storesKeys: true,
    isCache: true,
    operations: { begins: [READ, WRITE] },
    card: {
      models: [
        'A bounded number of profiles, evicted by LRU, LFU, FIFO or S3-FIFO (a small queue of a tenth of the room, ' +
          'and as many remembered keys without data as the main queue has room for)',
        'Lives by its own clock; one that is set back stands still, one that is set forward makes everything old',
        'Time to live with jitter, remembered absence, three ways to write',
        'The thundering herd and its cures: single-flight, lock, early refresh (XFetch), stale-while-revalidate',
        'Answers from memory that are older than what a store behind it has are counted: the write passed the cache by',
        'Races: an answer overtaken by a write leaves an old copy behind',
      ],
      leavesOut: [
        'Bytes: every profile takes one place',
        'Caches that talk to each other',
        'Disk: a crash empties it, and written-back profiles that were not stored yet are lost',
      ],
    },
  },
  cacheBehavior,
);
