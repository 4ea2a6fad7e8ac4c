import { freshId, type ScenarioGroup } from '../../../sim/index';
import { align, distribute, layOut, type Axis, type DocumentModel, type DocumentState, type Move } from '../../document/index';
import type { Command, CommandContext, Services } from '../../workbench/workbenchApi';
import { strings } from './strings';

const has =
  (count: number) =>
  (c: CommandContext): boolean =>
    c.document.selection.nodes.length >= count;

function chosenParts({ store }: DocumentModel): { id: string; x: number; y: number }[] {
  const { scenario, selection } = store.getState();
  return scenario.nodes.filter((node) => selection.nodes.includes(node.id));
}

function arrange(document: DocumentModel, label: string, how: (parts: readonly Move[], axis: Axis) => Move[], axis: Axis): void {
  document.actions.edit(label, { type: 'moveNodes', moves: how(chosenParts(document), axis) });
}

function groupsNow({ store }: DocumentModel): readonly ScenarioGroup[] {
  return store.getState().scenario.groups ?? [];
}

/** Groups of which something is selected. */
function chosenGroups({ selection, scenario }: DocumentState): readonly ScenarioGroup[] {
  const chosen = new Set(selection.nodes);
  return (scenario.groups ?? []).filter((group) => group.nodes.some((id) => chosen.has(id)));
}

const hasGroup = (c: CommandContext): boolean => chosenGroups(c.document).length > 0;

/** Makes a group of the selected parts; a part leaves the group it was in, and a group that is left empty goes. */
function group(document: DocumentModel): void {
  const { store, actions } = document;
  const { selection } = store.getState();
  const chosen = new Set(selection.nodes);
  const others = groupsNow(document)
    .map((other) => ({ ...other, nodes: other.nodes.filter((id) => !chosen.has(id)) }))
    .filter((other) => other.nodes.length > 0);
  const id = freshId(
    'G',
    groupsNow(document).map((other) => other.id),
  );
  actions.edit(strings.groupParts({ count: selection.nodes.length }), {
    type: 'setGroups',
    groups: [...others, { id, title: strings.groupTitle(id.slice(1)), nodes: [...selection.nodes] }],
  });
}

function ungroup(document: DocumentModel): void {
  const gone = chosenGroups(document.store.getState());
  document.actions.edit(strings.dissolve({ count: gone.length, title: gone[0]?.title ?? '' }), {
    type: 'setGroups',
    groups: groupsNow(document).filter((other) => !gone.includes(other)),
  });
}

function fold(document: DocumentModel): void {
  const chosen = chosenGroups(document.store.getState());
  const collapsed = chosen.some((one) => one.collapsed !== true);
  document.actions.edit(collapsed ? strings.foldUp : strings.unfold, {
    type: 'setGroups',
    groups: groupsNow(document).map((other) => (chosen.includes(other) ? { ...other, collapsed } : other)),
  });
}

/** Commands that put parts in order: rows, columns, layout, groups. */
export const arrangeCommands = ({ document, boardView }: Services): readonly Command[] => [
  {
    id: 'edit.layout',
    label: strings.tidyUp,
    group: 'Edit',
    line: true,
    keys: ['Mod+Shift+L'],
    enabled: (c) => c.document.scenario.nodes.length > 1,
    run: () => {
      document.actions.edit(strings.tidyUp, { type: 'moveNodes', moves: layOut(document.store.getState().scenario) });
      // Parts may have gone far from where they were looked at.
      boardView.fit();
    },
  },
  {
    id: 'edit.alignRow',
    label: strings.lineUpInRow,
    group: 'Edit',
    keys: ['Alt+R'],
    enabled: has(2),
    run: () => arrange(document, strings.lineUpInRow, align, 'row'),
  },
  {
    id: 'edit.alignColumn',
    label: strings.lineUpInColumn,
    group: 'Edit',
    keys: ['Alt+C'],
    enabled: has(2),
    run: () => arrange(document, strings.lineUpInColumn, align, 'column'),
  },
  {
    id: 'edit.distributeRow',
    label: strings.sameDistancesAcross,
    group: 'Edit',
    keys: ['Alt+Shift+R'],
    enabled: has(3),
    run: () => arrange(document, strings.sameDistancesAcross, distribute, 'row'),
  },
  {
    id: 'edit.distributeColumn',
    label: strings.sameDistancesDown,
    group: 'Edit',
    keys: ['Alt+Shift+C'],
    enabled: has(3),
    run: () => arrange(document, strings.sameDistancesDown, distribute, 'column'),
  },
  {
    id: 'edit.group',
    label: strings.groupSelected,
    group: 'Edit',
    line: true,
    keys: ['Mod+G'],
    enabled: has(1),
    run: () => group(document),
  },
  {
    id: 'edit.ungroup',
    label: strings.dissolveGroup,
    group: 'Edit',
    keys: ['Mod+Shift+G'],
    enabled: hasGroup,
    run: () => ungroup(document),
  },
  { id: 'edit.fold', label: strings.foldOrUnfold, group: 'Edit', keys: ['G'], enabled: hasGroup, run: () => fold(document) },
];
