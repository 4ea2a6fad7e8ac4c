import type { Breakpoint } from '../../../sim/index';
import type { Command, CommandContext, Contribution, Services } from '../../workbench/workbenchApi';
import { BreakButton } from './BreakButton';
import { BreakMarks } from './BreakMarks';
import { BreakpointsPanel } from './BreakpointsPanel';
import { breakpointPanelOf } from './breakpointPanel';
import { StopNote } from './StopNote';
import { strings } from './strings';

const NONE: readonly Breakpoint[] = [];
const hasSome = ({ playback }: CommandContext): boolean => playback.currentRunId !== null && playback.breakpoints.length > 0;

const commands = (services: Services): readonly Command[] => {
  const { document, playback } = services;
  return [
    {
      id: 'run.breakpoints',
      label: strings.open,
      group: 'Run',
      line: true,
      keys: ['Mod+B'],
      run: (part) =>
        breakpointPanelOf(services).setState({ isOpen: true, node: part ?? document.store.getState().selection.nodes[0] ?? null }),
    },
    {
      id: 'run.nextBreak',
      label: strings.next,
      group: 'Run',
      keys: ['B'],
      enabled: hasSome,
      run: () => void playback.actions.stepToBreak(1),
    },
    {
      id: 'run.previousBreak',
      label: strings.previous,
      group: 'Run',
      keys: ['Shift+B'],
      enabled: hasSome,
      run: () => void playback.actions.stepToBreak(-1),
    },
  ];
};

/** Lets playback stop where the scenario says. Returns how to end that. */
function start({ document, playback }: Services): () => void {
  playback.actions.setBreakpoints(document.store.getState().scenario.breakpoints ?? NONE);
  return document.store.subscribe((state, before) => {
    if (state.scenario.breakpoints !== before.scenario.breakpoints) playback.actions.setBreakpoints(state.scenario.breakpoints ?? NONE);
  });
}

/** Where playback stops: the list, its button, marks on the time line, and why it has stopped. */
export const breakpointsContribution: Contribution = {
  id: 'breakpoints',
  title: strings.title,
  commands,
  partMenu: [{ command: 'run.breakpoints', label: strings.stopHere, isOffered: () => true }],
  pieces: [
    { place: 'run.buttons', Piece: BreakButton },
    { place: 'timeline', Piece: BreakMarks },
    { place: 'run.bar', Piece: StopNote },
    { place: 'run.bar', Piece: BreakpointsPanel },
  ],
  start,
};
