/** Runs and the playhead. Knows nothing of React, and never runs the simulator. */
export * from './types';
export { createPlayback, type PlaybackClock, type PlaybackModel } from './store';
export { firstAbove, firstAtOrAbove, GaugeCursor } from './moments';
export { FASTEST, momentText, paceOf } from './pace';
export { actionsOf } from './actions';
export { highlightStore, lightUp, type Highlight } from './highlight';
export { eventNumberAt, findInWindow, type StepUnit } from './search';
