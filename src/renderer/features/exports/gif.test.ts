import { expect, it } from 'vitest';
import { apiSchemas } from '../../../contract/index';
import { gifStretch } from './gif';

it('shows some seconds of any run at any speed, asks for a stretch that there is, and never stands still', () => {
  for (const endNs of [1e6, 1.4e9, 60e9, 3600e9]) {
    for (const speed of [0.001, 0.01, 0.1, 1, 10, 100, 1000, Infinity]) {
      for (const playheadNs of [0, endNs / 3, endNs]) {
        const stretch = gifStretch(playheadNs, speed, endNs);
        const { fromNs, toNs } = stretch;
        expect(apiSchemas.runWindow.safeParse({ runId: 'r1', fromNs, toNs: toNs + 1, maxRows: 1 }).success, `${speed} ${endNs}`).toBe(true);
        expect(fromNs).toBeGreaterThanOrEqual(0);
        expect(toNs).toBeLessThanOrEqual(endNs);
        expect((toNs - fromNs) / 1e9 / stretch.speed).toBeGreaterThan(5.9);
      }
    }
  }
  expect(gifStretch(20e9, 1, 60e9)).toEqual({ fromNs: 20e9, toNs: 26e9, speed: 1 });
  expect(gifStretch(59e9, 1, 60e9)).toEqual({ fromNs: 54e9, toNs: 60e9, speed: 1 });
  expect(gifStretch(5e9, Infinity, 60e9)).toEqual({ fromNs: 0, toNs: 60e9, speed: 10 });
});
