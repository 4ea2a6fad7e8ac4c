import type { Contribution } from '../../workbench/workbenchApi';
import { EmptyBoard } from './EmptyBoard';
import { strings } from './strings';
import { TourBanner } from './TourBanner';

/** What to do first: on an empty board, and at the very first start. */
export const welcomeContribution: Contribution = {
  id: 'welcome',
  title: strings.title,
  pieces: [
    { place: 'board.over', Piece: EmptyBoard },
    { place: 'banner', Piece: TourBanner },
  ],
};
