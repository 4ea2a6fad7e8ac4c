import type { Failure } from '../../contract/index';
import { strings } from './strings';

/** Why nothing can be done at the end of a run. */
export const RUN_IS_OVER: Failure = {
  name: 'run-over',
  path: '',
  message: strings.runIsOver,
};
