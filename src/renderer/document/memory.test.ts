import { setFlagsFromString, getHeapStatistics } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { emptyScenario } from '../../sim/index';
import { textOf, unsavedFile } from './saved';
import { createDocument } from './store';
import { part } from './testEdits';

const MOST_BYTES = 50_000_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function usedBytes(): number {
  collect();
  return getHeapStatistics().used_heap_size;
}

it('a history of 1,000 steps over 500 parts takes less than 50 MB', () => {
  let nowMs = 0;
  const { actions, store } = createDocument(() => (nowMs += 10_000));
  const nodes = Array.from({ length: 500 }, (_, i) => part(`W${i + 1}`, 240 * (i % 25), 140 * Math.floor(i / 25)));
  actions.open({ ...emptyScenario('big'), nodes }, unsavedFile('big'));
  const before = usedBytes();
  for (let step = 1; step <= 1000; step++) {
    const id = `W${(step % 500) + 1}`;
    if (step % 2 === 0) actions.edit('Move', { type: 'moveNodes', moves: [{ id, x: step, y: step }] });
    else actions.edit('Set', { type: 'setParams', ids: [id], params: { queueLimit: step } });
    // As it is kept against a crash, now and then.
    if (step % 3 === 0) textOf(store.getState().scenario);
  }
  expect(store.getState().past).toHaveLength(1000);
  const took = usedBytes() - before;
  expect(took).toBeGreaterThan(0);
  expect(took).toBeLessThan(MOST_BYTES);
});
