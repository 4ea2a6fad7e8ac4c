import type { Contribution, Services } from '../../workbench/workbenchApi';
import { SettingsPanel } from './SettingsPanel';
import { strings } from './strings';

/** Shows the settings of the one thing that is selected, unless a panel is open that follows the selection itself. Returns how to stop. */
function start({ contributions, document, window }: Services): () => void {
  const following = new Set(
    contributions.flatMap(({ panels = [] }) => panels.flatMap((panel) => (panel.followsSelection === true ? panel.id : []))),
  );
  return document.store.subscribe((state, before) => {
    const isOpened = state.file !== before.file && state.scenario !== before.scenario && state.past.length === 0;
    if (isOpened && state.scenario.nodes.length === 0) window.suggestPanel('part');
    if (state.selection === before.selection) return;
    // An undone step brings its selection back; the panel in use should stay.
    // Whoever chooses several, by a box or a chord, means to do something with them: the panel in use should stay, too.
    const isNew = state.future.length === 0 && state.selection.nodes.length + state.selection.links.length === 1;
    if (isNew && !following.has(window.store.getState().openPanel.side)) window.suggestPanel('part');
  });
}

/** The settings of what is selected. */
export const inspectorContribution: Contribution = {
  id: 'inspector',
  title: strings.title,
  panels: [{ id: 'part', place: 'side', title: strings.title, Panel: SettingsPanel, followsSelection: true }],
  start,
};
