import { message } from '../../messages/message';

/** Texts of the dialogs about files: one place, ready to be translated. */
export const strings = {
  title: 'Files',
  folderAbove: 'Folder above',
  emptyFolder: 'There are no scenarios in this folder yet.',
  openTitle: 'Open a scenario',
  recentFiles: 'Recent files',
  recent: 'Recent',
  saveAsTitle: 'Save as',
  fileName: 'File name',
  isThere: (name: string): string => `${name} already exists; saving replaces it.`,
  replace: 'Replace',
  save: 'Save',
  unsavedTitle: 'You have unsaved work',
  unsavedText: (name: string): string => `Save ${name} before another scenario replaces it?`,
  saveFirst: 'Save first',
  doNotSave: 'Do not save',
  keepEditing: 'Keep editing',
  conflictTitle: {
    changed: 'The file has changed',
    recovered: 'The file may have changed',
    readOnly: 'The file is read-only',
    older: 'The file was written by an older Faultboard',
    shellGone: 'Faultboard was stopped',
  },
  conflictText: {
    changed: (name: string): string =>
      `${name} was changed or removed by another program since it was opened here. Your work on screen is safe.`,
    recovered: (name: string): string =>
      `This work was recovered, and ${name} may have been changed since. Overwrite it, or look at both first?`,
    readOnly: (name: string): string => `${name} cannot be written. Save under another name to keep your work.`,
    older: (name: string): string =>
      `${name} is in an older format. It was read without loss, but once you save it here, an older Faultboard may not open it.`,
    shellGone: (_name: string, why: string): string =>
      `${why} Until then nothing is written to your files; a downloaded copy is yours in any case.`,
  },
  conflictAnswer: {
    saveAs: 'Save under another name',
    overwrite: 'Overwrite it',
    renew: 'Save in the new format',
    takeDisk: 'Use the version on disk',
    download: 'Download a copy',
    stay: 'Keep editing',
  },
  recoveryTitle: 'Unsaved work was found',
  recoveryText: 'Faultboard did not close in the usual way. This work was kept:',
  recoveredSize: message<{ parts: number; wires: number }>(
    '{parts, plural, one {# part} other {# parts}}, {wires, plural, one {# wire} other {# wires}}',
  ),
  kept: message<{ when: Date }>('kept {when, date, medium}, {when, time, medium}'),
  recover: 'Recover',
  discard: 'Discard',
  recoveryHint: 'If you close this box, the work is kept for the next start.',
  opened: (name: string): string => `${name} is open.`,
  saved: (name: string): string => `${name} is saved.`,
  takeDiskLabel: 'Use the version on disk',
  sharedCopied: message<{ letters: number }>('The scenario is on the clipboard as text ({letters, number} characters).'),
  openTextTitle: 'Open pasted text',
  openTextHelp: 'Paste what "Copy the scenario as text" copied, or the text of a scenario file.',
  openTextLabel: 'Text of the scenario',
  open: 'Open',
  shellGone:
    'Faultboard was stopped. Your work is kept in this page; start Faultboard again with npm start, and this page finds it by itself, ' +
    'unless another program has taken its address.',
  newScenario: 'New',
  openFile: 'Open...',
  saveAs: 'Save as...',
  copyScenario: 'Copy the scenario as text',
  openPastedText: 'Open pasted text...',
} as const;
