import { expect, it } from 'vitest';
import { foldsFor, foldSetting, foldsResized, hasRoomFor } from './folds';

const UNSAID = { partsOpen: null, sideOpen: null, dockOpen: null };
const room = (widthPx: number, heightPx: number, hasRun = true) => ({ widthPx, heightPx, hasRun });

it('leaves most of a small laptop to the board, and unfolds more where there is room', () => {
  expect(foldsFor(UNSAID, room(1366, 768))).toEqual({ parts: false, side: true, dock: false });
  for (const [widthPx, heightPx] of [
    [683, 384],
    [1024, 600],
  ])
    expect(foldsFor(UNSAID, room(widthPx, heightPx))).toEqual({ parts: false, side: false, dock: false });
  expect(foldsFor(UNSAID, room(1920, 1080))).toEqual({ parts: true, side: true, dock: true });
  // Nothing is to be seen below the board before something has run.
  expect(foldsFor(UNSAID, room(1920, 1080, false)).dock).toBe(false);
  expect(foldsFor({ ...UNSAID, dockOpen: true }, room(1366, 768, false)).dock).toBe(true);
});

it('does as it was told, whatever the size of the window', () => {
  expect(foldsFor({ ...UNSAID, ...foldSetting('dock', true), ...foldSetting('side', false) }, room(1366, 768))).toEqual({
    parts: false,
    side: false,
    dock: true,
  });
});

it('a window that has room for the board alone folds what was chosen, and gives it back with the room', () => {
  const chosen = { partsOpen: true, sideOpen: true, dockOpen: true };
  expect(foldsFor(chosen, room(683, 384))).toEqual({ parts: false, side: false, dock: false });
  expect(hasRoomFor('side', room(683, 384))).toBe(false);
  const [wide, narrow] = [room(1366, 768), room(683, 384)];
  const open = foldsFor(chosen, wide);
  const small = foldsResized(open, chosen, wide, narrow);
  expect(small).toEqual({ parts: false, side: false, dock: false });
  expect(foldsResized(small, chosen, narrow, wide)).toEqual(open);
});

it('another size changes only what it has room for or not: what was opened for a moment stays, and so does what was chosen', () => {
  const opened = { parts: false, side: true, dock: false };
  expect(foldsResized(opened, UNSAID, room(683, 384), room(700, 400))).toBe(opened);
  expect(foldsResized(foldsFor(UNSAID, room(1366, 768)), UNSAID, room(1366, 768), room(1920, 1080))).toEqual({
    parts: true,
    side: true,
    dock: true,
  });
  const folded = { ...UNSAID, sideOpen: false };
  expect(foldsResized(foldsFor(folded, room(1366, 768)), folded, room(1366, 768), room(1920, 1080)).side).toBe(false);
});
