import { describe, expect, it } from 'vitest';
import example from '../../../scenarios/five-workers.json?raw';
import { parseScenario } from '../reading/parse';
import { createRun } from '../run/run';
import { FATES } from '../network/fates';
import { LATENCY_BANDS, latencyBandNs } from './types';

function overloaded(): ReturnType<typeof createRun> {
  const parsed = parseScenario(example);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const run = createRun({
    ...parsed.scenario,
    durationSeconds: 20,
    faults: [
      { id: 'F1', type: 'crash', node: 'W1', atSeconds: 4 },
      { id: 'F2', type: 'crash', node: 'W2', atSeconds: 5 },
      { id: 'F3', type: 'crash', node: 'W3', atSeconds: 6 },
    ],
  });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

describe('the curves of a whole run', () => {
  it('count every request that ended once: failures by their fate, successes by their latency', () => {
    const run = overloaded();
    const { sampleCount, ok, failed, failedBy, latencyBands } = run.series();
    expect(run.summary().requests.failed).toBeGreaterThan(100);
    for (let i = 0; i < sampleCount; i++) {
      let byFate = 0;
      for (let fate = 0; fate < FATES.length; fate++) byFate += failedBy[fate * sampleCount + i];
      expect(byFate).toBe(failed[i]);
      expect(latencyBands.subarray(i * LATENCY_BANDS, (i + 1) * LATENCY_BANDS).reduce((sum, count) => sum + count, 0)).toBe(ok[i]);
    }
  });

  it('put the median of a sample into the band that holds half of its requests', () => {
    const { sampleCount, ok, p50Ms, latencyBands } = overloaded().series();
    for (let i = 0; i < sampleCount; i++) {
      if (ok[i] === 0) continue;
      let band = 0;
      for (let seen = latencyBands[i * LATENCY_BANDS]; seen < ok[i] / 2;) seen += latencyBands[i * LATENCY_BANDS + ++band];
      // The histogram is exact to 0.4 % of the value.
      expect(p50Ms[i] * 1e6).toBeGreaterThan(latencyBandNs(band) * 0.98);
      expect(p50Ms[i] * 1e6).toBeLessThan(latencyBandNs(band + 1) * 1.02);
    }
  });
});
