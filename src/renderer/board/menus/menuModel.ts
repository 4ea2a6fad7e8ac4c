import { kindOf, type Scenario, type ScenarioGroup, type ScenarioLink, type ScenarioNode } from '../../../sim/index';
import type { PartMenuEntry } from '../../workbench/workbenchApi';
import type { MenuEntry, MenuGroupOf } from '../../ui/Menu';
import type { CutState } from '../cuts';
import { strings } from '../strings';
import { changesPart, faultsOfGroup, groupFaults, memberFaults, partFaults, wireFaults, type FaultChoice } from '../../document/index';

/** What choosing a menu item does. */
export type MenuAction =
  /** Opens the entries below it. */
  | { readonly type: 'submenu' }
  | { readonly type: 'fault'; readonly choice: FaultChoice }
  | { readonly type: 'schedule' }
  /** Gives a command of the window, for the part. */
  | { readonly type: 'command'; readonly command: string }
  | { readonly type: 'wireTo' }
  | { readonly type: 'editWire' }
  | { readonly type: 'reattach' }
  | { readonly type: 'fold' }
  | { readonly type: 'ungroup' }
  | { readonly type: 'delete' }
  | { readonly type: 'addNote' }
  | { readonly type: 'selectAll' }
  | { readonly type: 'fit' }
  | { readonly type: 'addKind'; readonly kind: string }
  | { readonly type: 'connect'; readonly to: string };

/** One line of a menu, with what choosing it does. */
export interface MenuItem extends MenuEntry {
  readonly action: MenuAction;
  readonly items?: readonly MenuItem[] | undefined;
}

const NO_WIRES: Pick<Scenario, 'nodes' | 'links'> = { nodes: [], links: [] };

/** Lines that belong together, divided from the others by a rule. */
export type MenuGroup = MenuGroupOf<MenuItem>;

/**
 * The menu of a part. `status`: its NodeStatus at the playhead, null without a run: then faults are scheduled, and none is useless.
 * `entries`: what features add; `group`: all parts selected with it; `scenario`: whose networks count.
 */
export function partMenu(
  part: ScenarioNode,
  status: number | null,
  entries: readonly PartMenuEntry[] = [],
  group: readonly string[] = [],
  scenario: Pick<Scenario, 'nodes' | 'links'> = NO_WIRES,
): MenuGroup[] {
  const descriptor = kindOf(part.kind)?.descriptor;
  const ellipsis = status === null ? '...' : '';
  const toFault = (choice: FaultChoice): MenuItem => ({
    id: choice.id,
    label: choice.label + ellipsis,
    action: { type: 'fault', choice },
    isDisabled: status !== null && !changesPart(choice.id, status),
  });
  const choices = partFaults(part.id, part.kind);
  const isSpeed = ({ fault }: FaultChoice): boolean => fault.type === 'slow' || fault.type === 'steal';
  const speeds = folded('speed', strings.speed, choices.filter(isSpeed).map(toFault));
  const after = choices.findIndex(isSpeed);
  const faults = [
    ...choices.slice(0, after).map(toFault),
    ...speeds,
    ...choices.slice(after).flatMap((choice) => (isSpeed(choice) ? [] : toFault(choice))),
  ];
  const toItem = (choice: FaultChoice): MenuItem => ({ id: choice.id, label: choice.label + ellipsis, action: { type: 'fault', choice } });
  const isAmong = group.includes(part.id);
  const network = memberFaults(isAmong ? group : [part.id], scenario).map(toItem);
  const together = isAmong ? groupFaults(group).map(toItem) : [];
  const more: MenuItem[] = [];
  if (status !== null) more.push({ id: 'schedule', label: strings.scheduleFault, action: { type: 'schedule' } });
  const hasRun = status !== null;
  for (const entry of entries)
    if (entry.isOffered(part.kind, hasRun, { id: part.id, scenario }))
      more.push({
        id: entry.command,
        label: entry.label,
        action: { type: 'command', command: entry.command },
        isDisabled: entry.isDisabled?.(hasRun) === true,
      });
  const edits: MenuItem[] = [];
  if (descriptor !== undefined && descriptor.offers.length > 0)
    edits.push({ id: 'wireTo', label: strings.wireTo, action: { type: 'wireTo' } });
  edits.push(
    { id: 'duplicate', label: strings.duplicate, action: { type: 'command', command: 'edit.duplicate' } },
    { id: 'fanOut', label: strings.fanOut, action: { type: 'command', command: 'edit.fanOut' } },
    { id: 'delete', label: strings.remove, action: { type: 'delete' } },
  );
  const several = [
    ...folded('together', strings.together({ count: group.length }), together),
    ...folded('network', strings.network(isAmong ? group.length : 1), network),
  ];
  return groups({ several, faults, more, edits });
}

/** Entries behind one line that leads to them; a few stand for themselves. */
function folded(id: string, label: string, items: readonly MenuItem[]): readonly MenuItem[] {
  const isDisabled = items.every((item) => item.isDisabled === true);
  return items.length < 3 ? items : [{ id, label, action: { type: 'submenu' }, items, isDisabled }];
}

/** The menu of the chord between two members of a network. `isRunning`: faults act at once; otherwise they are scheduled. */
export function chordMenu(pair: readonly [string, string], isRunning: boolean, scenario: Pick<Scenario, 'nodes' | 'links'>): MenuGroup[] {
  const faults = memberFaults(pair, scenario).map((choice): MenuItem => ({
    id: choice.id,
    label: choice.label + (isRunning ? '' : '...'),
    action: { type: 'fault', choice },
  }));
  return groups({ faults, more: isRunning ? [{ id: 'schedule', label: strings.scheduleFault, action: { type: 'schedule' } }] : [] });
}

/** The menu of a wire. `cut`: its state at the playhead, null without a run; `trouble`: whether a fault does anything else to it. */
export function wireMenu(link: ScenarioLink, cut: CutState | null, trouble = false): MenuGroup[] {
  const useless = (id: string): boolean => {
    if (cut === null) return false;
    if (id === 'heal') return cut === 'none' && !trouble;
    if (!id.startsWith('cut')) return false;
    return cut === 'both' || (id === 'cutForward' && cut === 'forward') || (id === 'cutBackward' && cut === 'backward');
  };
  const faults = wireFaults(link.id, link.from, link.to).map((choice): MenuItem => ({
    id: choice.id,
    label: choice.label + (cut === null ? '...' : ''),
    action: { type: 'fault', choice },
    isDisabled: useless(choice.id),
  }));
  const more: MenuItem[] = cut === null ? [] : [{ id: 'schedule', label: strings.scheduleFault, action: { type: 'schedule' } }];
  const edits: MenuItem[] = [
    { id: 'editWire', label: strings.latencyAndLoss, action: { type: 'editWire' } },
    { id: 'reattach', label: strings.leadElsewhere, action: { type: 'reattach' } },
    { id: 'delete', label: strings.remove, action: { type: 'delete' } },
  ];
  return groups({ faults, more, edits });
}

/** The menu of a group. `isRunning`: faults act at once; otherwise they are scheduled. */
export function groupMenu(group: ScenarioGroup, isRunning: boolean, scenario: Pick<Scenario, 'nodes' | 'links'> = NO_WIRES): MenuGroup[] {
  const faults = faultsOfGroup(group.nodes, scenario).map((choice): MenuItem => ({
    id: choice.id,
    label: choice.label + (isRunning ? '' : '...'),
    action: { type: 'fault', choice },
  }));
  const edits: MenuItem[] = [
    { id: 'fold', label: group.collapsed === true ? strings.unfoldGroup : strings.foldGroup, action: { type: 'fold' } },
    { id: 'ungroup', label: strings.dissolveGroup, action: { type: 'ungroup' } },
    { id: 'delete', label: strings.removeWithParts, action: { type: 'delete' } },
  ];
  return groups({
    faults,
    more: isRunning ? [{ id: 'schedule', label: strings.scheduleFault, action: { type: 'schedule' } }] : [],
    edits,
  });
}

/** The menu of the empty canvas. */
export function paneMenu(kinds: readonly string[]): MenuGroup[] {
  return groups({
    kinds: kindItems(kinds, 'Add '),
    view: [
      { id: 'addNote', label: strings.addNote, action: { type: 'addNote' } },
      { id: 'selectAll', label: strings.selectEverything, action: { type: 'selectAll' } },
      { id: 'fit', label: strings.fit, action: { type: 'fit' } },
    ],
  });
}

/** Kinds to choose from, e.g. for a wire that was dropped on nothing. */
export function kindItems(kinds: readonly string[], verb: string): MenuItem[] {
  return kinds.map((kind) => {
    const descriptor = kindOf(kind)?.descriptor;
    const title = descriptor?.title ?? kind;
    return {
      id: kind,
      label: verb === '' ? title : verb + title.toLowerCase(),
      action: { type: 'addKind', kind },
      iconPath: descriptor?.iconPath,
    };
  });
}

function groups(named: Readonly<Record<string, readonly MenuItem[]>>): MenuGroup[] {
  return Object.entries(named).flatMap(([id, items]) => (items.length === 0 ? [] : [{ id, items }]));
}
