import type { Breakpoint } from '../../../sim/index';
import { breakStrings as strings } from './strings';
import type { Command, CommandContext } from '../../workbench/commandTypes';
import { documentModel, playbackModel } from '../../workbench/model';
import { uiStore } from '../../workbench/windowState';

const NONE: readonly Breakpoint[] = [];
const running = ({ playback }: CommandContext): boolean => playback.currentRunId !== null;
const hasSome = (context: CommandContext): boolean => running(context) && context.playback.breakpoints.length > 0;

/** Opens the list of breakpoints, with the form set to a part. */
export function openBreakpoints(node: string | null): void {
  uiStore.setState({ breakpointsOpen: true, breakpointNode: node });
}

/** Breakpoints by command. */
export const breakCommands: readonly Command[] = [
  {
    id: 'run.breakpoints',
    label: strings.open,
    group: 'Run',
    line: true,
    keys: ['Mod+B'],
    run: () => openBreakpoints(documentModel.store.getState().selection.nodes[0] ?? null),
  },
  {
    id: 'run.nextBreak',
    label: strings.next,
    group: 'Run',
    keys: ['B'],
    enabled: hasSome,
    run: () => void playbackModel.actions.stepToBreak(1),
  },
  {
    id: 'run.previousBreak',
    label: strings.previous,
    group: 'Run',
    keys: ['Shift+B'],
    enabled: hasSome,
    run: () => void playbackModel.actions.stepToBreak(-1),
  },
];

/** Lets playback stop where the scenario says. Returns how to end that. */
export function followBreakpoints(): () => void {
  playbackModel.actions.setBreakpoints(documentModel.store.getState().scenario.breakpoints ?? NONE);
  return documentModel.store.subscribe((state, before) => {
    if (state.scenario.breakpoints !== before.scenario.breakpoints)
      playbackModel.actions.setBreakpoints(state.scenario.breakpoints ?? NONE);
  });
}
