import { freshId, type ScenarioGroup } from '../../../sim/index';
import { align, distribute, layOut, type Axis, type Move } from '../../document/index';
import type { Command, CommandContext } from '../../workbench/commandTypes';
import { documentModel } from '../../workbench/model';

const { store, actions } = documentModel;

const has =
  (count: number) =>
  (c: CommandContext): boolean =>
    c.document.selection.nodes.length >= count;

function chosenParts(): { id: string; x: number; y: number }[] {
  const { scenario, selection } = store.getState();
  return scenario.nodes.filter((node) => selection.nodes.includes(node.id));
}

function arrange(label: string, how: (parts: readonly Move[], axis: Axis) => Move[], axis: Axis): void {
  actions.edit(label, { type: 'moveNodes', moves: how(chosenParts(), axis) });
}

function groupsNow(): readonly ScenarioGroup[] {
  return store.getState().scenario.groups ?? [];
}

/** Groups of which something is selected. */
function chosenGroups(c: CommandContext): readonly ScenarioGroup[] {
  const chosen = new Set(c.document.selection.nodes);
  return (c.document.scenario.groups ?? []).filter((group) => group.nodes.some((id) => chosen.has(id)));
}

const chosenNow = (): readonly ScenarioGroup[] => chosenGroups({ document: store.getState() } as CommandContext);
const hasGroup = (c: CommandContext): boolean => chosenGroups(c).length > 0;

/** Makes a group of the selected parts; a part leaves the group it was in, and a group that is left empty goes. */
function group(): void {
  const { selection } = store.getState();
  const chosen = new Set(selection.nodes);
  const others = groupsNow()
    .map((other) => ({ ...other, nodes: other.nodes.filter((id) => !chosen.has(id)) }))
    .filter((other) => other.nodes.length > 0);
  const id = freshId(
    'G',
    groupsNow().map((other) => other.id),
  );
  actions.edit(`Group ${selection.nodes.length} parts`, {
    type: 'setGroups',
    groups: [...others, { id, title: `Group ${id.slice(1)}`, nodes: [...selection.nodes] }],
  });
}

function ungroup(): void {
  const gone = chosenNow();
  actions.edit(gone.length === 1 ? `Dissolve ${gone[0].title}` : `Dissolve ${gone.length} groups`, {
    type: 'setGroups',
    groups: groupsNow().filter((other) => !gone.includes(other)),
  });
}

function fold(): void {
  const chosen = chosenNow();
  const collapsed = chosen.some((one) => one.collapsed !== true);
  actions.edit(collapsed ? 'Fold up' : 'Unfold', {
    type: 'setGroups',
    groups: groupsNow().map((other) => (chosen.includes(other) ? { ...other, collapsed } : other)),
  });
}

/** Commands that put parts in order: rows, columns, layout, groups. */
export const arrangeCommands: readonly Command[] = [
  {
    id: 'edit.layout',
    label: 'Tidy up the layout',
    group: 'Edit',
    line: true,
    keys: ['Mod+Shift+L'],
    enabled: (c) => c.document.scenario.nodes.length > 1,
    run: () => actions.edit('Tidy up the layout', { type: 'moveNodes', moves: layOut(store.getState().scenario) }),
  },
  {
    id: 'edit.alignRow',
    label: 'Line up in a row',
    group: 'Edit',
    keys: ['Alt+R'],
    enabled: has(2),
    run: () => arrange('Line up in a row', align, 'row'),
  },
  {
    id: 'edit.alignColumn',
    label: 'Line up in a column',
    group: 'Edit',
    keys: ['Alt+C'],
    enabled: has(2),
    run: () => arrange('Line up in a column', align, 'column'),
  },
  {
    id: 'edit.distributeRow',
    label: 'Same distances across',
    group: 'Edit',
    keys: ['Alt+Shift+R'],
    enabled: has(3),
    run: () => arrange('Same distances across', distribute, 'row'),
  },
  {
    id: 'edit.distributeColumn',
    label: 'Same distances down',
    group: 'Edit',
    keys: ['Alt+Shift+C'],
    enabled: has(3),
    run: () => arrange('Same distances down', distribute, 'column'),
  },
  { id: 'edit.group', label: 'Group the selected parts', group: 'Edit', line: true, keys: ['Mod+G'], enabled: has(1), run: group },
  { id: 'edit.ungroup', label: 'Dissolve the group', group: 'Edit', keys: ['Mod+Shift+G'], enabled: hasGroup, run: ungroup },
  { id: 'edit.fold', label: 'Fold up or unfold the group', group: 'Edit', keys: ['G'], enabled: hasGroup, run: fold },
];
