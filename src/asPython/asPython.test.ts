import { describe, expect, it } from 'vitest';
import { readScript } from './readScript';
import type { ScriptStep } from './script';
import { toScenario } from './toScenario';

const step = async (text: string, answers: readonly unknown[] = []): Promise<ScriptStep> => (await readScript(text))(answers);

/** What is wrong with a script, whether it shows in the sandbox or when its board becomes a scenario. */
async function wrong(text: string): Promise<{ message: string; line: number | null } | null> {
  const { ask, problem } = await step(text);
  if (problem !== null || ask === null || ask.type === 'lookup') return problem;
  const built = toScenario(ask.board);
  return built.ok ? null : built.problem;
}

async function scenario(text: string) {
  const { ask, problem } = await step(text);
  if (ask === null || ask.type === 'lookup') throw new Error(JSON.stringify(problem));
  const built = toScenario(ask.board);
  if (!built.ok) throw new Error(built.problem.message);
  return built.scenario;
}

describe('a script that builds a board', () => {
  it('is read as the board that it builds: parts, wires, fields, lists and loops, faults', async () => {
    const { nodes, links, faults, seed } = await scenario(`
from simulator import *
net = Network(topology="ring")
db = Database(zone="east", x=10, y=20)
ws = [Worker(Wire(db, latency=Uniform(1, 9), loss_percent=2), id=f"App{i}") for i in range(2)]
lb = LoadBalancer(ws, strategy="round-robin")
ws[1].set("queue_limit", 7)
Simulation(lb, seed=3, rate_per_second=5, faults=[Cut(lb, ws[0], at_seconds=2, for_seconds=1), Isolate(ws, at_seconds=4)]).run()`);
    expect(seed).toBe(3);
    expect(nodes.map(({ id, zone }) => [id, zone])).toEqual([
      ['C1', undefined],
      ['LB1', undefined],
      ['App0', undefined],
      ['App1', undefined],
      ['DB1', 'east'],
    ]);
    expect(nodes[4]).toMatchObject({ x: 10, y: 20 });
    expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length);
    expect(nodes[3].params.queueLimit).toBe(7);
    expect(links.map(({ from, to }) => `${from} ${to}`)).toEqual(['C1 LB1', 'LB1 App0', 'LB1 App1', 'App0 DB1', 'App1 DB1']);
    expect(links[3]).toMatchObject({ latency: { type: 'uniform', minMs: 1, maxMs: 9 }, lossPercent: 2 });
    expect(links[0].latency).toEqual({ type: 'constant', valueMs: 2 });
    expect(faults).toEqual([
      { id: 'F1', type: 'cut', link: 'L2', atSeconds: 2, forSeconds: 1 },
      { id: 'F2', type: 'isolate', nodes: ['App0', 'App1'], atSeconds: 4 },
    ]);
  });

  it('takes a function of its own with all that it uses, and gives it to the part as its program', async () => {
    const { nodes, programs } = await scenario(`
import zlib, math as m
from functools import reduce
PRIME = 31
unused = 5
def letters(key):
    return [ord(one) * PRIME for one in key]
# Mixes all letters.
def mine(key):
    return zlib.crc32(key.encode()) + m.floor(reduce(max, letters(key)))
shards = [Shard() for _ in range(2)]
Simulation(ShardRouter(shards, hash=mine), ShardRouter(shards, shard_of=lambda key, n: len(key) % n), rate_per_second=1).run()`);
    expect(nodes[1].params).toMatchObject({ strategy: 'modulo', hash: 'own', program: 'P1' });
    expect(nodes[2].params).toMatchObject({ strategy: 'own', program: 'P2' });
    expect(programs?.P1.code).toBe(
      `import zlib
import math as m
from functools import reduce
PRIME = 31

def letters(key):
    return [ord(one) * PRIME for one in key]

# Mixes all letters.
def mine(key):
    return zlib.crc32(key.encode()) + m.floor(reduce(max, letters(key)))
hash = mine
`,
    );
    expect(programs?.P2.code).toBe('own_function = lambda key, n: len(key) % n\nshardOf = own_function\n');
  });

  it('is told what is wrong with it, and in which line', async () => {
    expect(await wrong('db = Database()\nw = Worker(db, concurency=3)')).toEqual({
      message: 'Worker has no field concurency; did you mean concurrency?',
      line: 2,
    });
    expect(await wrong('w = Worker(\n  Database)')).toEqual({
      message: 'Database is the class; make a part of it with Database()',
      line: 1,
    });
    expect(await wrong('w = Worker(concurrency=0)\nsim = Simulation(w)\nsim.run()')).toEqual({
      message: 'W1: Slots is 0; it must be a whole number from 1 to 1000000.',
      line: 1,
    });
    expect(await wrong('db = Database()\nc = Client()\ndb.connect(\n  c)\nSimulation(c).add(db).run()')).toMatchObject({ line: 3 });
    expect(await wrong('w = Worker()\nw2 = Worker()\nSimulation(w, faults=[Cut(w, w2, at_seconds=1)])')).toMatchObject({ line: 3 });
    expect(await wrong('def f():\n  return 1 / 0\nf()')).toEqual({ message: 'ZeroDivisionError: division by zero', line: 2 });
    expect(await wrong('x = 1\nw = Worker(latencyMs=3)')).toEqual({
      message: expect.stringMatching(/^Worker has no field latencyMs; it has concurrency, (?:\w+, ){6}\w+ and more$/) as string,
      line: 2,
    });
    const end = 'Simulation(Worker()).run()';
    expect(await wrong(`import sys\n${end}\nsys.exit()`)).toBeNull();
    expect(await wrong('import sys\n\nsys.exit("no")')).toEqual({ message: "it ended itself with 'no'", line: 3 });
    expect(await wrong('raise SystemExit(3)')).toEqual({ message: 'it ended itself with code 3', line: 1 });
    expect(await wrong('\nraise KeyboardInterrupt')).toEqual({ message: 'KeyboardInterrupt', line: 2 });
    expect(await wrong('class E(Exception):\n  def __str__(self): raise self\nraise E()')).toEqual({
      message: 'E: something that cannot be shown',
      line: 3,
    });
    expect(await wrong('w = Worker(\n')).toEqual({ message: "it cannot be read: '(' was never closed", line: 1 });
    expect(await wrong('sim = Simulation(Worker())\nsim.lookup("peter", Database())')).toEqual({
      message: 'there is nothing to look up yet; call sim.run() first',
      line: 2,
    });
    expect(
      await wrong('def outer(n):\n  def f(key):\n    return n\n  return f\nShardRouter(Shard(), hash=outer(3))\nSimulation(Worker())'),
    ).toBeNull();
    expect(
      (await wrong('def outer(n):\n  def f(key):\n    return n\n  return f\nr = ShardRouter(Shard(), hash=outer(3))\nSimulation(r)'))
        ?.message,
    ).toBe('f uses n of the function around it; define it at the top of the file');
  });

  it('reaches nothing of the machine, and does not hang', async () => {
    for (const text of ['import os', 'import builtins', 'from socket import *', 'import js', 'import pyodide'])
      expect((await wrong(text))?.message).toMatch(/^there is no module /);
    expect((await wrong('open("/etc/passwd")'))?.message).toBe('there are no files here');
    expect((await wrong('import time'))?.message).toContain('there is no clock here');
    expect(await wrong('x = 1\nwhile True:\n  x += 1')).toMatchObject({ line: expect.any(Number) as number });
    const forged = await step('import sys\nsys.modules["json"].dumps = lambda *a, **k: "[]"\nSimulation(Worker()).run()');
    expect(forged.problem?.message).toBe('what it built cannot be read');
  });

  it('goes on with what its runs gave, and shares nothing between its runs but that', async () => {
    const text =
      'sim = Simulation(Worker())\nfor rate in (1, 2):\n    print(rate, sim.run().ok)\nsim.lookup("peter", Database())\nprint("end")';
    const script = await readScript(text);
    expect(script([])).toMatchObject({ printed: '', ask: { type: 'run' } });
    expect(script([{ requests: { ok: 10 } }])).toMatchObject({ printed: '1 10\n', ask: { type: 'run' } });
    const runs = [{ requests: { ok: 10 } }, { requests: { ok: 20 } }];
    expect(script(runs)).toMatchObject({ printed: '1 10\n2 20\n', ask: { type: 'lookup', run: 1, key: 'peter', node: 'DB1' } });
    const found = script([...runs, { fields: { city: 'Lisbon' }, message: 'Found.' }]);
    expect(found).toEqual({ printed: '1 10\n2 20\nFound.\n  city      Lisbon\nend\n', ask: null, problem: null });
  });
});
