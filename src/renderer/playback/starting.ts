import type { StoreApi } from 'zustand/vanilla';
import type { PlaybackState } from './types';

/** The answer to a run that was asked for; until it comes, the run counts among those that have not begun. */
export async function whileStarting<T>(store: StoreApi<PlaybackState>, answer: Promise<T>): Promise<T> {
  const count = (change: 1 | -1): void => store.setState(({ starting }) => ({ starting: starting + change }));
  count(1);
  try {
    return await answer;
  } finally {
    count(-1);
  }
}
