import { message } from '../../messages/message';

/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Part',
  fieldsInUse: (count: number): string => `${count} in use`,
  nothingSelected: 'Select a part or a wire to see and change its settings.',
  group: 'Group',
  renameGroup: 'Rename a group',
  differentKinds: message<{ count: number }>(
    '{count, plural, one {# part is} other {# different parts are}} selected. ' +
      'Several workers, or several of any one sort, can be changed together.',
  ),
  groupName: 'Name of the group',
  label: 'Label',
  id: 'Name',
  setLabel: (id: string): string => `Label ${id}`,
  models: 'What this models',
  leavesOut: 'What it leaves out',
  wireMore: 'More of the network',
  zone: 'Zone',
  zoneHelp: 'Where it stands, for example a data centre. A fault can hit a whole zone.',
} as const;
