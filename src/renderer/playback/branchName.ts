import { describeFault, placeNames, type Fault, type Scenario } from '../../sim/index';
import { momentText } from './pace';

/** What a branch is called: what was done in it, by the names of its board, and when. */
export function branchName(done: readonly Fault[], board: Scenario | undefined, atNs: number): string {
  const names = board === undefined ? undefined : placeNames(board);
  return `${done.map((fault) => describeFault(fault, names)).join('; ')} at ${momentText(atNs)}`;
}
