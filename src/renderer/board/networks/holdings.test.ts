import { expect, it } from 'vitest';
import { Gauge, kindOf, type TraceIndex } from '../../../sim/index';
import { holdingsOf } from './holdings';
import type { NodeMoment } from '../../playback/types';

const descriptor = kindOf('gossip')?.descriptor;
const FIRST = Gauge.first;

it('a member holds all only if it knows the very same as the one that knows most', () => {
  const gauges = [
    ...Array.from({ length: FIRST }, (_, i) => ({ name: `g${i}`, title: '', type: 'level' as const })),
    ...(descriptor?.gauges ?? []),
  ];
  const nodes = ['G1', 'G2', 'G3', 'G4', 'C1'].map(
    (id) => ({ id, gauges: id === 'C1' ? gauges.slice(0, FIRST) : gauges }) as unknown as TraceIndex['nodes'][number],
  );
  const moment = (known: number, view: number): NodeMoment => ({ own: [known, 0, 0, 0, view] }) as unknown as NodeMoment;
  const shares = holdingsOf(nodes, [moment(4, 77), moment(4, 77), moment(4, 78), moment(1, 5), moment(0, 0)]);
  expect([...shares]).toEqual([
    [0, 1],
    [1, 1],
    [2, 0.85],
    [3, 0.25],
  ]);
  expect(
    holdingsOf(
      nodes,
      nodes.map(() => moment(0, 0)),
    ).size,
  ).toBe(0);
});

it('of quorum nodes nothing is drawn: each is to keep its share only', () => {
  const gauges = kindOf('quorum')?.descriptor.gauges ?? [];
  const first = Array.from({ length: FIRST }, (_, i) => ({ name: `g${i}`, title: '', type: 'level' as const }));
  const node = { id: 'Q1', gauges: [...first, ...gauges] } as unknown as TraceIndex['nodes'][number];
  const moment = (known: number): NodeMoment =>
    ({ own: gauges.map(({ name }) => (name === 'known' ? known : 0)) }) as unknown as NodeMoment;
  expect(gauges.map(({ name }) => name)).toContain('known');
  expect(holdingsOf([node, node], [moment(11), moment(7)]).size).toBe(0);
});
