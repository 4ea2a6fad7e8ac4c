import type { ReactElement } from 'react';
import { ICONS } from '../ui/Icon';
import { Tabs } from '../ui/Tabs';
import { useServices, useWindow } from './context';
import { FeatureBoundary } from './FeatureBoundary';
import { FoldButton } from './FoldButton';
import { SideEdge } from './panelSizes';
import { strings } from './strings';
import type { Contribution, PanelContribution, PanelPlace } from './workbenchApi';

interface OpenPanel {
  readonly panels: readonly PanelContribution[];
  readonly open: PanelContribution | undefined;
  readonly title: string;
  readonly choose: (id: string) => void;
  /** False: folded away, the tabs alone are seen. */
  readonly isOpen: boolean;
  readonly fold: () => void;
}

/** The panels of a place, and the one that is seen. */
function useOpenPanel(place: PanelPlace): OpenPanel {
  const { contributions, window } = useServices();
  const { id, isOpen } = useWindow((state) => ({ id: state.openPanel[place], isOpen: state.open[place] }));
  const panels = contributions.flatMap((contribution) => (contribution.panels ?? []).filter((panel) => panel.place === place));
  const owner = contributions.find((contribution: Contribution) => contribution.panels?.some((panel) => panel.id === id));
  return {
    panels,
    open: panels.find((panel) => panel.id === id),
    title: owner?.title ?? id,
    choose: window.showPanel,
    isOpen,
    fold: () => window.setOpen(place, !isOpen),
  };
}

/** The panel on the right: settings and results. */
export function SidePanel(): ReactElement {
  const { panels, open, title, choose, isOpen, fold } = useOpenPanel('side');
  return (
    <aside className={isOpen ? 'side' : 'side is-folded'} aria-label={strings.settingsAndResults}>
      {isOpen && <SideEdge />}
      <div className="side-head">
        <Tabs
          label={strings.settingsAndResults}
          tabs={panels}
          current={isOpen ? (open?.id ?? '') : ''}
          choose={choose}
          isColumn={!isOpen}
        />
        <FoldButton command="view.side" isOpen={isOpen} icon={isOpen ? ICONS.foldRight : ICONS.foldLeft} fold={fold} />
      </div>
      {isOpen && open !== undefined && (
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
  const { panels, open, title, choose, isOpen, fold } = useOpenPanel('dock');
  return (
    <>
      <div className="dock-head">
        <Tabs label={strings.dockTabs} tabs={panels} current={isOpen ? (open?.id ?? '') : ''} choose={choose} />
        {isOpen && open?.Tools !== undefined && (
          <FeatureBoundary key={open.id} title={title}>
            <open.Tools />
          </FeatureBoundary>
        )}
        <FoldButton command="view.dock" isOpen={isOpen} icon={isOpen ? ICONS.foldDown : ICONS.foldUp} fold={fold} />
      </div>
      {isOpen && open !== undefined && (
        <div className="dock-body" role="tabpanel" id={`panel-${open.id}`} aria-labelledby={`tab-${open.id}`}>
          <FeatureBoundary key={open.id} title={title}>
            <open.Panel />
          </FeatureBoundary>
        </div>
      )}
    </>
  );
}
