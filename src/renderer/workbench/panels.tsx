import type { ReactElement } from 'react';
import { ICONS } from '../ui/Icon';
import { TabPanel, TabRow, TabsBox } from '../ui/Tabs';
import { useServices, useWindow } from './context';
import { FeatureBoundary } from './FeatureBoundary';
import { FoldButton } from './FoldButton';
import { SideEdge } from './panelSizes';
import { Pieces } from './Pieces';
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
      <TabsBox current={isOpen ? (open?.id ?? null) : null} choose={choose} isColumn={!isOpen}>
        {isOpen && <SideEdge />}
        <div className="side-head">
          <TabRow label={strings.settingsAndResults} tabs={panels} isOpen={isOpen} />
          <FoldButton command="view.side" isOpen={isOpen} icon={isOpen ? ICONS.foldRight : ICONS.foldLeft} fold={fold} />
        </div>
        {isOpen && open !== undefined && (
          <TabPanel className="side-body" id={open.id}>
            <FeatureBoundary key={open.id} title={title}>
              <open.Panel />
            </FeatureBoundary>
          </TabPanel>
        )}
      </TabsBox>
    </aside>
  );
}

/** The panels below the board. */
export function Dock(): ReactElement {
  const { panels, open, title, choose, isOpen, fold } = useOpenPanel('dock');
  return (
    <TabsBox current={isOpen ? (open?.id ?? null) : null} choose={choose}>
      <div className="dock-head">
        <TabRow label={strings.dockTabs} tabs={panels} isOpen={isOpen} />
        <Pieces place="dock.head" />
        {isOpen && open?.Tools !== undefined && (
          <FeatureBoundary key={open.id} title={title}>
            <open.Tools />
          </FeatureBoundary>
        )}
        <FoldButton command="view.dock" isOpen={isOpen} icon={isOpen ? ICONS.foldDown : ICONS.foldUp} fold={fold} />
      </div>
      {isOpen && open !== undefined && (
        <TabPanel className="dock-body" id={open.id} hasControls>
          <FeatureBoundary key={open.id} title={title}>
            <open.Panel />
          </FeatureBoundary>
        </TabPanel>
      )}
    </TabsBox>
  );
}
