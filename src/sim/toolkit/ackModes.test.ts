import { describe, expect, it } from 'vitest';
import { acksNeeded, followersAt, REPLICATION_MODES, settledPlace } from './ackModes';

describe('acknowledgements', () => {
  it('of a majority are those of the whole group without the primary; of nobody, where nobody follows', () => {
    const table = [0, 1, 2, 3, 4].map((followers) => REPLICATION_MODES.map((mode) => acksNeeded(mode, followers)));
    expect(table).toEqual([
      [0, 0, 0, 0],
      [0, 1, 1, 1],
      [0, 1, 1, 2],
      [0, 1, 2, 3],
      [0, 1, 2, 4],
    ]);
  });

  it('settle what the needed number has, of all or of those in touch', () => {
    const peers = { head: 9, acked: [7, 2, 5], broken: [0, 1, 0] };
    expect([1, 2, 3].map((needed) => settledPlace(peers, needed, 'fail'))).toEqual([7, 5, 2]);
    expect([0, 1, 2, 3].map((needed) => settledPlace(peers, needed, 'fall-back'))).toEqual([9, 7, 5, 5]);
    expect(settledPlace({ ...peers, broken: [1, 1, 1] }, 1, 'fall-back')).toBe(9);
    expect([2, 3, 6, 8].map((place) => followersAt(peers, place))).toEqual([3, 2, 1, 0]);
  });
});
