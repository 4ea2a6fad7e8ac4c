import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/sim/index';
import { finished } from '../support/cases';
import { build } from '../support/scenarios';

const constant = (valueMs: number): object => ({ type: 'constant', valueMs });
const received = (run: Run, node: string): number => run.summary().nodes.find(({ id }) => id === node)?.received ?? -1;
function gaugeAt(run: Run, node: string, name: string, seconds: number): number {
  const { gaugeBase, gauges } = run.index.nodes.find(({ id }) => id === node) as Run['index']['nodes'][number];
  return run.moment(seconds * 1e9).gauges[gaugeBase + gauges.findIndex((info) => info.name === name)];
}

/** A balancer before three workers of which some come back at the same moment, and who got how much of the next ten seconds. */
function comingBack(options: { balancer: object; back: readonly string[]; zones?: readonly string[] }): number[] {
  const workers = ['W1', 'W2', 'W3'];
  const at = (seconds: number): number[] => {
    const run = finished(
      build({
        durationSeconds: seconds,
        faults: options.back.map((node, i) => ({ id: `F${i}`, type: 'crash', node, atSeconds: 2, forSeconds: 1 })),
        nodes: [
          { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 300, timeoutMs: 0 } },
          {
            id: 'LB1',
            kind: 'load-balancer',
            params: {
              healthCheckSeconds: 0.05,
              unhealthyAfter: 1,
              healthyAfter: 1,
              stopAfterFailures: 0,
              slowStartSeconds: 40,
              ...options.balancer,
            },
            ...(options.zones === undefined ? {} : { zone: 'east' }),
          } as never,
          ...workers.map(
            (id, i) =>
              ({
                id,
                kind: 'worker',
                params: { concurrency: 50, serviceTimeMs: constant(1) },
                ...(options.zones === undefined ? {} : { zone: options.zones[i] }),
              }) as never,
          ),
        ],
        links: [{ from: 'C1', to: 'LB1' }, ...workers.map((to) => ({ from: 'LB1', to }))],
      }),
    );
    return workers.map((id) => received(run, id));
  };
  const [before, after] = [at(3.1), at(13.1)];
  return after.map((count, i) => count - before[i]);
}

describe('slow start', () => {
  it('of all targets at once gives each the same share, whatever their order', () => {
    for (const share of comingBack({ balancer: { strategy: 'random' }, back: ['W1', 'W2', 'W3'] }))
      expect(Math.abs(share - 1000)).toBeLessThan(150);
  });

  it('with the only target of its own zone sends it little at first, and the rest to the other zone', () => {
    const [near] = comingBack({
      balancer: { preferZone: true, zoneSpillPercent: 0 },
      back: ['W1'],
      zones: ['east', 'west', 'west'],
    });
    // From cold to a quarter warm in ten of forty seconds: an eighth of 3,000 on average.
    expect(near).toBeGreaterThan(250);
    expect(near).toBeLessThan(500);
  });
});

it('an autoscaler wants no more targets than there are, even at least', () => {
  const run = finished(
    build({
      durationSeconds: 40,
      nodes: [
        { id: 'C1', kind: 'client', params: { ratePerSecond: 300 } },
        { id: 'LB1', kind: 'load-balancer' },
        { id: 'AS1', kind: 'autoscaler', params: { least: 9, most: 50, targetEach: 1, decideSeconds: 1 } },
        { id: 'W1', kind: 'worker' },
        { id: 'W2', kind: 'worker' },
      ],
      links: [
        { from: 'C1', to: 'LB1' },
        { from: 'AS1', to: 'LB1' },
        { from: 'LB1', to: 'W1' },
        { from: 'LB1', to: 'W2' },
      ],
    }),
  );
  expect([0.5, 5, 39].map((at) => gaugeAt(run, 'AS1', 'wanted', at))).toEqual([2, 2, 2]);
});

it('orders of an autoscaler that the wire loses are given again: every target comes on in the end', () => {
  const workers = ['W1', 'W2', 'W3', 'W4'];
  const run = finished(
    build({
      durationSeconds: 120,
      nodes: [
        { id: 'C1', kind: 'client', params: { ratePerSecond: 40 } },
        { id: 'LB1', kind: 'load-balancer' },
        { id: 'AS1', kind: 'autoscaler', params: { least: 4, decideSeconds: 2, bootSeconds: 1 } },
        ...workers.map((id) => ({ id, kind: 'worker', params: {} })),
      ],
      links: [{ from: 'C1', to: 'LB1' }, { from: 'AS1', to: 'LB1' }, ...workers.map((to) => ({ from: 'LB1', to, lossPercent: 60 }))],
    }),
  );
  expect(gaugeAt(run, 'LB1', 'on', 119)).toBe(4);
});

/** A cache of one profile that is read once a second; fields by other requests. */
function oneProfile(options: { cache?: object; faults?: object[]; writePercent?: number }): Run {
  return finished(
    build({
      durationSeconds: 100,
      faults: options.faults ?? [],
      nodes: [
        {
          id: 'C1',
          kind: 'client',
          params: { arrivals: 'constant', ratePerSecond: 10, keyCount: 1, timeoutMs: 0, writePercent: options.writePercent ?? 0 },
        },
        { id: 'CA1', kind: 'cache', params: { ttlSeconds: 5, ...options.cache } },
        { id: 'DB1', kind: 'database', params: { serviceTimeMs: constant(1) } },
      ],
      links: [
        { from: 'C1', to: 'CA1' },
        { from: 'CA1', to: 'DB1' },
      ],
    }),
  );
}

describe('how long a cache keeps', () => {
  it('a field that was read is not kept longer because another was written', () => {
    // A write every two seconds, of the field that reads ask for every ten: with a life of five seconds most of its lives end by themselves.
    const run = oneProfile({ writePercent: 5, cache: { writes: 'through' } });
    expect(gaugeAt(run, 'CA1', 'misses', 99)).toBeGreaterThanOrEqual(8);
  });

  it('is no longer when its clock is set back, and it forgets at once when that is set forth', () => {
    const fetches = (skewMs: number): number =>
      gaugeAt(oneProfile({ faults: [{ id: 'F1', type: 'clock', node: 'CA1', atSeconds: 42, skewMs }] }), 'CA1', 'fetches', 99);
    const plain = gaugeAt(oneProfile({}), 'CA1', 'fetches', 99);
    expect(plain).toBeGreaterThan(17);
    for (const skewMs of [-3_600_000, -4000, 3_600_000]) expect(Math.abs(fetches(skewMs) - plain), `${skewMs} ms`).toBeLessThanOrEqual(1);
  });
});
