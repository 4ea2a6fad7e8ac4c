import type { Failure } from '../../contract/index';

/** Why nothing can be done at the end of a run. */
export const RUN_IS_OVER: Failure = {
  name: 'run-over',
  path: '',
  message: 'The run is over here, so nothing could still happen: move the playhead to an earlier moment, then do it again.',
};
