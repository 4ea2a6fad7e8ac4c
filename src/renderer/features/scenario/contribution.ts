import type { Contribution, Services } from '../../workbench/workbenchApi';
import { ScenarioPanel } from './ScenarioPanel';
import { strings } from './strings';

/** Shows what a scenario is once it was opened. Returns how to stop. */
function start({ document, window }: Services): () => void {
  return document.store.subscribe((state, before) => {
    const isOpened = state.file !== before.file && state.scenario !== before.scenario && state.past.length === 0;
    if (isOpened && state.scenario.nodes.length > 0) window.suggestPanel('scenario');
  });
}

/** What the scenario is: name, length, seed, description, network and prices. */
export const scenarioContribution: Contribution = {
  id: 'scenario',
  title: strings.title,
  panels: [{ id: 'scenario', place: 'side', title: strings.title, Panel: ScenarioPanel }],
  start,
};
