import { describe, expect, it } from 'vitest';
import { Experiment, seedsFrom, type Comparison, type Scenario } from '../../src/sim/index';
import { queueScenario } from '../support/scenarios';

const queue = (serviceMs: number, more: { slots?: number; seed?: number } = {}): Scenario => ({
  ...queueScenario({ ratePerSecond: 700, serviceMs, requests: 0, ...more }),
  durationSeconds: 3,
});

function compare(a: Scenario, b: Scenario, first: number, seeds: number): Comparison {
  const experiment = new Experiment([a, b], seedsFrom(first, seeds));
  while (!experiment.advance({ maxEvents: 5_000 }));
  return experiment.comparison(['A', 'B']);
}

const latency = (comparison: Comparison) => comparison.figures.find(({ name }) => name === 'latencyMeanMs');

/** The same queue with another name of its server. */
function calledW2(scenario: Scenario): Scenario {
  return {
    ...scenario,
    nodes: scenario.nodes.map((node) => (node.id === 'W1' ? { ...node, id: 'W2' } : node)),
    links: scenario.links.map((link) => ({ ...link, to: 'W2' })),
  };
}

describe('two designs with the same seeds', () => {
  it('share their luck when a part is only called otherwise, and say so', () => {
    const { figures, pairing } = compare(queue(1), calledW2(queue(1)), 1, 3);
    expect(figures.map(({ verdict }) => verdict)).toEqual(new Array(6).fill('same'));
    expect(pairing).toBe('Every part has the same luck in both designs. W2 of B is matched with W1 of A.');
  });

  it('say which parts have luck of their own', () => {
    const more = { ...queue(1), nodes: [...queue(1).nodes, { id: 'DB1', kind: 'database', x: 0, y: 0, params: {} }] };
    expect(compare(queue(1), more, 1, 2).pairing).toBe(
      'Luck depends on the ids of parts: those in both designs have the same luck, but not DB1, which only B has.',
    );
  });

  it('meet the same arrivals: a server that is 3 % faster is found better in ten short runs, where other seeds would not show it', () => {
    const found = latency(compare(queue(1), queue(0.97), 1, 10));
    expect(found?.verdict).toBe('b');
    expect(found?.gain).toBeGreaterThan(2);
    expect(found?.sentence).toMatch(/^Mean latency: B \(B\) is better, by [\d.]+ to [\d.]+ ms/);
  });

  it('are found the same when they are the same', () => {
    expect(compare(queue(1), queue(1), 1, 3).figures.map(({ verdict }) => verdict)).toEqual(new Array(6).fill('same'));
  });

  it('are not called different when only luck differs: hardly any of twenty experiments says so', () => {
    // Another name of its server: other random streams. A second client that hardly ever asks keeps it from being taken for the same part.
    const renamed = calledW2(queue(1));
    const client = renamed.nodes[0];
    const other: Scenario = {
      ...renamed,
      nodes: [...renamed.nodes, { ...client, id: 'C2', params: { ...client.params, ratePerSecond: 0.001 } }],
      links: [...renamed.links, { ...renamed.links[0], id: 'L2', from: 'C2' }],
    };
    const wrong = Array.from({ length: 20 }, (_, i) => compare(queue(1), other, 1 + i * 8, 8)).filter(({ figures }) =>
      figures.some(({ verdict }) => verdict === 'a' || verdict === 'b'),
    );
    expect(wrong.length).toBeLessThanOrEqual(3);
  });

  it('give whole pairs when they are stopped in between', () => {
    const experiment = new Experiment([queue(1), queue(0.97)], seedsFrom(1, 5));
    while (experiment.runsDone < 5) experiment.advance({ maxEvents: 1_000 });
    const { seeds, figures } = experiment.comparison(['A', 'B']);
    expect(seeds).toEqual([1, 2]);
    expect(figures[2].a?.count).toBe(2);
    expect(experiment.runsTotal).toBe(10);
  });
});

describe('one design with many seeds', () => {
  it('covers the true mean of an M/M/1 queue that has settled, with runs long enough', () => {
    const experiment = new Experiment([{ ...queue(1), durationSeconds: 30 }], seedsFrom(100, 10));
    while (!experiment.advance({ maxEvents: 1_000_000 }));
    const { estimate } = experiment.replication().figures[2];
    expect(estimate?.low).toBeLessThan(1 / 0.3);
    expect(estimate?.high).toBeGreaterThan(1 / 0.3);
    expect(estimate?.count).toBe(10);
    expect(() => experiment.comparison(['A', 'B'])).toThrow(RangeError);
  });
});
