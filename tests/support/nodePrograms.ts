import { preparePrograms } from '../../src/programs/index';
import { createRun, type NodeInspection, type Run, type Scenario } from '../../src/sim/index';
import { build } from './scenarios';

/** How nodes that run a program are asked, and what goes wrong meanwhile. */
interface More {
  readonly faults?: object[];
  readonly lossPercent?: number;
  readonly durationSeconds?: number;
}

/** A client that asks the first of some nodes, which run a program in a network. */
export function nodesWith(language: 'javascript' | 'python', code: string, count: number, more: More = {}): Scenario {
  const ids = Array.from({ length: count }, (_, i) => `PN${i + 1}`);
  return build({
    durationSeconds: more.durationSeconds ?? 5,
    seed: 4,
    nodes: [
      { id: 'C1', kind: 'client', params: { arrivals: 'poisson', ratePerSecond: 20, writePercent: 50, timeoutMs: 500 } },
      {
        id: 'N1',
        kind: 'network',
        params: { topology: 'grid', lossPercent: more.lossPercent ?? 10, latency: { type: 'exponential', meanMs: 20 } },
      },
      ...ids.map((id) => ({ id, kind: 'program-node', params: { program: 'P1' } })),
    ],
    links: [{ from: 'C1', to: 'PN1', latency: { type: 'constant', valueMs: 1 } }, ...ids.map((from) => ({ from, to: 'N1' }))],
    programs: { P1: { language, code } },
    faults: more.faults ?? [],
  });
}

/** Runs a scenario with its programs to its end. */
export async function runToEnd(scenario: Scenario, options: object = {}): Promise<Run> {
  const made = createRun(scenario, { programs: await preparePrograms(scenario), ...options });
  while (!made.advance({ maxEvents: 10_000 }));
  return made;
}

/** A variable of a program, as the inside of its node shows it. */
export function variable(inside: NodeInspection | null, name: string): string | null {
  const table = inside?.sections.find(({ title }) => title === 'Variables');
  if (table?.type !== 'table') return null;
  return (table.rows.find(([named]) => named === name)?.[1] ?? null) as string | null;
}
