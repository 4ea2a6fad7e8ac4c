import { designOnScreen } from '../../playback/index';
import { besideOf } from '../../workbench/besideState';
import type { CommandContext, Contribution, Services } from '../../workbench/workbenchApi';
import { LookingBack } from './LookingBack';
import { RunTree } from './RunTree';
import { strings } from './strings';

/** To the last run of the board as it is now, or to the board without a run. */
function goBack({ document, playback }: Services): void {
  const { revision } = document.store.getState();
  const own = playback.store.getState().runs.findLast((run) => run.revision === revision && run.report !== null);
  if (own === undefined) playback.actions.reset();
  else playback.actions.show(own.runId);
}

const isElsewhere = ({ document, playback }: CommandContext): boolean => designOnScreen(playback, document.revision) !== null;

/** Who changes the board wants to see it. Returns how to stop. */
function start({ document, playback }: Services): () => void {
  return document.store.subscribe((state, before) => {
    if (state.scenario !== before.scenario) playback.actions.stopLookingBack();
  });
}

/** Two boards need the room of the panel beside them; it comes back with one board. Nobody has folded it for good. */
function toggleBeside(services: Services): void {
  const { window } = services;
  const { isWanted, hasFolded } = besideOf(services).getState();
  const { open } = window.store.getState();
  const folds = !isWanted && open.side;
  if (folds || (isWanted && hasFolded)) window.store.setState({ open: { ...open, side: !folds } });
  besideOf(services).setState({ isWanted: !isWanted, hasFolded: folds });
}

/** The runs that are open, their branches, and the boards that they ran on. */
export const runsContribution: Contribution = {
  id: 'runs',
  title: strings.title,
  commands: (services) => [
    { id: 'run.back', label: strings.back, group: 'Run', enabled: isElsewhere, run: () => goBack(services) },
    {
      id: 'run.beside',
      label: strings.beside,
      group: 'Run',
      enabled: ({ playback }) => playback.ghostRunId !== null,
      run: () => toggleBeside(services),
    },
  ],
  pieces: [
    { place: 'results.top', Piece: RunTree },
    { place: 'banner', Piece: LookingBack },
  ],
  start,
};
