import { useCallback } from 'react';
import { placeNames, type PlaceNames, type Scenario } from '../../sim/index';
import { withNames } from '../document/index';
import { useCurrentRun, useDocument } from './context';

/** The board on screen: that of the run on screen, or the one that is edited. */
export function useBoardOnScreen(): Scenario {
  const design = useCurrentRun()?.design;
  const scenario = useDocument((state) => ({ board: state.scenario })).board;
  return design ?? scenario;
}

/** Says sentences about the run on screen by the names of the board that it ran on. */
export function useNames(): (text: string) => string {
  const board = useBoardOnScreen();
  return useCallback((text: string) => withNames(text, board), [board]);
}

/** What parts and wires of the board that is edited are called. */
export function useEditedNames(): PlaceNames {
  return placeNames(useDocument((state) => ({ board: state.scenario })).board);
}
