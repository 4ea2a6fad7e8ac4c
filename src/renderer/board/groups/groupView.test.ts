import { expect, it } from 'vitest';
import { NodeStatus } from '../../../sim/index';
import type { FaceMoment } from '../faces/faceView';
import { groupView } from './groupView';

const part = (ratePerSecond: number, more: { status?: number; busy?: number; queue?: number; kind?: string } = {}): FaceMoment =>
  ({
    node: { kind: more.kind ?? 'worker', capacity: 2, queueLimit: 30, gauges: [], gaugeBase: 0 },
    moment: { status: more.status ?? NodeStatus.up, busy: more.busy ?? 1, queue: more.queue ?? 0, own: [] },
    load: { level: 'calm', text: '' },
    ratePerSecond,
  }) as unknown as FaceMoment;

it('a folded group shows the sums of its parts and their worst state, with how many are in it', () => {
  expect(groupView([part(13, { busy: 2, queue: 3 }), part(14), part(12.4)])).toEqual({
    figure: { value: '39', unit: '/s' },
    facts: '4 of 6 busy, 3 waiting',
    state: 'up',
    stateText: '',
  });
  const down = groupView([part(13), part(0, { status: NodeStatus.down, busy: 0 }), part(5, { status: NodeStatus.paused })]);
  expect([down?.state, down?.stateText]).toEqual(['down', '1 of 3 down']);
  const calm = part(9);
  const full = { ...calm, load: { level: 'alarm', text: 'queue full' } } as const;
  expect(groupView([calm, full, calm])?.stateText).toBe('1 of 3 queue full');
});

it('sums nothing that differs, and is silent where nothing runs', () => {
  expect(groupView([part(9), part(60, { kind: 'client' })])?.figure).toBeNull();
  expect(groupView([])).toBeNull();
});
