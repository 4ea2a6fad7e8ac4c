import { expect, it } from 'vitest';
import { foldsFor, foldSetting } from './folds';

const UNSAID = { partsOpen: null, sideOpen: null, dockOpen: null };

it('leaves most of a small laptop to the board, and unfolds more where there is room', () => {
  expect(foldsFor(UNSAID, 1366, 768)).toEqual({ parts: false, side: true, dock: false });
  expect(foldsFor(UNSAID, 683, 384)).toEqual({ parts: false, side: false, dock: false });
  expect(foldsFor(UNSAID, 1920, 1080)).toEqual({ parts: true, side: true, dock: true });
});

it('does as it was told, whatever the size of the window', () => {
  expect(foldsFor({ ...UNSAID, ...foldSetting('dock', true), ...foldSetting('side', false) }, 1366, 768)).toEqual({
    parts: false,
    side: false,
    dock: true,
  });
});
