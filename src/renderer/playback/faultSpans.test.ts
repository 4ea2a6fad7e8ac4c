import { expect, it } from 'vitest';
import type { Fault, TimedAction } from '../../sim/index';
import { faultSpans } from './faultMarks';

const action = (id: string, atNs: number, ends: boolean): TimedAction =>
  ({ fault: { id, type: 'crash', node: 'W1', atSeconds: 0 } as Fault, effects: [], ends, atNs }) as unknown as TimedAction;

it('gives the stretches in which faults last: to their end, again where one comes again, and none for what has no end', () => {
  const actions = [
    action('F1', 10, false),
    action('F2', 20, false),
    action('F1', 30, true),
    action('F1', 50, false),
    action('F1', 60, true),
  ];
  expect(faultSpans(actions, 100)).toEqual([
    { fromNs: 10, toNs: 30 },
    { fromNs: 50, toNs: 60 },
  ]);
});

it('ends with the run what would end after it', () => {
  expect(faultSpans([action('F1', 10, false), action('F1', 130, true)], 100)).toEqual([{ fromNs: 10, toNs: 100 }]);
});
