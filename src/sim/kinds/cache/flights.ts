import { PROFILE_COUNT } from '../../data/profiles';

/** Who asks the store for which key just now, and who waits for that answer. */
export interface FlightsState {
  /** Per key: the call that fetches it for all, or -1. */
  call: Int32Array;
  /** Per key: when that call was sent, ns. */
  sinceNs: Float64Array;
  /** Per key: first and last of the requests that wait, linked by `calls.next`; -1: none. */
  first: Int32Array;
  last: Int32Array;
  waiting: number;
}

/** Nobody asks. */
export function emptyFlights(): FlightsState {
  return {
    call: new Int32Array(PROFILE_COUNT).fill(-1),
    sinceNs: new Float64Array(PROFILE_COUNT),
    first: new Int32Array(PROFILE_COUNT).fill(-1),
    last: new Int32Array(PROFILE_COUNT).fill(-1),
    waiting: 0,
  };
}
