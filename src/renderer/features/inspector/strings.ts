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
      'Several workers, or several parts of any one kind, can be changed together.',
  ),
  onlyKind: (count: number, title: string): string => `${count} \u00d7 ${title}`,
  onlyKinds: 'Select only',
  groupName: 'Name of the group',
  label: 'Label',
  id: 'Name',
  setLabel: (id: string): string => `Label ${id}`,
  models: 'What this models',
  leavesOut: 'What it leaves out',
  wireMore: 'More about the network',
  zone: 'Zone',
  zoneHelp: 'Where the part is, for example in which data centre. A fault can hit a whole zone.',
  wireHelp: 'Requests travel along it, replies travel back.',
  latency: 'Latency',
  latencyHelp: 'How long every message takes on the wire, each way.',
  loss: 'Loss',
  lossHelp: 'Share of messages that vanish. Without a timeout, whoever waits for one waits for ever.',
  unknownKind: (kind: string): string => `This version does not know parts of kind "${kind}".`,
  wireTitle: (from: string, to: string): string => `Wire ${from} \u2192 ${to}`,
  setLatency: (id: string): string => `Set latency of ${id}`,
  setLoss: (id: string): string => `Set loss of ${id}`,
  setField: (field: string, ids: string): string => `Set ${field} of ${ids}`,
  renameStep: (from: string, to: string): string => `Rename ${from} to ${to}`,
  zoneStep: (id: string): string => `Put ${id} into a zone`,
  ofRun: 'These are the settings of the run on screen; they cannot be changed. Go back to your own board to change anything.',
} as const;
