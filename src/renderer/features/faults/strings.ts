import { counted, message } from '../../messages/message';

/** Texts of the schedule of faults. */
export const strings = {
  tab: 'Faults',
  title: 'Scheduled faults',
  scheduled: message<{ count: number }>(
    '{count, plural, =0 {None. Right-click a part or a wire to schedule one.} one {# fault is scheduled.} other {# faults are scheduled.}}',
  ),
  showTimeline: 'Show the schedule',
  none: 'Nothing is planned to go wrong. Add a fault here, or right-click a part or a wire on the board.',
  add: 'Add a fault',
  choose: 'choose one...',
  seconds: 'seconds',
  howTo: 'Drag it, or use the arrow keys; with Alt they change its length, Delete removes it.',
  added: (title: string): string => `Add a fault: ${title}`,
  removed: (id: string): string => `Remove fault ${id}`,
  changed: (id: string): string => `Change fault ${id}`,
  moved: (id: string, when: string): string => `Move fault ${id} ${when}`,
  now: 'Do it now',
  nowHelp: 'Does it at the playhead of the run on screen, without changing the schedule.',
  remove: 'Remove',
  useSelected: 'Take the selected parts',
  groupName: (number: number): string => `Name of group ${number}`,
  groupOf: (part: string): string => `Group of ${part}`,
  inGroup: counted('part', 'parts'),
  inNoGroup: 'reaches all',
  addGroup: 'Add a group',
  removeGroup: (name: string): string => `Remove ${name}`,
  sets: 'set',
  memberFaults: {
    split: 'Split the selected members from the others',
    cutPair: 'Cut between the two selected members',
    slowPair: 'Slow lane between the two selected members',
  },
  groupFaults: {
    isolate: 'Partition the selected parts',
    'rolling-restart': 'Restart the selected parts one after the other',
    chaos: 'Chaos: kill a part at random every 10 s',
    zone: 'Lose the zone of the selected part',
    'heal-all': 'Heal the whole network',
  },
} as const;
