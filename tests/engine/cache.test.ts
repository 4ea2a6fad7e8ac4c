import { describe, expect, it } from 'vitest';
import { createRun, type Run, type Scenario } from '../../src/sim/index';
import { build } from '../support/scenarios';

function finished(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** A gauge of a part's own at the end of a run. */
function gauge(run: Run, id: string, name: string, atSeconds = run.endNs / 1e9): number {
  const node = run.index.nodes.find((candidate) => candidate.id === id);
  const at = node?.gauges.findIndex((info) => info.name === name) ?? -1;
  if (node === undefined || at < 0) throw new Error(`${id} has no gauge ${name}`);
  return run.moment(Math.min(atSeconds * 1e9, run.reachedNs + 1)).gauges[node.gaugeBase + at];
}

const FAST = { type: 'constant', valueMs: 0 };

/** Readers, a cache, a database that holds everything. */
function readers(
  client: object,
  cache: object,
  database: object = {},
  more: { durationSeconds?: number; faults?: object[]; seed?: number; linkMs?: number } = {},
): Scenario {
  return build({
    durationSeconds: more.durationSeconds ?? 1_000_000,
    seed: more.seed ?? 1,
    faults: more.faults ?? [],
    nodes: [
      { id: 'C1', kind: 'client', params: { writePercent: 0, timeoutMs: 0, ...client } },
      { id: 'CA1', kind: 'cache', params: { lookupTimeMs: FAST, concurrency: 1000, ttlSeconds: 0, callTimeoutMs: 0, ...cache } },
      { id: 'DB1', kind: 'database', params: { concurrency: 1000, serviceTimeMs: FAST, ...database } },
    ],
    links: [
      { from: 'C1', to: 'CA1' },
      { from: 'CA1', to: 'DB1', latency: { type: 'constant', valueMs: more.linkMs ?? 0 } },
    ],
  });
}

function hitShare(run: Run): number {
  const hits = gauge(run, 'CA1', 'hits');
  return hits / (hits + gauge(run, 'CA1', 'misses'));
}

const zipf = (exponent: number): number[] => {
  const weights = Array.from({ length: 1000 }, (_, i) => (i + 1) ** -exponent);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
};

/** Hit share from the chance that each key is there, with the time T at which the chances add up to the room (bisection). */
function approximation(p: readonly number[], room: number, isThere: (load: number) => number): number {
  let [low, high] = [0, 1e9];
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (p.reduce((sum, pi) => sum + isThere(pi * middle), 0) < room) low = middle;
    else high = middle;
  }
  return p.reduce((sum, pi) => sum + pi * isThere(pi * low), 0);
}

describe('hit rates against theory', () => {
  // H. Che, Y. Tung, Z. Wang, Hierarchical Web Caching Systems, IEEE JSAC 20(7), 2002.
  it.each([
    [0.8, 50],
    [0.8, 300],
    [1, 100],
    [1.2, 20],
  ])('LRU under Zipf %f with room for %i of 1,000: within 0.5 points of Che\u2019s approximation', (exponent, size) => {
    const run = finished(readers({ ratePerSecond: 1000, requestLimit: 150_000, keys: 'zipf', zipfExponent: exponent }, { size }));
    const wanted = approximation(zipf(exponent), size, (load) => 1 - Math.exp(-load));
    expect(Math.abs(hitShare(run) - wanted), `${hitShare(run)} against ${wanted}`).toBeLessThan(0.005);
    expect(gauge(run, 'CA1', 'keys')).toBe(size);
    expect(gauge(run, 'CA1', 'fetches')).toBe(gauge(run, 'CA1', 'misses'));
  });

  // C. Fricker, P. Robert, J. Roberts, A versatile and accurate approximation for LRU cache performance, ITC 24, 2012.
  it('FIFO under Zipf 0.9 with room for 100: within 0.5 points of the same approximation for FIFO, which is below LRU', () => {
    const share = (eviction: string): number =>
      hitShare(finished(readers({ ratePerSecond: 1000, requestLimit: 150_000, keys: 'zipf', zipfExponent: 0.9 }, { size: 100, eviction })));
    const [fifo, lru] = [share('fifo'), share('lru')];
    const wanted = approximation(zipf(0.9), 100, (load) => load / (1 + load));
    expect(Math.abs(fifo - wanted), `${fifo} against ${wanted}`).toBeLessThan(0.005);
    expect(lru).toBeGreaterThan(fifo + 0.01);
    for (const better of ['s3-fifo', 'lfu']) expect(share(better), better).toBeGreaterThan(lru + 0.01);
  });

  it('time to live: a key asked for at rate r that lives for T is a hit with r T / (1 + r T), within half a point', () => {
    const run = finished(readers({ ratePerSecond: 500, requestLimit: 200_000, keyCount: 100 }, { size: 1000, ttlSeconds: 0.6 }));
    expect(Math.abs(hitShare(run) - (5 * 0.6) / (1 + 5 * 0.6))).toBeLessThan(0.005);
  });
});

describe('the thundering herd, and what cures it', () => {
  /** One profile that everybody wants, 1,000 requests a second, and a store that needs 100 ms; the profile lives for 2 s. */
  const herd = (cache: object): Run =>
    finished(
      readers(
        { arrivals: 'constant', ratePerSecond: 1000, keyCount: 1 },
        { ttlSeconds: 2, ...cache },
        { concurrency: 1000, serviceTimeMs: { type: 'constant', valueMs: 100 } },
        { durationSeconds: 21 },
      ),
    );
  /** Rounds of fetching in 21 s: one at the start, then one every 2.1 s. */
  const ROUNDS = 10;

  it('every request that comes within the 100 ms asks the store: about 100 each time', () => {
    const run = herd({ onMiss: 'ask' });
    expect(gauge(run, 'CA1', 'fetches')).toBeGreaterThan(99 * ROUNDS - 100);
    expect(gauge(run, 'CA1', 'fetches')).toBeLessThan(102 * ROUNDS);
  });

  it('single-flight: one asks, the others share the answer', () => {
    const run = herd({ onMiss: 'single-flight' });
    expect(gauge(run, 'CA1', 'fetches')).toBe(ROUNDS);
    expect(gauge(run, 'CA1', 'misses')).toBeGreaterThan(90 * ROUNDS);
    expect(run.summary().latencyMs.max).toBeCloseTo(100, 0);
    expect(run.summary().requests.failed).toBe(0);
  });

  it('lock: one asks, the others look again every 70 ms and so wait longer', () => {
    const run = herd({ onMiss: 'lock', lockRetryMs: 70 });
    expect(gauge(run, 'CA1', 'fetches')).toBe(ROUNDS);
    expect(run.summary().latencyMs.max).toBeGreaterThan(130);
    expect(run.summary().latencyMs.max).toBeLessThan(171);
  });

  it('lock: a lease that is too short lets others ask as well', () => {
    expect(gauge(herd({ onMiss: 'lock', lockLeaseMs: 25 }), 'CA1', 'fetches')).toBeGreaterThan(2 * ROUNDS);
  });

  it('early refresh (XFetch): renewed before it expires, so that after the start almost nobody waits', () => {
    const run = herd({ onMiss: 'single-flight', earlyRefreshBeta: 1 });
    expect(gauge(run, 'CA1', 'misses') - gauge(run, 'CA1', 'misses', 1)).toBe(0);
    expect(gauge(run, 'CA1', 'fetches')).toBeGreaterThan(ROUNDS);
    expect(gauge(run, 'CA1', 'fetches')).toBeLessThan(2 * ROUNDS);
  });

  it('stale-while-revalidate: nobody waits, some get the old copy for as long as one fetch takes', () => {
    const run = herd({ onMiss: 'ask', staleSeconds: 1 });
    expect(gauge(run, 'CA1', 'misses') - gauge(run, 'CA1', 'misses', 1)).toBe(0);
    expect(gauge(run, 'CA1', 'fetches') - gauge(run, 'CA1', 'fetches', 1)).toBe(ROUNDS - 1);
    expect(gauge(run, 'CA1', 'stale')).toBeGreaterThan(90 * (ROUNDS - 1));
  });

  it('jitter spreads the expiry of many profiles that came together', () => {
    const most = (ttlJitterPercent: number): number => {
      const run = finished(
        readers(
          { arrivals: 'burst', ratePerSecond: 1500, burstRatePerSecond: 20_000, burstSeconds: 0.5, burstEverySeconds: 100, keyCount: 500 },
          { size: 1000, ttlSeconds: 5, ttlJitterPercent },
          {},
          { durationSeconds: 8 },
        ),
      );
      const fetches = Array.from({ length: 80 }, (_, i) => gauge(run, 'CA1', 'fetches', i / 10));
      return Math.max(...fetches.slice(20).map((count, i) => count - fetches[i + 19]));
    };
    expect(most(30)).toBeLessThan(most(0) / 2);
  });

  it('an error is shared too, and the most that may wait is bounded', () => {
    const faults = [{ id: 'F1', atSeconds: 0, type: 'crash', node: 'DB1' }];
    const client = { arrivals: 'constant', ratePerSecond: 1000, keyCount: 1, requestLimit: 100 };
    const down = finished(readers(client, { onMiss: 'single-flight' }, {}, { durationSeconds: 5, faults, linkMs: 50 }));
    expect(down.summary().requests.byReason).toEqual({ unreachable: 100 });
    const crowd = finished(readers(client, { onMiss: 'single-flight', waitLimit: 10 }, {}, { durationSeconds: 5, linkMs: 500 }));
    expect(crowd.summary().requests).toMatchObject({ ok: 11, byReason: { 'queue-full': 89 } });
  });
});

describe('writes', () => {
  const all = { writePercent: 100, keyCount: 1, requestLimit: 40, arrivals: 'constant', ratePerSecond: 100 };

  it('through: in the store and in the cache; around: only in the store', () => {
    for (const [writes, isCached] of [
      ['through', true],
      ['around', false],
    ] as const) {
      const run = finished(readers(all, { writes }, {}, { durationSeconds: 5 }));
      expect(run.lookup(run.reachedNs + 1, 'CA1', 'alexandra')?.found).toBe(isCached);
      const stored = run.lookup(run.reachedNs + 1, 'DB1', 'alexandra')?.fields;
      if (isCached) expect(stored).toMatchObject(run.lookup(run.reachedNs + 1, 'CA1', 'alexandra')?.fields ?? { none: 1 });
      expect(run.summary().nodes[2].received).toBe(40);
    }
  });

  it('around: a read after a write sees the write, because the copy was dropped', () => {
    const run = finished(
      readers(
        { writePercent: 50, keyCount: 1, requestLimit: 400, arrivals: 'constant', ratePerSecond: 100 },
        { writes: 'around' },
        {},
        { durationSeconds: 5 },
      ),
    );
    expect(
      run.lookup(run.reachedNs + 1, 'CA1', 'alexandra')?.fields.followers ??
        run.lookup(run.reachedNs + 1, 'DB1', 'alexandra')?.fields.followers,
    ).toBe(run.lookup(run.reachedNs + 1, 'DB1', 'alexandra')?.fields.followers);
    expect(gauge(run, 'CA1', 'hits')).toBeGreaterThan(50);
  });

  it('back: answered at once, stored later and fewer times, and in the end the store has what the cache has', () => {
    const run = finished(
      readers(all, { writes: 'back', flushAfterMs: 100 }, { serviceTimeMs: { type: 'constant', valueMs: 30 } }, { durationSeconds: 5 }),
    );
    expect(run.summary().latencyMs.max).toBe(0);
    expect(run.summary().nodes[2].received).toBeLessThan(30);
    expect(run.lookup(run.reachedNs + 1, 'DB1', 'alexandra')?.fields).toMatchObject(
      run.lookup(run.reachedNs + 1, 'CA1', 'alexandra')?.fields ?? { none: 1 },
    );
    expect(gauge(run, 'CA1', 'dirty')).toBe(0);
  });

  it('back: a crash loses what was not stored yet, and says how much', () => {
    const faults = [{ id: 'F1', atSeconds: 0.39, type: 'crash', node: 'CA1', forSeconds: 1 }];
    const run = finished(readers(all, { writes: 'back', flushAfterMs: 10_000 }, {}, { durationSeconds: 5, faults }));
    expect(gauge(run, 'CA1', 'lost')).toBeGreaterThanOrEqual(4);
    expect(run.summary().requests.ok).toBeGreaterThan(35);
    expect(run.lookup(run.reachedNs + 1, 'CA1', 'alexandra')?.keysHeld).toBeLessThanOrEqual(1);
  });

  it('back: a store that is down gets everything once it is up again', () => {
    const faults = [{ id: 'F1', atSeconds: 0, type: 'crash', node: 'DB1', forSeconds: 2 }];
    const run = finished(
      readers({ ...all, keyCount: 50, requestLimit: 300 }, { writes: 'back', flushAfterMs: 100 }, {}, { durationSeconds: 10, faults }),
    );
    expect(run.summary().requests.failed).toBe(0);
    expect(gauge(run, 'CA1', 'dirty', 1.9)).toBeGreaterThan(50);
    expect(gauge(run, 'CA1', 'dirty')).toBe(0);
    for (const key of ['alexandra', 'peter', 'mary']) {
      const cached = run.lookup(run.reachedNs + 1, 'CA1', key);
      expect(cached?.found).toBe(true);
      expect(run.lookup(run.reachedNs + 1, 'DB1', key)?.fields).toMatchObject(cached?.fields ?? {});
    }
  });
});

describe('write-back and renewal at once', () => {
  it('writes that come quickly one after the other, and have to be stored again, reach the store in their order, whatever is renewed meanwhile', () => {
    const stored = (seed: number, earlyRefreshBeta: number): object => {
      const client = { arrivals: 'constant', ratePerSecond: 100, writePercent: 30, keyCount: 1, requestLimit: 500 };
      const faults = [1, 2, 3, 4].map((atSeconds) => ({ id: `F${atSeconds}`, atSeconds, type: 'crash', node: 'DB1', forSeconds: 0.3 }));
      const cache = { writes: 'back', flushAfterMs: 20, ttlSeconds: 3, earlyRefreshBeta, onMiss: 'single-flight' };
      const run = finished(
        readers(client, cache, { concurrency: 10, serviceTimeMs: { type: 'exponential', meanMs: 60 } }, { seed, faults }),
      );
      expect(gauge(run, 'CA1', 'dirty')).toBe(0);
      return run.lookup(run.reachedNs + 1, 'DB1', 'alexandra')?.fields ?? {};
    };
    for (let seed = 1; seed <= 12; seed++) expect(stored(seed, 100), `seed ${seed}`).toEqual(stored(seed, 0));
  });
});

describe('what else a cache does', () => {
  it('negative caching: that there is no such profile is remembered, and forgotten again', () => {
    const client = { arrivals: 'constant', ratePerSecond: 100, keyCount: 1, requestLimit: 300 };
    const asked = (negativeTtlSeconds: number): number =>
      gauge(finished(readers(client, { negativeTtlSeconds }, { preloaded: false }, { durationSeconds: 5 })), 'CA1', 'fetches');
    expect(asked(0)).toBe(300);
    expect(asked(1)).toBe(3);
  });

  it('shows its entries, and a crash empties it', () => {
    const run = finished(
      readers(
        { ratePerSecond: 100, keyCount: 30 },
        { size: 20, ttlSeconds: 8 },
        {},
        { durationSeconds: 30, faults: [{ id: 'F1', atSeconds: 25, type: 'crash', node: 'CA1', forSeconds: 1 }] },
      ),
    );
    const entries = run.inspect(10e9, 'CA1')?.sections.find((section) => section.title.startsWith('Entries'));
    expect(entries).toMatchObject({ type: 'table', total: 20, columns: ['key', 'fields', 'state', 'expires in', 'age', 'hits'] });
    expect(entries?.type === 'table' ? entries.rows.map((row) => row[1]) : []).toEqual(Array.from({ length: 20 }, () => 'followers'));
    expect(gauge(run, 'CA1', 'keys', 24.9)).toBe(20);
    expect(gauge(run, 'CA1', 'keys', 25.1)).toBe(0);
  });

  it('a smaller cache at once keeps fewer', () => {
    const run = finished(
      readers(
        { ratePerSecond: 200, keyCount: 200 },
        { size: 150 },
        {},
        { durationSeconds: 20, faults: [{ id: 'F1', atSeconds: 10, type: 'set', node: 'CA1', param: 'size', value: 10 }] },
      ),
    );
    expect(gauge(run, 'CA1', 'keys', 9.9)).toBe(150);
    expect(gauge(run, 'CA1', 'keys', 10.1)).toBe(10);
  });
});
