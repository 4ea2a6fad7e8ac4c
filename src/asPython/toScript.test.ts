import { beforeAll, describe, expect, it } from 'vitest';
import { shippedScenarios } from '../../tests/support/scenarios';
import { shippedLessons } from '../../tests/support/lessons';
import type { Scenario } from '../sim/index';
import { readScript } from './readScript';
import { toScenario } from './toScenario';
import { toScript } from './toScript';

/** What a run depends on. Wires that always take as long are nobody's luck, so that their ids do not count. */
function whatRuns(scenario: Scenario): object {
  const { nodes, links, faults, seed, durationSeconds, keys, prices, fallacies, programs = {} } = scenario;
  const wire = (id: string): string => {
    const link = links.find((one) => one.id === id);
    return link === undefined ? id : `${link.from} ${link.to}`;
  };
  const code = (params: Scenario['nodes'][number]['params']): unknown => programs[String(params.program)]?.code.trimEnd();
  return {
    settings: { seed, durationSeconds, keys, prices, fallacies },
    nodes: nodes.map(({ id, kind, params, zone, network }) => [id, kind, zone, network, { ...params, program: code(params) }]),
    links: nodes
      .flatMap(({ id }) => links.filter(({ from }) => from === id))
      .map((link) => [link.from, link.to, link.latency, link.lossPercent, link.network]),
    faults: faults.map((fault) => ('link' in fault ? { ...fault, link: wire(fault.link) } : fault)),
  };
}

/** Wires without a latency of their own take 1 ms. */
const withLatency = (scenario: Scenario): Scenario => ({
  ...scenario,
  links: scenario.links.map((link) => ({ ...link, latency: link.latency ?? { type: 'constant', valueMs: 1 } })),
});

describe('a board as a script', () => {
  let boards: [string, Scenario][];
  beforeAll(() => {
    boards = [...shippedScenarios(), ...shippedLessons().map(([name, { solved }]): [string, Scenario] => [`lesson ${name}`, solved])];
  });

  it('builds the same board again: every scenario and every lesson that is shipped', async () => {
    for (const [name, scenario] of boards) {
      const text = toScript(scenario);
      const { ask, problem } = (await readScript(text))([]);
      expect(problem, `${name}\n${text}`).toBeNull();
      if (ask?.type !== 'run') throw new Error(name);
      const built = toScenario(ask.board);
      if (!built.ok) throw new Error(`${name}: ${built.problem.message}\n${text}`);
      expect(whatRuns(built.scenario), `${name}\n${text}`).toEqual(whatRuns(withLatency(scenario)));
    }
  });

  it('put back on its own board, changes nothing there, and keeps what a script does not say', async () => {
    const scenario = boards.find(([name]) => name === 'four-shards-replicas')?.[1];
    if (scenario === undefined) throw new Error('it is gone');
    const { ask } = (await readScript(toScript(scenario)))([]);
    if (ask?.type !== 'run') throw new Error('it does not run');
    expect(toScenario(ask.board, scenario)).toEqual({ ok: true, scenario });
  });

  it('puts new parts beside those that stand there, none over another', async () => {
    const scenario = boards.find(([name]) => name === 'five-workers')?.[1];
    const { ask } = (await readScript('ws = [Worker(Database()) for _ in range(9)]\nSimulation(LoadBalancer(ws)).run()'))([]);
    if (ask?.type !== 'run' || scenario === undefined) throw new Error('it does not run');
    const built = toScenario(ask.board, scenario);
    if (!built.ok) throw new Error(built.problem.message);
    const { nodes } = built.scenario;
    const isOver = (p: (typeof nodes)[number], q: (typeof nodes)[number]): boolean =>
      Math.abs(p.x - q.x) < 150 && Math.abs(p.y - q.y) < 100;
    expect(nodes.flatMap((p, i) => nodes.slice(i + 1).filter((q) => isOver(p, q))).map(({ id }) => id)).toEqual([]);
    expect(nodes.find(({ id }) => id === 'W3')).toMatchObject({ x: 608, y: 0 });
  });

  it('is the four lines for the single server, with the names that the course has', () => {
    const scenario = boards.find(([name]) => name === 'single-server')?.[1];
    expect(scenario && toScript(scenario)).toBe(
      'import simulator\n\ndb1 = Database()\nw1 = Worker(db1)\n\nsim = Simulation(w1)\nsim.run()\n',
    );
  });
});
