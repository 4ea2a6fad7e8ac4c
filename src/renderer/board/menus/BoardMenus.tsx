import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { kindNames, kindOf, NodeStatus, placeNames, type Scenario } from '../../../sim/index';
import { Menu } from '../../ui/Menu';
import { kindsThatFit, refusals } from '../adapter/additions';
import type { PartMenuEntry } from '../../workbench/workbenchApi';
import type { Panel } from '../boardState';
import { useBoard, useBoardState, type BoardServices } from '../context';
import { strings } from '../strings';
import { currentReport } from '../currentRun';
import { chooseItem } from './chooseItem';
import { FaultForm } from './FaultForm';
import { chordMenu, groupMenu, kindItems, paneMenu, partMenu, wireMenu, type MenuGroup, type MenuItem } from './menuModel';
import { WireForm } from './WireForm';
import css from './menus.module.css';

interface BoardMenusProps {
  readonly fit: () => void;
  readonly partMenu: readonly PartMenuEntry[];
  readonly onCommand: (command: string, part: string) => void;
}

/** The menu or form that is open over the canvas, if any. */
export function BoardMenus({ fit, partMenu: entries, onCommand }: BoardMenusProps): ReactElement | null {
  const services = useBoard();
  const panel = useBoardState((state) => state.panel);
  const scenario = useStore(services.document.store, (state) => state.scenario);
  const { ui } = services;
  const close = useCallback(() => ui.setState({ panel: null }), [ui]);
  useFocusReturn(panel !== null);
  if (panel === null) return null;
  const form = formOf(panel, scenario, close);
  if (form !== null) return form;
  const menu = menuOf(services, panel, scenario, entries);
  if (menu === null) return null;
  return (
    <MenuOnBoard
      key={`${panel.type} ${panel.x} ${panel.y}`}
      {...menu}
      x={panel.x}
      y={panel.y}
      onClose={close}
      onChoose={(item) => chooseItem({ services, fit, onCommand }, panel, item)}
    />
  );
}

interface MenuOnBoardProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly whenEmpty?: string;
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
  readonly onChoose: (item: MenuItem) => void;
}

/** A menu at a place of the board. */
function MenuOnBoard({ x, y, ...menu }: MenuOnBoardProps): ReactElement {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <>
      <span ref={setPlace} className={css.menusPlace} style={{ left: x, top: y }} />
      {place !== null && <Menu {...menu} at={place} />}
    </>
  );
}

/** Gives the focus back to where it was before the first of a chain of panels, unless it has been moved elsewhere. */
function useFocusReturn(isOpen: boolean): void {
  const origin = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  if (isOpen && !wasOpen.current) origin.current = document.activeElement;
  wasOpen.current = isOpen;
  useEffect(() => {
    const element = origin.current;
    if (isOpen || element === null) return;
    origin.current = null;
    const canTakeFocus = element instanceof HTMLElement || element instanceof SVGElement;
    if (document.activeElement === document.body && canTakeFocus && element.isConnected) element.focus();
  }, [isOpen]);
}

function formOf(panel: Panel, scenario: Scenario, close: () => void): ReactElement | null {
  const place = { x: panel.x, y: panel.y, onClose: close };
  if (panel.type === 'fault') return <FaultForm {...place} target={panel.target} choice={panel.choice} />;
  if (panel.type !== 'wireForm') return null;
  const link = scenario.links.find((candidate) => candidate.id === panel.link);
  return link === undefined ? null : <WireForm {...place} link={link} />;
}

function menuOf(
  services: BoardServices,
  panel: Panel,
  scenario: Scenario,
  entries: readonly PartMenuEntry[],
): { label: string; groups: MenuGroup[]; whenEmpty?: string } | null {
  const { runOnScreen, cuts, troubles } = services.ui.getState();
  const { part: called } = placeNames(scenario);
  switch (panel.type) {
    case 'partMenu': {
      const part = scenario.nodes.find((candidate) => candidate.id === panel.id);
      return part === undefined
        ? null
        : {
            label: strings.partMenu(called(part.id)),
            groups: partMenu(part, statusNow(services, part.id), entries, services.document.store.getState().selection.nodes, scenario),
          };
    }
    case 'wireMenu': {
      const link = scenario.links.find((candidate) => candidate.id === panel.id);
      return link === undefined
        ? null
        : {
            label: strings.wire(called(link.from), called(link.to)),
            groups: wireMenu(
              { ...link, from: called(link.from), to: called(link.to) },
              runOnScreen ? (cuts.get(link.id) ?? 'none') : null,
              troubles.has(link.id),
            ),
          };
    }
    case 'chordMenu':
      return { label: strings.chordMenu(panel.id, panel.other), groups: chordMenu([panel.id, panel.other], runOnScreen, scenario) };
    case 'groupMenu': {
      const group = scenario.groups?.find((candidate) => candidate.id === panel.id);
      return group === undefined ? null : { label: strings.groupMenu(group.title), groups: groupMenu(group, runOnScreen, scenario) };
    }
    case 'reattachList': {
      const link = scenario.links.find((candidate) => candidate.id === panel.link);
      if (link === undefined) return null;
      const without = { ...scenario, links: scenario.links.filter((other) => other !== link) };
      return {
        label: strings.leadWire(called(link.from)),
        groups: [{ id: 'parts', items: targets(without, link.from).filter((item) => item.id !== link.to) }],
        whenEmpty: strings.noTarget,
      };
    }
    case 'paneMenu':
      return { label: strings.canvasMenu, groups: paneMenu(kindNames) };
    case 'partList':
      return {
        label: panel.held === 'source' ? strings.takersOf(called(panel.heldId)) : strings.sendersTo(called(panel.heldId)),
        groups: [{ id: 'kinds', items: kindItems(kindsThatFit(scenario, panel.heldId, panel.held), '') }],
        whenEmpty: strings.noPartFits,
      };
    case 'targetList':
      return {
        label: strings.wireFrom(called(panel.from)),
        groups: [{ id: 'parts', items: targets(scenario, panel.from) }],
        whenEmpty: strings.noTarget,
      };
    default:
      return null;
  }
}

function targets(scenario: Scenario, from: string): MenuGroup['items'] {
  const refused = refusals(scenario, from, 'source');
  return scenario.nodes
    .filter((node) => !refused.has(node.id))
    .map((node) => {
      const descriptor = kindOf(node.kind)?.descriptor;
      return {
        id: node.id,
        label: `${node.label ?? node.id}, ${descriptor?.title.toLowerCase() ?? node.kind}`,
        action: { type: 'connect', to: node.id },
        iconPath: descriptor?.iconPath,
      };
    });
}

/**
 * The state of a part at the playhead; up while the run is computed or its moment is fetched. Null: no run is on screen, or it does not
 * know the part.
 */
function statusNow({ playback }: BoardServices, id: string): number | null {
  const state = playback.store.getState();
  if (state.currentRunId === null) return null;
  const report = currentReport(state);
  if (report === null) return NodeStatus.up;
  const at = report.index.nodes.findIndex((node) => node.id === id);
  return at < 0 ? null : (playback.actions.moments()[at]?.status ?? NodeStatus.up);
}
