import type { Contribution } from '../../workbench/workbenchApi';
import { faultCommands } from './faultCommands';
import { FaultCount } from './FaultCount';
import { FaultMarks } from './FaultMarks';
import { FaultTimeline } from './FaultTimeline';
import { strings } from './strings';

/** Breaking and mending things: now by command, or scheduled on a time line of their own. */
export const faultsContribution: Contribution = {
  id: 'faults',
  title: strings.tab,
  commands: faultCommands,
  panels: [{ id: 'faults', place: 'dock', title: strings.tab, Panel: FaultTimeline }],
  pieces: [
    { place: 'timeline', Piece: FaultMarks },
    { place: 'scenario', Piece: FaultCount },
  ],
};
