import { expect, it } from 'vitest';
import { foldsFor, foldSetting } from './folds';

const UNSAID = { partsOpen: null, sideOpen: null, dockOpen: null };
const room = (widthPx: number, heightPx: number, hasRun = true) => ({ widthPx, heightPx, hasRun });

it('leaves most of a small laptop to the board, and unfolds more where there is room', () => {
  expect(foldsFor(UNSAID, room(1366, 768))).toEqual({ parts: false, side: true, dock: false });
  expect(foldsFor(UNSAID, room(683, 384))).toEqual({ parts: false, side: false, dock: false });
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
