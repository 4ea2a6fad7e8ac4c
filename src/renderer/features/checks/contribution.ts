import type { Contribution } from '../../workbench/workbenchApi';
import { ChecksEditor } from './ChecksEditor';
import { strings } from './strings';

/** What a good run looks like, in numbers. */
export const checksContribution: Contribution = {
  id: 'checks',
  title: strings.title,
  pieces: [{ place: 'scenario', Piece: ChecksEditor }],
};
