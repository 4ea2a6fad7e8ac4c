import { expect, it } from 'vitest';
import { build } from '../../../tests/support/scenarios';
import { createRun } from '../run/run';
import { logText } from '../trace/logText';
import { LOG_VERBS } from '../trace/types';
import { whatHappened } from './happened';
import { hitsOf, hitText } from './hits';

it('what befalls two members of a network is told of their lane, never of a wire that nobody drew', () => {
  const peers = ['G1', 'G2'].map((id) => ({
    id,
    kind: 'gossip',
    label: id === 'G2' ? 'Bert' : undefined,
    network: 'N1',
    params: { mode: 'pull' },
  }));
  const pair = { type: 'lane', from: 'G2', to: 'G1', forSeconds: 1 };
  const run = createRun(
    build({
      durationSeconds: 5,
      nodes: [{ id: 'N1', kind: 'network' }, ...peers],
      links: [],
      faults: [
        { ...pair, id: 'F1', does: 'cut', direction: 'forward', atSeconds: 0.55 },
        { ...pair, id: 'F2', does: 'cut', atSeconds: 2.55 },
        { ...pair, id: 'F3', does: 'slow', factor: 3, atSeconds: 3.85 },
      ],
    }),
  );
  while (!run.advance({ maxEvents: 1_000_000 }));
  expect(hitsOf(run).map((hit) => hitText(run.index, hit))).toEqual([
    'the lane from Bert to G1 was cut for 1 s',
    'the lane between G1 and Bert was cut for 1 s',
    'the lane between G1 and Bert became 3 times slower for 1 s',
  ]);
  const window = run.window(0, run.reachedNs + 1, 10_000);
  const sentences = whatHappened({ index: run.index, window, atNs: 2.55e9, actions: run.actions });
  expect(sentences.join(' ')).toMatch(/^The lane from G1 to Bert was cut\./);
  const row = window.log.verb.indexOf(LOG_VERBS.indexOf('cut'));
  expect(logText(run.index, window.log, row)).toBe('Lane G1 to G2 was cut');
});
