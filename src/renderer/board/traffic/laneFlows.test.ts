import { describe, expect, it } from 'vitest';
import { MessageType } from '../../../sim/index';
import { samplePolyline } from '../geometry/polyline';
import { straightCurve } from '../geometry/wireCurve';
import { endsOf, laneFlows } from './laneFlows';
import { indexRows } from './rows';
import { messageColumns, type TestMessage } from './testMessages';

const LANES_FROM = 2;
const said = (sentMs: number, link: number, forward = 1, belongsTo = 0): TestMessage => ({
  sentNs: sentMs * 1e6,
  arriveNs: (sentMs + 5) * 1e6,
  type: MessageType.message,
  link,
  forward,
  belongsTo,
});

describe('flows between members of a network', () => {
  const rows = [
    said(100, 3),
    said(1100, 0),
    said(1200, 3),
    said(1300, 3),
    said(1350, 3, 0, 7),
    said(1400, 2),
    said(1900, 3),
    said(2500, 3),
  ];
  const index = indexRows(messageColumns(rows));

  it('are counted over the last second, each way by itself and answers apart, the busiest first; wires have their own', () => {
    expect(laneFlows(index, { fromNs: 0 }, LANES_FROM, 2e9, 1e9)).toEqual([
      { link: 3, forward: true, isAnswer: false, ratePerSecond: 3 },
      { link: 3, forward: false, isAnswer: true, ratePerSecond: 1 },
      { link: 2, forward: true, isAnswer: false, ratePerSecond: 1 },
    ]);
  });

  it('are rates of what a window covers that begins later', () => {
    expect(laneFlows(index, { fromNs: 1.25e9 }, LANES_FROM, 1.35e9, 1e9)).toEqual([
      { link: 3, forward: true, isAnswer: false, ratePerSecond: 10 },
      { link: 3, forward: false, isAnswer: true, ratePerSecond: 10 },
    ]);
  });

  it('keep to their own side of the chord, answers farther out', () => {
    const line = samplePolyline(straightCurve({ x: 0, y: 0 }, { x: 100, y: 0 }));
    const view = { zoom: 1, offsetX: 0, offsetY: 0 };
    const y = (forward: boolean, isAnswer: boolean): number => Math.round(endsOf(line, { forward, isAnswer }, view)[0].y);
    expect([y(true, false), y(true, true), y(false, false), y(false, true)]).toEqual([3, 8, -3, -8]);
    expect(endsOf(line, { forward: false, isAnswer: false }, view).map(({ x }) => Math.round(x))).toEqual([100, 0]);
  });
});
