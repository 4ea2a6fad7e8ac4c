import { describe, expect, it } from 'vitest';
import { logText, type BreakHit, type Breakpoint, type NodeInspection, type Scenario } from '../../src/sim/index';
import { nodesWith, runToEnd, variable } from '../support/nodePrograms';

/** Every node tells its neighbours what it has not heard before, until each has confirmed it. */
const GOSSIP = `
import random, time
from collections import Counter

seen = set()
heard = Counter()

class Teller:
    def __init__(self):
        self.tries = 0

    async def tell(self, other, value):
        while True:
            self.tries += 1
            try:
                return await node.rpc(other, {"type": "gossip", "message": value}, timeout_ms=200)
            except RPCError as error:
                if error.code != 0:
                    raise

teller = Teller()

def learn(value, origin):
    heard[origin] += 1
    if value in seen:
        return
    seen.add(value)
    for other in node.neighbours:
        if other != origin:
            node.spawn(teller.tell(other, value))

@node.on("gossip")
def gossip(msg):
    learn(msg["body"]["message"], msg["src"])
    node.reply(msg, {"type": "gossip_ok"})

@node.on("write")
def write(msg):
    learn(msg["body"]["value"], msg["src"])
    node.storage.set("writes", node.storage.get("writes", 0) + 1)
    node.reply(msg, {"type": "write_ok"})

@node.on("read")
async def read(msg):
    node.reply(msg, {"type": "read_ok", "value": max(seen, default=0)})

def lines():
    n = 0
    while True:
        n += 1
        yield f"line {n}: {len(seen)} known at {time.time():.1f}, {random.randrange(100)}"

said = lines()
node.every(500, lambda: print(next(said)))
`;

const nodes = (code: string, count: number, more: Parameters<typeof nodesWith>[3] = {}): Scenario =>
  nodesWith('python', code, count, { durationSeconds: 3, ...more });

describe('programs in Python that run as nodes', () => {
  it('live with classes, generators and coroutines, and can be put back to any moment', async () => {
    const scenario = nodes(GOSSIP, 4);
    const made = await runToEnd(scenario, { checkpointEveryEvents: 150 });
    const plain = await runToEnd(scenario, { checkpointEveryEvents: 0 });
    expect(made.summary().nodes.filter(({ problem }) => problem !== undefined)).toEqual([]);
    expect(made.summary().requests).toMatchObject({ failed: 0, stuck: 0 });
    expect(made.summary().traceHash).toBe(plain.summary().traceHash);
    for (const share of [0.9, 0.2, 0.55, 0.03]) {
      const atNs = Math.floor(made.endNs * share);
      expect(made.moment(atNs).stateHash).toBe(plain.moment(atNs).stateHash);
      expect(variable(made.inspect(atNs, 'PN2'), 'heard')).toBe(variable(plain.inspect(atNs, 'PN2'), 'heard'));
    }
    expect(variable(made.inspect(made.endNs, 'PN4'), 'teller')).toMatch(/^Teller \{'tries': \d+\}$/);
    const { log } = made.window(0, made.endNs, 1_000_000);
    const said = Array.from({ length: log.count }, (_, row) => logText(made.index, log, row));
    expect(said).toContainEqual(expect.stringMatching(/^PN3: line 2: \d+ known at 1\.0, \d+$/));
  });

  it('start anew after a crash, and are told of their mistakes with the line', async () => {
    const made = await runToEnd(nodes(GOSSIP, 1, { faults: [{ id: 'X', type: 'crash', node: 'PN1', atSeconds: 2, forSeconds: 0.2 }] }));
    const [before, after] = [2e9 - 1, made.endNs].map((atNs) => made.inspect(atNs, 'PN1'));
    const known = (inside: NodeInspection | null): number => variable(inside, 'seen')?.split(',').length ?? 0;
    const stored = after?.sections.find(({ title }) => title === 'Storage');
    expect(stored?.type === 'table' ? stored.rows : []).toEqual([['writes', String(known(before) + known(after))]]);
    const broken = await runToEnd(nodes('@node.on("write")\ndef write(msg):\n    return msg["nothing"]', 1));
    expect(broken.summary().nodes[2].problem).toBe(`The program of PN1 made a mistake: line 3: KeyError: 'nothing'.`);
    const deep =
      'def inner(n):\n    try:\n        int("x")\n    except ValueError:\n        raise KeyError(n)\n\n@node.on("write")\ndef write(msg):\n    inner(3)';
    expect((await runToEnd(nodes(deep, 1))).summary().nodes[2].problem).toBe(
      "The program of PN1 made a mistake: line 5: KeyError: 3, after ValueError: invalid literal for int() with base 10: 'x' in line 3 (called from line 9).",
    );
    expect((await runToEnd(nodes('x = 1\nx = x / 0', 1))).summary().nodes[2].problem).toBe(
      'The program of PN1 was stopped: line 2: ZeroDivisionError: division by zero.',
    );
  });

  it('are stopped at a line, with the variables of its function at that moment, forward and back; the run stays as it was', async () => {
    const code = `count = 0

@node.on("write")
def write(msg):
    global count
    value = msg["body"]["value"]
    for step in range(2):
        count += step
    node.reply(msg, {"type": "write_ok"})
`;
    const made = await runToEnd(nodes(code, 1), { checkpointEveryEvents: 40 });
    const { traceHash } = made.summary();
    const count = (atNs: number): number => Number(variable(made.inspect(atNs, 'PN1'), 'count'));
    const at = (line: string): Breakpoint => ({ id: 'B1', type: 'event', event: 'line', node: 'PN1', text: line });
    const found: BreakHit[] = [];
    for (let fromNs = -1; ;) {
      const { hit } = made.findBreak(fromNs, 1, [at('9')], 1e7);
      if (hit === null) break;
      found.push(hit);
      fromNs = hit.atNs;
    }
    expect(found.length).toBe(count(made.endNs));
    expect(found[0].text).toMatch(/^PN1 reaches line 9: msg = \{'id': .*\u2026, value = \d+, step = 1\.$/);
    found.slice(0, 4).forEach(({ atNs }, i) => expect([count(atNs), count(atNs + 1)]).toEqual([i, i + 1]));
    expect(made.findBreak(found[3].atNs, -1, [at('9')], 1e7).hit).toEqual(found[2]);
    // Within a loop it is reached twice at one moment, and the first time is told.
    expect(made.findBreak(-1, 1, [at('8')], 1e7).hit).toMatchObject({ atNs: found[0].atNs, text: expect.stringMatching(/step = 0\.$/) });
    expect(made.findBreak(-1, 1, [at('2')], 1e7).hit).toBeNull();
    expect(made.summary().traceHash).toBe(traceHash);
  });

  it('are stopped where they would not end, and share nothing but messages', async () => {
    const code = `
import sys, math
if node.node_id == "PN1":
    math.secret = __builtins__.secret = 1
    sys.modules["secret"] = node
found = [hasattr(math, "secret"), hasattr(__builtins__, "secret"), "secret" in sys.modules]
ticks = 0

@node.on("tick")
def tick(msg):
    global ticks
    ticks += 1

node.every(100, lambda: node.send("PN2", {"type": "tick"}))

@node.on("write")
def write(msg):
    while node.node_id == "PN1":
        pass
`;
    const made = await runToEnd(nodes(code, 2, { lossPercent: 0 }));
    expect(made.summary().nodes[2].problem).toMatch(/^The program of PN1 was stopped: line \d+: it did too much work, so it was stopped/);
    const other = made.inspect(made.endNs, 'PN2');
    expect(variable(other, 'found')).toBe('[False, False, False]');
    expect(Number(variable(other, 'ticks'))).toBeGreaterThan(25);
  });
});
