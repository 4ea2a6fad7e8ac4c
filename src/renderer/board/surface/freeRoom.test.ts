import { expect, it } from 'vitest';
import { roomAround, type Box } from './freeRoom';

const board: Box = { top: 44, right: 1000, bottom: 692, left: 0 };
/** Something that lies over the board from the left, as wide as most of it. */
const over = (top: number, bottom: number, right = 700): Box => ({ top, right, bottom, left: 10 });

it('leaves room for one line above and below from the start, so that a verdict that comes later moves nothing', () => {
  expect(roomAround(board, { above: [over(52, 82)], below: [over(646, 682)], isLow: false })).toEqual(
    roomAround(board, { above: [], below: [], isLow: false }),
  );
});

it('leaves room for all that lies over the board, but not for what is hidden', () => {
  const hidden = over(0, 0);
  expect(roomAround(board, { above: [over(52, 82), over(90, 140), hidden], below: [hidden], isLow: false }).top).toBe(140 - 44 + 8);
  expect(roomAround(board, { above: [], below: [over(594, 682)], isLow: false }).bottom).toBe(692 - 594 + 8);
});

it('leaves half of a low board to its parts, whatever lies over it', () => {
  const low = { ...board, bottom: 284 };
  const { top, bottom } = roomAround(low, { above: [over(52, 178)], below: [over(200, 274)], isLow: true });
  expect(top + bottom).toBeLessThanOrEqual(120);
});

it('leaves a low board its height where what lies over it stands at the left, and only there', () => {
  const low = { ...board, bottom: 284 };
  const strip = { above: [over(48, 120, 160)], below: [over(200, 280, 170)], isLow: true };
  expect(roomAround(low, strip)).toEqual({ top: 8, right: 12, bottom: 8, left: 178 });
  expect(roomAround(low, { ...strip, above: [over(48, 120, 500)] }).left).toBe(12);
  expect(roomAround(board, { ...strip, isLow: false }).left).toBe(24);
});
