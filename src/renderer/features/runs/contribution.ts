import type { Contribution } from '../../workbench/workbenchApi';
import { RunTree } from './RunTree';
import { strings } from './strings';

/** The runs that are open, and their branches. */
export const runsContribution: Contribution = {
  id: 'runs',
  title: strings.title,
  pieces: [{ place: 'results.top', Piece: RunTree }],
};
