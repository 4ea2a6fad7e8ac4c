import { act, cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { createRun } from '../../../sim/index';
import { shippedCourses } from '../../courses/courses';
import type { RunSession } from '../../playback/index';
import { inWindow, testServices } from '../../workbench/testWindow';
import { Shares } from './Shares';

afterEach(cleanup);

describe('the bars of a lesson', () => {
  it('show what each part got up to the playhead, and grow with it', async () => {
    const placed = (await shippedCourses()).of('guide-fair-shares');
    if (placed === undefined) throw new Error('the lesson is gone');
    const run = createRun(placed.lesson.solved);
    while (!run.advance({ maxEvents: 100_000 }));
    const report = { runId: 'run-1', index: run.index, summary: run.summary(), series: run.series(), endNs: run.reachedNs, faults: [] };
    const services = testServices();
    const { container } = render(inWindow(services, <Shares lesson={placed.lesson} parts={placed.lesson.shares ?? []} />));
    const texts = (): string[] => [...container.querySelectorAll('li')].map((bar) => bar.textContent);
    const seeAt = (playheadNs: number): Promise<void> =>
      act(async () => {
        services.playback.store.setState({
          runs: [{ runId: 'run-1', report } as unknown as RunSession],
          currentRunId: 'run-1',
          playheadNs,
        });
        await new Promise((resolve) => setTimeout(resolve, 200));
      });
    expect(texts()).toEqual(['Node 10 (0 %)', 'Node 20 (0 %)', 'Node 30 (0 %)']);
    await seeAt(0);
    expect(texts()).toEqual(['Node 10 (0 %)', 'Node 20 (0 %)', 'Node 30 (0 %)']);
    await seeAt(run.reachedNs / 2);
    expect(texts()[0]).toMatch(/^Node 1(199|200|201) \(33/);
    await seeAt(run.reachedNs);
    expect(texts()).toEqual(['Node 1400 (33.4 %)', 'Node 2400 (33.4 %)', 'Node 3399 (33.3 %)']);
    expect(container.querySelector('i')?.style.width).toMatch(/^33\.\d+%$/);
  });
});
