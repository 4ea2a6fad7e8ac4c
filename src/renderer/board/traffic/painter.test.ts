import { expect, it, vi } from 'vitest';
import { testServices } from '../../workbench/testWindow';
import { TrafficPainter } from './painter';

it('leaves nothing of its picture on the canvas when another board takes its place', () => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  const { document: design, playback } = testServices();
  const canvas = document.createElement('canvas');
  const painter = new TrafficPainter(canvas, {
    document: design,
    playback,
    placeOf: () => undefined,
    places: () => [],
    viewport: () => ({ x: 0, y: 0, zoom: 1 }),
    reducedMotion: () => false,
    onSlowed: () => undefined,
    pickedId: () => null,
  });
  const stop = painter.start();
  canvas.width = 300;
  stop();
  // Setting the width takes the picture away; what is empty needs no clearing, which the next painter counts on.
  expect(canvas.width).toBe(0);
  vi.unstubAllGlobals();
});
