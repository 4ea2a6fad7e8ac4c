import type { ReactElement } from 'react';
import { Tabs } from '../ui/Tabs';
import { useServices, useWindow } from './context';
import { FeatureBoundary } from './FeatureBoundary';
import { SideEdge } from './panelSizes';
import { strings } from './strings';
import type { Contribution, PanelContribution, PanelPlace } from './workbenchApi';

interface OpenPanel {
  readonly panels: readonly PanelContribution[];
  readonly open: PanelContribution | undefined;
  readonly title: string;
  readonly choose: (id: string) => void;
}

/** The panels of a place, and the one that is seen. */
function useOpenPanel(place: PanelPlace): OpenPanel {
  const { contributions, window } = useServices();
  const id = useWindow((state) => state.openPanel[place]);
  const panels = contributions.flatMap((contribution) => (contribution.panels ?? []).filter((panel) => panel.place === place));
  const owner = contributions.find((contribution: Contribution) => contribution.panels?.some((panel) => panel.id === id));
  return {
    panels,
    open: panels.find((panel) => panel.id === id),
    title: owner?.title ?? id,
    choose: (chosen) => window.store.setState((state) => ({ openPanel: { ...state.openPanel, [place]: chosen } })),
  };
}

/** The panel on the right: settings and results. */
export function SidePanel(): ReactElement {
  const { panels, open, title, choose } = useOpenPanel('side');
  return (
    <aside className="side" aria-label={strings.settingsAndResults}>
      <SideEdge />
      <Tabs label={strings.settingsAndResults} tabs={panels} current={open?.id ?? ''} choose={choose} />
      {open !== undefined && (
        <div className="side-body" role="tabpanel" id={`panel-${open.id}`} aria-labelledby={`tab-${open.id}`} tabIndex={0}>
          <FeatureBoundary key={open.id} title={title}>
            <open.Panel />
          </FeatureBoundary>
        </div>
      )}
    </aside>
  );
}

/** The panels below the board. */
export function Dock(): ReactElement {
  const { panels, open, title, choose } = useOpenPanel('dock');
  return (
    <>
      <div className="dock-head">
        <Tabs label={strings.dockTabs} tabs={panels} current={open?.id ?? ''} choose={choose} />
        {open?.Tools !== undefined && (
          <FeatureBoundary key={open.id} title={title}>
            <open.Tools />
          </FeatureBoundary>
        )}
      </div>
      {open !== undefined && (
        <div className="dock-body" role="tabpanel" id={`panel-${open.id}`} aria-labelledby={`tab-${open.id}`}>
          <FeatureBoundary key={open.id} title={title}>
            <open.Panel />
          </FeatureBoundary>
        </div>
      )}
    </>
  );
}
