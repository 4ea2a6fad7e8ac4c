import { createStore } from 'zustand/vanilla';
import { USUAL_SETTINGS, type FaultboardApi, type Settings } from '../../contract/index';
import { foldsFor, foldSetting, hasRoomFor, type Fold } from './folds';
import type { Contribution, PanelPlace, WindowModel, WindowState } from './workbenchApi';

/** What the window shows, with the first panel of each side open. */
export function createWindowModel(api: FaultboardApi, contributions: readonly Contribution[]): WindowModel {
  const panels = contributions.flatMap((contribution) => contribution.panels ?? []);
  const first = (place: PanelPlace): string => panels.find((panel) => panel.place === place)?.id ?? '';
  const store = createStore<WindowState>(() => ({
    shell: null,
    hasBegun: false,
    settings: USUAL_SETTINGS,
    dialog: null,
    openPanel: { side: first('side'), dock: first('dock') },
    open: foldsFor(USUAL_SETTINGS, { widthPx: window.innerWidth, heightPx: window.innerHeight, hasRun: false }),
    announcement: '',
    disconnected: null,
    presenting: false,
  }));
  let giveUp: (() => void) | null = null;
  const choose = (id: string): PanelPlace => {
    const panel = panels.find((candidate) => candidate.id === id);
    if (panel === undefined) throw new Error(`no panel ${id}`);
    store.setState((state) => ({ openPanel: { ...state.openPanel, [panel.place]: id } }));
    return panel.place;
  };
  let changes = 0;
  const changeSettings = (change: Partial<Settings>, isKept = true): void => {
    const mine = ++changes;
    store.setState((state) => ({ settings: { ...state.settings, ...change } }));
    if (!isKept) return;
    // What the shell has kept counts, unless something has been changed since: its answer would take that back.
    void api.setSettings(change).then((settings) => {
      if (mine === changes) store.setState({ settings });
    });
  };
  const setOpen = (fold: Fold, isOpen: boolean): void => {
    const { open, presenting } = store.getState();
    if (open[fold] === isOpen) return;
    store.setState({ open: { ...open, [fold]: isOpen } });
    const size = { widthPx: window.innerWidth, heightPx: window.innerHeight };
    if (!presenting && hasRoomFor(fold, size)) changeSettings(foldSetting(fold, isOpen));
  };
  return {
    store,
    openDialog: (dialog, whenGone) => {
      giveUp?.();
      giveUp = whenGone ?? null;
      store.setState({ dialog });
    },
    announce: (announcement) => store.setState({ announcement }),
    showPanel: (id) => setOpen(choose(id), true),
    suggestPanel: (id) => void choose(id),
    setOpen,
    changeSettings,
  };
}
