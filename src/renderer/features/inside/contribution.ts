import type { CommandContext, Contribution, Services } from '../../workbench/workbenchApi';
import { InsidePanel } from './InsidePanel';
import { insideOf } from './insideState';
import { strings } from './strings';

const hasReport = ({ playback }: CommandContext): boolean =>
  playback.runs.some((run) => run.runId === playback.currentRunId && run.report !== null);

/** Looks into what is selected, without bringing the panel up. Returns how to stop. */
function start(services: Services): () => void {
  const inside = insideOf(services);
  return services.document.store.subscribe(({ selection }, before) => {
    const [node] = selection.nodes;
    if (selection !== before.selection && node !== undefined && node !== inside.getState().node) inside.setState({ node });
  });
}

/** What is inside a part at the playhead: queues, tables, rings, states. */
export const insideContribution: Contribution = {
  id: 'inside',
  title: strings.title,
  commands: (services) => [
    {
      id: 'view.inside',
      label: strings.lookInsideSelected,
      group: 'View',
      line: true,
      keys: ['I'],
      enabled: hasReport,
      run: (part) => {
        const node = part ?? services.document.store.getState().selection.nodes[0];
        if (node !== undefined) insideOf(services).setState({ node });
        services.window.showPanel('inside');
        requestAnimationFrame(() => document.getElementById('inside-part')?.focus());
      },
    },
  ],
  panels: [{ id: 'inside', place: 'side', title: strings.title, Panel: InsidePanel, followsSelection: true }],
  partMenu: [{ command: 'view.inside', label: strings.lookInside, isOffered: (_kind, hasRun) => hasRun }],
  start,
};
