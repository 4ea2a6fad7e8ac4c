const count = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

/** Texts of the dialogs about files: one place, ready to be translated. */
export const fileStrings = {
  folderAbove: 'Folder above',
  emptyFolder: 'There are no scenarios in this folder yet.',
  openTitle: 'Open a scenario',
  recentFiles: 'Recent files',
  recent: 'Recent',
  saveAsTitle: 'Save as',
  fileName: 'File name',
  isThere: (name: string): string => `${name} is there already; saving replaces it.`,
  replace: 'Replace',
  save: 'Save',
  examples: 'Examples',
  searchExamples: 'Search examples',
  unsavedTitle: 'There is unsaved work',
  unsavedText: (name: string): string => `Save ${name} before another scenario takes its place?`,
  saveFirst: 'Save first',
  doNotSave: 'Do not save',
  keepEditing: 'Keep editing',
  conflictTitle: { changed: 'The file has changed', recovered: 'The file may have gone on', readOnly: 'The file is read-only' },
  conflictText: {
    changed: (name: string): string =>
      `${name} was changed or removed by another program since it was opened here. Your work on screen is safe.`,
    recovered: (name: string): string =>
      `This work was recovered, and nobody knows whether ${name} has been changed since. Overwrite it, or look at both first?`,
    readOnly: (name: string): string => `${name} cannot be written. Save under another name to keep your work.`,
  },
  conflictAnswer: {
    saveAs: 'Save under another name',
    overwrite: 'Overwrite it',
    takeDisk: 'Take over the version on disk',
    stay: 'Keep editing',
  },
  association: {
    title: 'Open files by double-click',
    text: 'Files that end in .faultboard can be opened with a double-click in your file manager. Other files, .json among them, stay as they are.',
    on: 'They are opened with this Faultboard now.',
    off: 'They are not opened so now.',
    places: 'What of your files this is about',
    looking: 'Looking...',
    add: 'Open them with a double-click',
    again: 'Set it up again',
    remove: 'No longer, and remove all of it',
    done: (on: boolean): string =>
      on ? 'Files that end in .faultboard are opened by double-click.' : 'Files are no longer opened by double-click.',
  },
  recoveryTitle: 'Unsaved work was found',
  recoveryText: 'Faultboard did not close in the usual way. This work was kept:',
  recoveredSize: (parts: number, wires: number): string => `${count(parts, 'part', 'parts')}, ${count(wires, 'wire', 'wires')}`,
  kept: (when: Date): string => `kept ${when.toLocaleString()}`,
  recover: 'Recover',
  discard: 'Discard',
  recoveryHint: 'Closing this box keeps the work for the next start.',
} as const;
