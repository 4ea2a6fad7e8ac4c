import type { Contribution } from '../../workbench/workbenchApi';
import { experimentsOf } from './experiments';
import { Seeds } from './Seeds';
import { strings } from './strings';

/** Is it luck? The same scenario, or two of them, with many seeds. */
export const experimentsContribution: Contribution = {
  id: 'experiments',
  title: strings.seedsTitle,
  pieces: [{ place: 'results.end', Piece: Seeds }],
  start: (services) => experimentsOf(services).follow(),
};
