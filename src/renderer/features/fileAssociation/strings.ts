/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Open files by double-click',
  text:
    'Files that end in .faultboard can be opened with a double-click in your file manager. Other files, .json among ' +
    'them, stay as they are.',
  on: 'They are opened with this Faultboard now.',
  off: 'They are not opened so now.',
  places: 'What of your files this is about',
  looking: 'Looking...',
  add: 'Open them with a double-click',
  again: 'Set it up again',
  remove: 'No longer, and remove all of it',
  done: (on: boolean): string =>
    on ? 'Files that end in .faultboard are opened by double-click.' : 'Files are no longer opened by double-click.',
  openByDoubleClick: 'Open files by double-click...',
} as const;
