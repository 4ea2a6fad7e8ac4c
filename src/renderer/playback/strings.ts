/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  notDone: 'Your change was not made, because its run was cancelled or failed; run the scenario again, then repeat the change.',
  runIsOver: 'The run ends here, so nothing more can happen: move the playhead to an earlier moment, then try again.',
} as const;
