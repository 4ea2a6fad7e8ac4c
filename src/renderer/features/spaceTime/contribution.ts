import type { CommandContext, Contribution } from '../../workbench/workbenchApi';
import { SpaceTimePanel } from './SpaceTimePanel';
import { strings } from './strings';

const hasReport = ({ playback }: CommandContext): boolean =>
  playback.runs.some((run) => run.runId === playback.currentRunId && run.report !== null);

/** Every message as an arrow from part to part, as time goes on. */
export const spaceTimeContribution: Contribution = {
  id: 'spaceTime',
  title: strings.tab,
  commands: ({ window }) => [
    {
      id: 'view.spaceTime',
      label: strings.showDiagram,
      group: 'View',
      keys: ['Shift+T'],
      enabled: hasReport,
      run: () => window.showPanel('space'),
    },
  ],
  panels: [{ id: 'space', place: 'dock', title: strings.tab, Panel: SpaceTimePanel }],
};
