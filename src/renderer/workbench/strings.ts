/** Texts of the window that belong to no kind of part: one place, ready to be translated. */
export const strings = {
  leavePresentation: 'Leave the presentation',
  appName: 'Faultboard',
  unsavedMark: 'unsaved',
  sideEdge: 'Width of the panel on the right (double click or Enter: as usual)',
  dockEdge: 'Height of the charts and the log (double click or Enter: as usual)',
  exported: (name: string): string => `${name} is written.`,
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
} as const;
