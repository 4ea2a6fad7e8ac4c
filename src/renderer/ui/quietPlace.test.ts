import { expect, it } from 'vitest';
import { quietPlace, USUAL_PLACE, type WindowBox } from './quietPlace';

const stage: WindowBox = { left: 0, top: 0, right: 1000, bottom: 600 };
const size = { width: 300, height: 60 };
const box = (left: number, top: number, width = 140, height = 70): WindowBox => ({ left, top, right: left + width, bottom: top + height });

it('messages stand in the lower right corner, and give way to the parts there', () => {
  expect(quietPlace(stage, size, [box(100, 500)])).toEqual(USUAL_PLACE);
  // The lowest part stands there: just above it, then at the other side once that is full, too.
  const lowest = box(720, 510);
  const above = quietPlace(stage, size, [lowest]);
  expect(above.side).toBe('right');
  expect(600 - above.bottomPx).toBeLessThanOrEqual(510);
  expect(quietPlace(stage, size, [box(690, 0, 310, 600)])).toEqual({ ...USUAL_PLACE, side: 'left' });
});

it('stay where they are while they cover nothing, and cover the least where the board is full', () => {
  const now = { side: 'left', bottomPx: 132 } as const;
  expect(quietPlace(stage, size, [], now)).toBe(now);
  const full = [box(0, 0, 1000, 600), box(0, 60, 1000, 540)];
  expect(600 - quietPlace(stage, size, full).bottomPx - size.height).toBeLessThan(60);
});
