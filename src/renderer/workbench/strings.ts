import { message } from '../messages/message';

/** Texts of the window that belong to no kind of part: one place, ready to be translated. */
export const strings = {
  leavePresentation: 'Leave the presentation',
  appName: 'Faultboard',
  unsavedMark: 'unsaved',
  sideEdge: 'Width of the panel on the right (double-click or press Enter to reset it)',
  dockEdge: 'Height of the charts and the log (double-click or press Enter to reset it)',
  exported: (name: string): string => `${name} was written.`,
  computing: 'Computing the run',
  noRun: 'Press Run, or tap Space.',
  range: (low: string, high: string): string => `${low} to ${high}`,
  rangeHelp:
    'If you could watch this system for ever, the true value would lie in this range in 95 of 100 such runs. Longer ' +
    'runs give narrower ranges.',
  settingsAndResults: 'Settings and results',
  dockTabs: 'Charts, log and look up',
  foldAway: 'Fold away',
  unfold: 'Unfold',
  featureFailed: (title: string): string => `${title} has stopped working`,
  featureFailedHelp: 'Only this part of the window is affected. Your work is safe; the board and everything else go on.',
  tryAgain: 'Try again',
  menus: 'Menus',
  board: 'Board',
  theBoard: 'The board',
  runTools: 'Run',
  stopped:
    'Faultboard was stopped. Your work is kept in this page; start Faultboard again with npm start, and this page finds it by itself, ' +
    'unless another program has taken its address.',
  notLetIn: 'This page may not connect; open it with the address that "npm start -- --link" prints.',
  addressTaken:
    'Another program has taken the address of this page, so Faultboard cannot come back to it; your work is kept in this page: ' +
    'download a copy with Save, start Faultboard again with npm start, and open the copy there.',
  windowFailedHelp: 'Your work is kept: try again, or reload the page, and you will be offered what was not saved.',
  /** How the checks of a run stand. */
  checks: {
    met: message<{ like: number; count: number }>('{count, plural, one {The check is met} other {All # checks are met}}'),
    unmet: message<{ like: number; count: number }>('{like, number} of {count, plural, one {# check} other {# checks}} not met'),
    'no-evidence': message<{ like: number; count: number }>(
      'No evidence for {like, number} of {count, plural, one {# check} other {# checks}}',
    ),
  },
  downloaded: (name: string): string => `${name} is in your downloads folder.`,
} as const;
