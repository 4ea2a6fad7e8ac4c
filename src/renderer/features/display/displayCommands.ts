import type { Command, Services } from '../../workbench/workbenchApi';
import { strings } from './strings';

/** Draws traffic one way, or, when it is drawn so already, again by how much there is. */
function showTraffic({ playback, window }: Services, wanted: 'marks' | 'flows'): void {
  const traffic = playback.store.getState().traffic === wanted ? 'auto' : wanted;
  playback.actions.setTraffic(traffic);
  window.announce(strings.traffic[traffic]);
}

/** Large type and no editing, or back. Returns whether the dock is to be open afterwards next time. */
function togglePresentation({ boardView, document, window }: Services, wasDockOpen: boolean): boolean {
  const { presenting: before, open } = window.store.getState();
  const presenting = !before;
  // The board is what is shown; charts and log can be opened again when they are talked about.
  const keptOpen = presenting ? open.dock : wasDockOpen;
  window.store.setState({ presenting, open: { ...open, dock: presenting ? false : wasDockOpen } });
  document.actions.setLocked(presenting);
  document.actions.setFailure(null);
  window.announce(presenting ? strings.presentationOn : strings.presentationOff);
  // The board has another size now.
  requestAnimationFrame(() => boardView.fit());
  return keptOpen;
}

/** Commands about how everything looks. */
export function displayCommands(services: Services): readonly Command[] {
  const { window } = services;
  let wasDockOpen = true;
  const toggle = (fold: 'parts' | 'side' | 'dock'): void => window.setOpen(fold, !window.store.getState().open[fold]);
  const setTheme = (theme: 'system' | 'light' | 'dark' | 'contrast'): void => window.changeSettings({ theme });
  return [
    {
      id: 'view.present',
      label: strings.presentation,
      group: 'View',
      line: true,
      keys: ['P'],
      run: () => {
        wasDockOpen = togglePresentation(services, wasDockOpen);
      },
    },
    {
      id: 'view.everyMessage',
      label: strings.showEveryMessage,
      group: 'View',
      line: true,
      run: () => showTraffic(services, 'marks'),
    },
    { id: 'view.amounts', label: strings.showAmounts, group: 'View', run: () => showTraffic(services, 'flows') },
    { id: 'view.dock', label: strings.toggleDock, group: 'View', line: true, keys: ['Mod+J'], run: () => toggle('dock') },
    { id: 'view.side', label: strings.toggleSide, group: 'View', keys: ['Shift+S'], run: () => toggle('side') },
    { id: 'view.parts', label: strings.toggleParts, group: 'View', keys: ['Shift+P'], run: () => toggle('parts') },
    { id: 'view.system', label: strings.systemColours, group: 'View', line: true, run: () => setTheme('system') },
    { id: 'view.light', label: strings.lightColours, group: 'View', run: () => setTheme('light') },
    { id: 'view.dark', label: strings.darkColours, group: 'View', run: () => setTheme('dark') },
    { id: 'view.contrast', label: strings.highContrast, group: 'View', run: () => setTheme('contrast') },
  ];
}
