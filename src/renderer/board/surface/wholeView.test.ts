import { describe, expect, it } from 'vitest';
import { viewOfAll, type Padding } from './wholeView';

const NONE: Padding = { top: '0px', right: '0px', bottom: '0px', left: '0px' };
const part = (x: number, y: number) => ({ position: { x, y }, width: 100, height: 50 });

describe('the view of everything', () => {
  it('shows all parts, as near as they fit, within the room that is left', () => {
    const all = [part(-100, 0), part(900, 450)];
    const size = { width: 500, height: 400 };
    for (const padding of [NONE, { top: '100px', right: '20px', bottom: '30px', left: '10px' } as const]) {
      const view = viewOfAll(all, size, padding);
      if (view === null) throw new Error('there is a view');
      const px = (side: keyof Padding): number => Number.parseFloat(padding[side]);
      expect(-100 * view.zoom + view.x).toBeGreaterThanOrEqual(px('left') - 0.01);
      expect(view.y).toBeGreaterThanOrEqual(px('top') - 0.01);
      expect(1000 * view.zoom + view.x).toBeLessThanOrEqual(500 - px('right') + 0.01);
      expect(500 * view.zoom + view.y).toBeLessThanOrEqual(400 - px('bottom') + 0.01);
      const [shareX, shareY] = [
        (1100 * view.zoom) / (500 - px('left') - px('right')),
        (500 * view.zoom) / (400 - px('top') - px('bottom')),
      ];
      expect(Math.max(shareX, shareY)).toBeCloseTo(1);
    }
  });

  it('a single part is not shown larger than by a quarter; of nothing, and on a board without size, there is no view', () => {
    expect(viewOfAll([part(0, 0)], { width: 2000, height: 2000 }, NONE)?.zoom).toBe(1.25);
    expect(viewOfAll([], { width: 500, height: 400 }, NONE)).toBeNull();
    expect(viewOfAll([part(0, 0)], { width: 0, height: 0 }, NONE)).toBeNull();
  });
});
