import { message } from '../../messages/message';

/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Run',
  computing: 'Computing the run',
  clockEmpty: 'no run',
  changedFields: 'Changed since this run. Show it:',
  fromHere: 'From here on',
  future: 'A run is a recording: it is computed already, and what lies ahead is grey. Change something, and it is computed anew from here.',
  fromStart: 'From the start',
  takesHold: (moment: string): string => `It takes hold from ${moment} on: this is a branch, and what was before is kept.`,
  undo: 'Undo',
  outOfDate: 'The scenario has changed since this run. Run it again to see the difference.',
  stepBy: 'What the step buttons lead to',
  stepUnits: {
    event: 'by event',
    part: 'by event of the selected part',
    log: 'by log line',
    failure: 'by failure',
    breakpoint: 'by breakpoint',
  },
  selectToStep: 'Select a part first: steps then lead to its events.',
  eventNumberHelp: 'How many events of the simulator have happened up to this moment',
  actionWaits: 'What you did happens as soon as this is done.',
  fastest: 'max',
  happenedHelp: 'What the last event was. Click for the log.',
  alsoHappened: message<{ count: number }>('and {count, plural, one {one more part} other {# more parts}} at the same moment'),
} as const;
