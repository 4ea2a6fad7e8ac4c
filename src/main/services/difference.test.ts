import { describe, expect, it } from 'vitest';
import { createRun, parseScenarioValue, type Fault, type Run } from '../../sim/index';
import { comparedFacts, firstDifference, type ComparedRun } from './difference';

const ms = (valueMs: number) => ({ type: 'constant', valueMs });

function finished(more: { seed?: number; extraWorker?: boolean; durationSeconds?: number; faults?: object[] } = {}): Run {
  const node = (id: string, kind: string, params: object) => ({ id, kind, x: 0, y: 0, params });
  const workers = more.extraWorker === true ? ['W1', 'W2', 'W3'] : ['W1', 'W2'];
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'Pair',
    seed: more.seed ?? 1,
    durationSeconds: more.durationSeconds ?? 20,
    faults: more.faults ?? [],
    checks: [],
    nodes: [
      node('C1', 'client', { ratePerSecond: 50 }),
      node('LB1', 'load-balancer', { strategy: 'round-robin' }),
      ...workers.map((id) => node(id, 'worker', { serviceTimeMs: ms(10) })),
    ],
    links: [
      { id: 'L1', from: 'C1', to: 'LB1', latency: ms(1) },
      ...workers.map((id, i) => ({ id: `L${i + 2}`, from: 'LB1', to: id, latency: ms(1) })),
    ],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return completed(createRun(parsed.scenario));
}

function completed(run: Run): Run {
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** The run, and how often its details were asked for. */
function compared(run: Run): ComparedRun & { windows: number } {
  const facts = comparedFacts({ index: run.index, endNs: run.reachedNs, summary: run.summary(), series: run.series() });
  const side = {
    ...facts,
    windows: 0,
    hashAt: async (atNs: number) => run.moment(atNs).traceHash,
    window: async (fromNs: number, toNs: number, maxRows: number) => {
      side.windows++;
      return run.window(fromNs, toNs, maxRows);
    },
  };
  return side;
}

describe('the first difference of two runs', () => {
  it('is none between two runs of one scenario', async () => {
    expect(await firstDifference(compared(finished()), compared(finished()))).toBeNull();
  });

  it('is the fault at which a branch leaves its parent, found without reading the common past', async () => {
    const parent = finished();
    const atNs = 12_000_000_001;
    const crash: Fault = { id: 'I1', type: 'crash', node: 'W2', atSeconds: atNs / 1e9 };
    const [here, there] = [compared(completed(parent.branch(atNs, [crash]))), compared(parent)];
    const found = await firstDifference(here, there);
    expect(found).toMatchObject({ atNs, here: 'W2 crashed', there: null, node: 'W2' });
    expect(found?.text).toMatch(/^At 12 s W2 crashed in this run; in the other, the next such event is only at 12\.\d+ s: W\d /);
    expect(here.windows).toBeLessThanOrEqual(2);
  });

  it('is the first message of its own between two seeds', async () => {
    const found = await firstDifference(compared(finished()), compared(finished({ seed: 2 })));
    expect(found?.node).toBe('C1');
    expect(found?.text).toMatch(/^At 0\.0\d+ s C1 sent request 1 for /);
  });

  it('is found between different scenarios by the names of their parts', async () => {
    const [two, three] = [finished(), finished({ extraWorker: true })];
    const found = await firstDifference(compared(two), compared(three));
    expect(found?.here).toMatch(/^LB1 sent request 3 for ".*" to W1, which takes 1 ms$/);
    expect(found?.there).toMatch(/^LB1 sent request 3 for ".*" to W3, which takes 1 ms$/);
  });

  it('is the end when one run only goes on longer', async () => {
    const found = await firstDifference(compared(finished({ durationSeconds: 5 })), compared(finished({ durationSeconds: 6 })));
    expect(found).toMatchObject({ atNs: 5e9, text: 'Up to 5 s nothing differs; there this run ends, and the other goes on to 6 s.' });
  });
});
