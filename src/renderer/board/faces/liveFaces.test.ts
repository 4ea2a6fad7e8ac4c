import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { RunReport } from '../../../contract/index';
import { defaultParams, emptyScenario, NodeStatus, STANDARD_GAUGES, type ScenarioNode } from '../../../sim/index';
import { createDocument, unsavedFile } from '../../document/index';
import { NO_RUNS } from '../../playback/noRuns';
import type { NodeMoment, PlaybackActions, PlaybackState } from '../../playback/types';
import { createHighlight } from '../../playback/highlight';
import { createBoardState } from '../boardState';
import { LiveFaces } from './liveFaces';

const IDLE: NodeMoment = { status: NodeStatus.up, queue: 0, busy: 0, received: 0, completed: 0, failed: 0, own: [] };
const none = new Float64Array(0);
const worker: ScenarioNode = { id: 'W1', kind: 'worker', x: 0, y: 0, params: defaultParams('worker') as ScenarioNode['params'] };

const report = {
  runId: 'r1',
  endNs: 60e9,
  summary: { seed: 1 },
  faults: [
    { id: 'F1', type: 'cut', link: 'L1', atSeconds: 5, forSeconds: 5 },
    { id: 'F2', type: 'steal', node: 'W1', percent: 50, atSeconds: 20, forSeconds: 5 },
    { id: 'F3', type: 'lossy', link: 'L1', percent: 30, atSeconds: 20, forSeconds: 5 },
    { id: 'F4', type: 'set', node: 'W1', param: 'concurrency', value: 1, atSeconds: 40 },
    { id: 'F5', type: 'set', node: 'W1', param: 'queueLimit', value: 7, atSeconds: 50 },
  ],
  index: {
    nodes: [{ id: 'W1', kind: 'worker', gaugeBase: 0, gauges: STANDARD_GAUGES, capacity: 4, queueLimit: 100, storesKeys: false }],
    links: [],
    gaugeCount: 7,
  },
  series: {
    sampleNs: 1e9,
    sampleCount: 0,
    ok: none,
    failed: none,
    sent: none,
    inFlight: none,
    p50Ms: none,
    p95Ms: none,
    p99Ms: none,
    gauges: new Float32Array(0),
    links: new Float32Array(0),
    failedBy: new Float32Array(0),
    latencyBands: new Float32Array(0),
  },
} as unknown as RunReport;

const PLACES = [
  'role',
  'facts',
  'load',
  'pips',
  'slotsText',
  'queue',
  'queueFill',
  'queueText',
  'count0',
  'count1',
  'count2',
  'figure',
  'unit',
  'failed',
  'wrong',
  'statusPath',
  'statusText',
];

function face(): { wrapper: HTMLElement; root: HTMLElement; text: (name: string) => string | null } {
  const wrapper = document.createElement('div');
  wrapper.className = 'react-flow__node';
  wrapper.innerHTML = `<div>${PLACES.map((name) => `<span data-face="${name}"></span>`).join('')}</div>`;
  const root = wrapper.firstElementChild as HTMLElement;
  return { wrapper, root, text: (name) => root.querySelector(`[data-face=${name}]`)?.textContent ?? null };
}

function stage() {
  const model = createDocument(() => 0);
  model.actions.open({ ...emptyScenario(), nodes: [worker] }, unsavedFile('test'));
  const store = createStore<PlaybackState>(() => NO_RUNS);
  const now = { moments: [IDLE] as NodeMoment[], asked: 0 };
  const actions = { moments: () => (now.asked++, now.moments) } as unknown as PlaybackActions;
  const ui = createBoardState();
  const faces = new LiveFaces(model, { store, actions, highlight: createHighlight() }, ui);
  const showRun = (): void =>
    store.setState({ runs: [{ runId: 'r1', report } as unknown as PlaybackState['runs'][number]], currentRunId: 'r1' });
  return { model, store, now, ui, faces, showRun };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

describe('faces on the page', () => {
  it('show the design, then the run, then the design again', () => {
    const { store, now, faces, showRun } = stage();
    const { wrapper, root, text } = face();
    faces.start();
    faces.register('W1', root);
    expect([root.dataset.status, text('facts'), wrapper.getAttribute('aria-label')]).toEqual([
      'design',
      '4 slots, 20 ms',
      'W1, worker, 4 slots, 20 ms',
    ]);
    now.moments = [{ ...IDLE, queue: 3, busy: 2, completed: 7 }];
    showRun();
    vi.advanceTimersByTime(100);
    expect([root.dataset.status, text('statusText'), text('queueText'), text('slotsText'), text('failed')]).toEqual([
      'up',
      '',
      '3/100',
      '2/4',
      '',
    ]);
    expect(wrapper.getAttribute('aria-label')).toBe('W1, worker, up, 3 waiting, 2 of 4 slots busy, 7 done, 0 failed');
    store.setState({ currentRunId: null });
    vi.advanceTimersByTime(100);
    expect([root.dataset.status, wrapper.getAttribute('aria-label')]).toEqual(['design', 'W1, worker, 4 slots, 20 ms']);
  });

  it('have the slots and the queue limit of the moment: what is changed within a run counts from then on, and not before', () => {
    const { store, now, faces, showRun } = stage();
    const { root, text } = face();
    faces.start();
    faces.register('W1', root);
    now.moments = [{ ...IDLE, busy: 1, queue: 2 }];
    showRun();
    const at = (seconds: number): string[] => {
      store.setState({ playheadNs: seconds * 1e9 });
      vi.advanceTimersByTime(100);
      return [text('slotsText') ?? '', text('queueText') ?? ''];
    };
    expect([at(39), at(41), at(51), at(39)]).toEqual([
      ['1/4', '2/100'],
      ['1/1', '2/100'],
      ['1/1', '2/7'],
      ['1/4', '2/100'],
    ]);
  });

  it('tell of failures within the room that there is: a figure with its words as a title, and slots by their figures', () => {
    const { now, faces, showRun } = stage();
    const { root, text } = face();
    faces.start();
    faces.register('W1', root);
    now.moments = [{ ...IDLE, queue: 3, busy: 4, failed: 1 }];
    showRun();
    vi.advanceTimersByTime(100);
    expect([text('failed'), root.hasAttribute('data-tight')]).toEqual(['\u2717 1', false]);
    now.moments = [{ ...IDLE, queue: 100, busy: 4, failed: 1393 }];
    showRun();
    vi.advanceTimersByTime(100);
    expect([text('failed'), root.hasAttribute('data-tight')]).toEqual(['\u2717 1.4 k', true]);
    expect(root.querySelector('[data-face=failed]')?.getAttribute('title')).toBe('1,393 failed');
  });

  it('say at once by shape, word and name that a part is down', () => {
    const { store, now, faces, showRun } = stage();
    const { wrapper, root, text } = face();
    faces.start();
    faces.register('W1', root);
    showRun();
    store.setState({ playing: true });
    vi.advanceTimersByTime(100);
    const shapeBefore = root.querySelector('[data-face=statusPath]')?.getAttribute('d');
    now.moments = [{ ...IDLE, status: NodeStatus.down }];
    store.setState({ playheadNs: 1 });
    vi.advanceTimersByTime(70);
    expect(root.dataset.status).toBe('down');
    expect(text('statusText')).toBe('down');
    expect(root.querySelector('[data-face=statusPath]')?.getAttribute('d')).not.toBe(shapeBefore);
    expect(wrapper.getAttribute('aria-label')).toContain('W1, worker, down');
  });

  it('are brought up to date some fifteen times a second, however often the playhead moves', () => {
    const { store, now, faces, showRun } = stage();
    faces.start();
    faces.register('W1', face().root);
    showRun();
    vi.advanceTimersByTime(200);
    now.asked = 0;
    for (let ms = 0; ms < 1000; ms += 4) {
      store.setState({ playheadNs: 1e6 * (ms + 1) });
      vi.advanceTimersByTime(4);
    }
    expect(now.asked).toBeGreaterThan(10);
    expect(now.asked).toBeLessThan(18);
  });

  it('tell which wires are cut at the playhead', () => {
    const { store, ui, faces, showRun } = stage();
    faces.start();
    showRun();
    const cutAt = (seconds: number): string | undefined => {
      store.setState({ playheadNs: seconds * 1e9 });
      vi.advanceTimersByTime(100);
      return ui.getState().cuts.get('L1');
    };
    expect([cutAt(4), cutAt(6), cutAt(11)]).toEqual([undefined, 'both', undefined]);
  });

  it('say what a fault does to a part or wire that is up all the same', () => {
    const { store, faces, ui, showRun } = stage();
    const { root, wrapper, text } = face();
    faces.start();
    faces.register('W1', root);
    showRun();
    store.setState({ playheadNs: 21e9 });
    vi.advanceTimersByTime(200);
    expect([root.dataset.status, text('statusText'), text('facts')]).toEqual(['slow', 'fault', 'CPU \u221250 %']);
    expect(wrapper.getAttribute('aria-label')).toContain('W1, worker, up, CPU \u221250 %');
    expect(ui.getState().troubles).toEqual(new Map([['L1', 'loses 30 %']]));
    store.setState({ playheadNs: 26e9 });
    vi.advanceTimersByTime(2000);
    expect(text('statusText')).toBe('');
    expect(wrapper.getAttribute('aria-label')).toContain('W1, worker, up');
    expect(ui.getState().troubles.size).toBe(0);
  });

  it('stop being written once they are gone', () => {
    const { now, store, faces, showRun } = stage();
    const { root, text } = face();
    const stop = faces.start();
    const giveUp = faces.register('W1', root);
    showRun();
    vi.advanceTimersByTime(100);
    giveUp();
    now.moments = [{ ...IDLE, queue: 9 }];
    store.setState({ playheadNs: 5 });
    vi.advanceTimersByTime(100);
    expect(text('queueText')).toBe('0/100');
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
