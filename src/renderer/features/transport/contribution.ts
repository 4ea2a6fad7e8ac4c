import type { Contribution } from '../../workbench/workbenchApi';
import { followChanges } from './live';
import { transportCommands } from './runCommands';
import { Happened } from './Happened';
import { Stale } from './Stale';
import { strings } from './strings';
import { Transport } from './Transport';

/** Run, pause, step, speed and the time line. */
export const transportContribution: Contribution = {
  id: 'transport',
  title: strings.title,
  commands: transportCommands,
  start: followChanges,
  pieces: [
    { place: 'run.bar', Piece: Transport },
    { place: 'banner', Piece: Stale },
    { place: 'dock.head', Piece: Happened },
  ],
};
