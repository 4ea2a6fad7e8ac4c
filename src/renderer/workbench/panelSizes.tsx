import type { CSSProperties, ReactElement } from 'react';
import { Splitter } from '../ui/Splitter';
import { strings } from './strings';
import { useServices, useWindow } from './context';

const USUAL_WIDTH_PX = 320;
const NARROWEST_PX = 260;
const LOWEST_PX = 150;
/** What of the window a panel leaves to the board and what stands around it. */
const LEFT_BESIDE_PX = 520;
const LEFT_ABOVE_PX = 120;

/** Sizes of the panels as CSS variables; a panel is never wider or higher than the window has room for. */
export function usePanelSizes(): CSSProperties {
  const { panelWidthPx, dockHeightPx } = useWindow((state) => state.settings);
  const sizes: Record<string, string> = {
    '--side-width': `min(${Math.max(NARROWEST_PX, panelWidthPx)}px, max(${NARROWEST_PX}px, 100vw - ${LEFT_BESIDE_PX}px))`,
  };
  if (dockHeightPx > 0) sizes['--dock-height'] = `min(${Math.max(LOWEST_PX, dockHeightPx)}px, 100vh - ${LEFT_ABOVE_PX}px)`;
  return sizes;
}

/** The left edge of the panel on the right. */
export function SideEdge(): ReactElement {
  const { window: model } = useServices();
  const width = useWindow((state) => state.settings.panelWidthPx);
  return (
    <Splitter
      label={strings.sideEdge}
      edge="left"
      sizePx={width}
      minimumPx={NARROWEST_PX}
      maximumPx={Math.max(NARROWEST_PX, window.innerWidth - LEFT_BESIDE_PX)}
      onSize={(panelWidthPx, isDone) => model.changeSettings({ panelWidthPx }, isDone)}
      onReset={() => model.changeSettings({ panelWidthPx: USUAL_WIDTH_PX })}
    />
  );
}

/** The upper edge of the dock. */
export function DockEdge(): ReactElement {
  const { window: model } = useServices();
  const height = useWindow((state) => state.settings.dockHeightPx);
  const now = height > 0 ? height : (document.querySelector('.dock')?.clientHeight ?? LOWEST_PX);
  return (
    <Splitter
      label={strings.dockEdge}
      edge="top"
      sizePx={now}
      minimumPx={LOWEST_PX}
      maximumPx={Math.max(LOWEST_PX, window.innerHeight - LEFT_ABOVE_PX)}
      onSize={(dockHeightPx, isDone) => model.changeSettings({ dockHeightPx }, isDone)}
      onReset={() => model.changeSettings({ dockHeightPx: 0 })}
    />
  );
}
