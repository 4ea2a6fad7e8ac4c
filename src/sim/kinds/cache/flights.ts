import { longer } from '../../kernel/grow';

/** Who asks the store for which key just now, and who waits for that answer. */
export interface FlightsState {
  /** Per row of a key: the call that fetches it for all, or -1. */
  call: Int32Array;
  /** Per key: when that call was sent, ns. */
  sinceNs: Float64Array;
  /** Per key: first and last of the requests that wait, linked by `calls.next`; -1: none. */
  first: Int32Array;
  last: Int32Array;
  waiting: number;
}

/** Nobody asks; `room` rows of keys. */
export function emptyFlights(room: number): FlightsState {
  return {
    call: new Int32Array(room).fill(-1),
    sinceNs: new Float64Array(room),
    first: new Int32Array(room).fill(-1),
    last: new Int32Array(room).fill(-1),
    waiting: 0,
  };
}

/** Makes room for more rows. */
export function growFlights(flights: FlightsState, room: number): void {
  flights.call = longer(flights.call, room, -1);
  flights.sinceNs = longer(flights.sinceNs, room);
  flights.first = longer(flights.first, room, -1);
  flights.last = longer(flights.last, room, -1);
}
