/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  notDone: 'What you did was not done, because the run it was meant for was cancelled or failed; run the scenario again, then repeat it.',
  runIsOver: 'The run is over here, so nothing could still happen: move the playhead to an earlier moment, then do it again.',
} as const;
