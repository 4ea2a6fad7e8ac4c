/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Run',
  computing: 'Computing the run',
  clockEmpty: 'no run',
  changedFields: 'Changed since this run. Show it:',
  fromHere: 'From here on',
  future: 'A run is a recording: it is computed already, and what lies ahead is grey. Change something, and it is computed anew from here.',
  fromStart: 'From the start',
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
} as const;
