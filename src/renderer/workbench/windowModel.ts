import { createStore } from 'zustand/vanilla';
import { USUAL_CHARTS, type FaultboardApi } from '../../contract/index';
import type { Contribution, PanelPlace, WindowModel, WindowState } from './workbenchApi';

/** What the window shows, with the first panel of each side open. */
export function createWindowModel(api: FaultboardApi, contributions: readonly Contribution[]): WindowModel {
  const panels = contributions.flatMap((contribution) => contribution.panels ?? []);
  const first = (place: PanelPlace): string => panels.find((panel) => panel.place === place)?.id ?? '';
  const store = createStore<WindowState>(() => ({
    shell: null,
    settings: {
      theme: 'system',
      reducedMotion: 'system',
      seenTour: false,
      panelWidthPx: 320,
      dockHeightPx: 0,
      charts: USUAL_CHARTS,
      openLesson: '',
      lessons: {},
    },
    dialog: null,
    openPanel: { side: first('side'), dock: first('dock') },
    dockOpen: true,
    announcement: '',
    disconnected: null,
    presenting: false,
  }));
  let giveUp: (() => void) | null = null;
  return {
    store,
    openDialog: (dialog, whenGone) => {
      giveUp?.();
      giveUp = whenGone ?? null;
      store.setState({ dialog });
    },
    announce: (announcement) => store.setState({ announcement }),
    showPanel: (id) => {
      const panel = panels.find((candidate) => candidate.id === id);
      if (panel === undefined) throw new Error(`no panel ${id}`);
      store.setState((state) => ({
        openPanel: { ...state.openPanel, [panel.place]: id },
        dockOpen: state.dockOpen || panel.place === 'dock',
      }));
    },
    changeSettings: (change, isKept = true) => {
      store.setState((state) => ({ settings: { ...state.settings, ...change } }));
      if (isKept) void api.setSettings(change).then((settings) => store.setState({ settings }));
    },
  };
}
