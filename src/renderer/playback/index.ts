/** Runs and the playhead. Knows nothing of React, and never runs the simulator. */
export * from './types';
export { createPlayback, type PlaybackClock, type PlaybackModel } from './store';
export { firstAbove, firstAtOrAbove, GaugeCursor } from './moments';
export { FASTEST, momentText, paceOf } from './pace';
export { designOnScreen } from './designOnScreen';
export { actionsOf } from './actions';
export { createBeside, type BesidePlayback } from './beside';
export { createHighlight, lightUp, type Highlight } from './highlight';
export { createExplanations, type ExplanationState, type Explanations, type WhyQuestion } from './explanations';
export { faultMarks, faultMarkText, markSort, faultSpans } from './faultMarks';
export { eventNumberAt, findInWindow, type StepUnit } from './search';
export { clampView, panView, ticksOf, viewAround, zoomView, type TimeView } from './timeStretch';
export { nodeAt } from './settingsNow';
