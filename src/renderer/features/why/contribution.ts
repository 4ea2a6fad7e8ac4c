import type { CommandContext, Contribution, Services } from '../../workbench/workbenchApi';
import { strings } from './strings';
import { WhyPanel } from './WhyPanel';

const hasReport = ({ playback }: CommandContext): boolean =>
  playback.runs.some((run) => run.runId === playback.currentRunId && run.report !== null);

/** Brings the panel up when anybody asks, and reads out the answer. Returns how to stop. */
function start({ explanations, window }: Services): () => void {
  return explanations.store.subscribe(({ isAsking, explanation }, before) => {
    if (isAsking && !before.isAsking) window.showPanel('why');
    if (explanation !== null && explanation !== before.explanation)
      window.announce(`${explanation.subject}: ${explanation.steps.map((step) => step.text).join(' ')}`);
  });
}

/** Why something failed, from its cause to what was seen of it. */
export const whyContribution: Contribution = {
  id: 'why',
  title: strings.title,
  commands: ({ explanations }) => [
    {
      id: 'run.why',
      label: strings.whyFirst,
      group: 'Run',
      line: true,
      keys: ['Y'],
      enabled: hasReport,
      run: () => void explanations.ask({ request: null, check: null }),
    },
  ],
  panels: [{ id: 'why', place: 'dock', title: strings.title, Panel: WhyPanel }],
  start,
};
