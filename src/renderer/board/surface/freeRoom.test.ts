import { expect, it } from 'vitest';
import { roomAround } from './freeRoom';

const board = { top: 44, bottom: 692 };

it('leaves room for one line above and below from the start, so that a verdict that comes later moves nothing', () => {
  const verdict = { top: 52, bottom: 82 };
  const bar = { top: 646, bottom: 682 };
  expect(roomAround(board, [verdict], [bar])).toEqual(roomAround(board, [], []));
});

it('leaves room for all that lies over the board, but not for what is hidden', () => {
  const banner = { top: 90, bottom: 140 };
  const hidden = { top: 0, bottom: 0 };
  expect(roomAround(board, [{ top: 52, bottom: 82 }, banner, hidden], [hidden]).top).toBe(140 - 44 + 8);
  expect(roomAround(board, [], [{ top: 594, bottom: 682 }]).bottom).toBe(692 - 594 + 8);
});

it('leaves half of a low board to its parts, whatever lies over it', () => {
  const low = { top: 44, bottom: 284 };
  const { top, bottom } = roomAround(low, [{ top: 52, bottom: 178 }], [{ top: 200, bottom: 274 }]);
  expect(top + bottom).toBeLessThanOrEqual(120);
});
