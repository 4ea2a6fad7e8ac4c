import type { CSSProperties, ReactElement } from 'react';
import type { Settings } from '../../contract/index';
import { Splitter } from '../ui/Splitter';
import { strings } from './strings';
import { useUi } from './hooks';
import { api } from './model';
import { uiStore } from './windowState';

const USUAL_WIDTH_PX = 320;
const NARROWEST_PX = 260;
const LOWEST_PX = 150;
/** What of the window a panel leaves to the board and what stands around it. */
const LEFT_BESIDE_PX = 520;
const LEFT_ABOVE_PX = 220;

/** Keeps the size of a panel: on screen at once, with the settings once it is let go. */
function resize(change: Partial<Settings>, isDone: boolean): void {
  uiStore.setState((state) => ({ settings: { ...state.settings, ...change } }));
  if (isDone) void api.setSettings(change).then((settings) => uiStore.setState({ settings }));
}

/** Sizes of the panels as CSS variables; a panel is never wider or higher than the window has room for. */
export function usePanelSizes(): CSSProperties {
  const { panelWidthPx, dockHeightPx } = useUi((state) => state.settings);
  const sizes: Record<string, string> = { '--side-width': `min(${Math.max(NARROWEST_PX, panelWidthPx)}px, 100vw - ${LEFT_BESIDE_PX}px)` };
  if (dockHeightPx > 0) sizes['--dock-height'] = `min(${Math.max(LOWEST_PX, dockHeightPx)}px, 100vh - ${LEFT_ABOVE_PX}px)`;
  return sizes;
}

/** The left edge of the panel on the right. */
export function SideEdge(): ReactElement {
  const width = useUi((state) => state.settings.panelWidthPx);
  return (
    <Splitter
      label={strings.sideEdge}
      edge="left"
      sizePx={width}
      minimumPx={NARROWEST_PX}
      maximumPx={Math.max(NARROWEST_PX, window.innerWidth - LEFT_BESIDE_PX)}
      onSize={(panelWidthPx, isDone) => resize({ panelWidthPx }, isDone)}
      onReset={() => resize({ panelWidthPx: USUAL_WIDTH_PX }, true)}
    />
  );
}

/** The upper edge of the dock. */
export function DockEdge(): ReactElement {
  const height = useUi((state) => state.settings.dockHeightPx);
  const now = height > 0 ? height : (document.querySelector('.dock')?.clientHeight ?? LOWEST_PX);
  return (
    <Splitter
      label={strings.dockEdge}
      edge="top"
      sizePx={now}
      minimumPx={LOWEST_PX}
      maximumPx={Math.max(LOWEST_PX, window.innerHeight - LEFT_ABOVE_PX)}
      onSize={(dockHeightPx, isDone) => resize({ dockHeightPx }, isDone)}
      onReset={() => resize({ dockHeightPx: 0 }, true)}
    />
  );
}
