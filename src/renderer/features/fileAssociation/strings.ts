/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Open files by double-click',
  text:
    'You can open files that end in .faultboard with a double-click in your file manager. Other files, .json among ' +
    'them, stay as they are.',
  on: 'This is on: they open with this Faultboard.',
  off: 'This is off: they do not open with this Faultboard.',
  places: 'What of your files this is about',
  looking: 'Looking...',
  add: 'Open them with a double-click',
  again: 'Set it up again',
  remove: 'Turn it off and remove all of it',
  done: (on: boolean): string =>
    on ? 'Files that end in .faultboard now open with a double-click.' : 'Files no longer open with a double-click.',
  openByDoubleClick: 'Open files by double-click...',
} as const;
