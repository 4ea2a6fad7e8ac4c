import type { CommandContext, Contribution, Services } from '../../workbench/workbenchApi';
import { showRequest, showSlowest } from './requestOnScreen';
import { strings } from './strings';
import { WaterfallPanel } from './WaterfallPanel';

const hasReport = ({ playback }: CommandContext): boolean =>
  playback.runs.some((run) => run.runId === playback.currentRunId && run.report !== null);

/** With a number, that request; without one, the panel as it is. */
function open(services: Services, request: string | undefined): void {
  services.window.showPanel('request');
  if (request !== undefined && Number(request) > 0) void showRequest(services, Number(request));
}

/** One request hop by hop: wires, waiting, work. */
export const waterfallContribution: Contribution = {
  id: 'waterfall',
  title: strings.title,
  commands: (services) => [
    { id: 'run.request', label: strings.command, group: 'Run', enabled: hasReport, run: (subject) => open(services, subject) },
    {
      id: 'run.slowest',
      label: strings.slowestCommand,
      group: 'Run',
      enabled: hasReport,
      run: () => {
        services.window.showPanel('request');
        void showSlowest(services);
      },
    },
  ],
  panels: [{ id: 'request', place: 'dock', title: strings.title, Panel: WaterfallPanel }],
};
