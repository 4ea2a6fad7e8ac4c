import { prepareDesigns, programNames } from '../programs/index';
import type { Programs, Scenario } from '../sim/index';
import type { Door } from './io';

/**
 * The programs of designs that this thread will call, ready; the thread with the terminal is told their names, should one not come to an
 * end.
 */
export function readyPrograms(designs: readonly Scenario[], io: Door): Promise<Programs[]> {
  io.nameCalls?.(programNames(designs));
  return prepareDesigns(designs, io.beat);
}
