import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/sim/index';
import { preparePrograms } from '../../src/programs/index';
import { createRun } from '../../src/sim/index';
import { shippedLessons } from '../support/lessons';
import { faultboard, lines, shipped, written } from './faultboard';

const folder = resolve(import.meta.dirname, '../../scenarios/python');
const golden = JSON.parse(readFileSync(resolve(import.meta.dirname, '../golden.json'), 'utf8')) as { hashes: Record<string, string> };
const version = (n: number): string => join(folder, `version-${n}.py`);

/** The trace hash of the lesson of version 5, done as its solution says. */
async function lessonSolved(): Promise<string> {
  const lesson = shippedLessons().find(([name]) => name === 'consistent-sharding')?.[1];
  if (lesson === undefined) throw new Error('the lesson is gone');
  const scenario = { ...lesson.solved, checks: [] };
  const run = createRun(scenario, { checkpointEveryEvents: 0, programs: await preparePrograms(scenario) });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run.summary().traceHash;
}

describe('faultboard run FILE.py', () => {
  it.each([
    [1, 'single-server'],
    [2, 'five-workers'],
    [3, 'database-bottleneck'],
    [4, 'four-shards'],
    [6, 'own-hash-python'],
    [7, 'fan-out-fault-tolerance'],
  ])('version %i of the workshop gives the trace of %s', async (n, name) => {
    const { code, out } = await faultboard(['run', version(n), '--json']);
    expect(code).toBe(0);
    expect((JSON.parse(out) as RunSummary).traceHash).toBe(golden.hashes[name]);
  });

  it('version 5 gives the trace of its lesson, solved; each shard is looked into', async () => {
    const { code, out, err } = await faultboard(['run', version(5), '--json']);
    expect(code).toBe(0);
    expect((JSON.parse(out) as RunSummary).traceHash).toBe(await lessonSolved());
    expect(err.match(/knows nothing of "peter"/g)).toHaveLength(3);
  });

  it('the four lines print the log of the course, and its closing line', async () => {
    const four = 'import simulator\n\ndb = Database()\nw = Worker(db)\nsim = Simulation(w)\nsim.run()\n';
    const { code, out, err } = await faultboard(['run', written('four.py', four)]);
    const log = ['received alexandra', 'updated alexandra', 'finished alexandra', 'received peter', 'updated peter', 'finished peter']
      .concat(['received siddiqui', 'received mary', 'received tao', 'updated siddiqui', 'finished siddiqui'])
      .concat(['received lin', 'received carmen', 'updated mary', 'finished mary'])
      .map((entry) => entry.split(' '))
      .map(([does, name]) => `${does === 'updated' ? 'DB1' : 'W1'} ${does} "${name}"`);
    expect(lines(out).slice(0, log.length)).toEqual(log);
    expect(out.endsWith('Simulation complete, runtime 50 seconds.\n')).toBe(true);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(readFileSync(version(1), 'utf8')).toBe(four);
  });

  it('takes the options of run, and a script stands wherever a scenario does', async () => {
    const script = written(
      'short.py',
      'db = Database()\nsim = Simulation(Worker(db), duration_seconds=5)\nprint("now")\nsim.run()\nsim.lookup("peter", db)\n',
    );
    const { out } = await faultboard(['run', script, '--until', '3s', '--set', 'W1.concurrency=2', '--seed', '4']);
    expect(out.startsWith('now\n')).toBe(true);
    expect(out).toContain('Simulation complete, runtime 3 seconds.\nDB1 has the whole profile of "peter"');
    expect((await faultboard(['validate', script, shipped('one-node')])).out).toContain('short.py: valid\n');
  });

  it('tells what is wrong with a script, with its line', async () => {
    const told = async (name: string, text: string): Promise<string> => (await faultboard(['run', written(name, text)])).err;
    expect(await told('a.py', 'db = Database()\nw = Wroker(db)\n')).toMatch(/a\.py, line 2: NameError: name 'Wroker' is not defined/);
    expect(await told('b.py', 'w = Worker()\n')).toMatch(/b\.py: it makes no Simulation; end it with/);
    expect(await told('c.py', 'sim = Simulation(Worker())\n')).toMatch(
      /c\.py, line 1: it never runs its simulation; end it with sim.run\(\)\./,
    );
    expect(await told('d.py', 'sim = Simulation(Worker(), duration_seconds=0.000000001)\nwhile True: sim.run()')).toMatch(
      /d\.py, line 2: /,
    );
    expect(
      await told('e.py', 'db = Database()\nsim = Simulation(Worker(db), duration_seconds=1)\nsim.run()\nsim.lookup("nobody", db)'),
    ).toMatch(/e\.py, line 4: there is no key "nobody"/);
  });
});
