import { describe, expect, it } from 'vitest';
import { logText, type BreakHit, type Breakpoint, type Fault, type NodeInspection, type Run, type Scenario } from '../../src/sim/index';
import { nodesWith, runToEnd, variable } from '../support/nodePrograms';
import { build } from '../support/scenarios';

/** Every node tells its neighbours what it has not heard before, until each has confirmed it. */
const GOSSIP = `
const seen = new Set();
let heard = 0;
function learn(value, from) {
  heard++;
  if (seen.has(value)) return;
  seen.add(value);
  for (const other of node.neighbours) if (other !== from) pass(other, value);
}
async function pass(other, value) {
  for (let tries = 1; tries < 50; tries++) {
    try {
      return await node.rpc(other, { type: 'gossip', message: value }, null, 200);
    } catch (error) {
      if (error.code !== 0) throw error;
    }
  }
}
node.on('gossip', (msg) => { learn(msg.body.message, msg.src); node.reply(msg, { type: 'gossip_ok' }); });
node.on('write', (msg) => { learn(msg.body.value, msg.src); node.reply(msg, { type: 'write_ok' }); });
node.on('read', (msg) => node.reply(msg, { type: 'read_ok', value: Math.max(0, ...seen) }));
node.every(500, () => node.log('knows', seen.size, 'after', Math.floor(Math.random() * 100)));
`;

const nodes = (code: string, count: number, more?: Parameters<typeof nodesWith>[3]): Scenario => nodesWith('javascript', code, count, more);

function logOf(made: Run): string[] {
  const { log } = made.window(0, made.endNs, 1_000_000);
  return Array.from({ length: log.count }, (_, row) => logText(made.index, log, row));
}

describe('programs that run as nodes', () => {
  it('talk to each other, answer clients, keep their variables from message to message, and write into the log', async () => {
    const made = await runToEnd(nodes(GOSSIP, 4));
    const { requests, nodes: figures } = made.summary();
    expect(requests.ok).toBe(requests.sent);
    expect(figures.filter(({ problem }) => problem !== undefined)).toEqual([]);
    const inside = (id: string): NodeInspection | null => made.inspect(made.endNs, id);
    expect(variable(inside('PN4'), 'seen')).toMatch(/^Set\(\d\d\) \{\d+, \d+/);
    expect(Number(variable(inside('PN4'), 'heard'))).toBeGreaterThan(20);
    expect(logOf(made)).toContainEqual(expect.stringMatching(/^PN3: knows \d+ after \d+$/));
  });

  it('can be put back to any moment: the state is that of the uninterrupted run, and so is all that follows', async () => {
    const scenario = nodes(GOSSIP, 4);
    const made = await runToEnd(scenario, { checkpointEveryEvents: 150 });
    const plain = await runToEnd(scenario, { checkpointEveryEvents: 0 });
    expect(made.summary().traceHash).toBe(plain.summary().traceHash);
    expect(made.checkpointCount).toBeGreaterThan(8);
    for (const share of [0.9, 0.13, 0.5, 0.51, 0.02, 1]) {
      const [one, other] = [made, plain].map((which) => which.moment(Math.floor(made.endNs * share)).stateHash);
      expect(one).toBe(other);
      expect(variable(made.inspect(made.endNs * share, 'PN2'), 'seen')).toBe(variable(plain.inspect(made.endNs * share, 'PN2'), 'seen'));
    }
  });

  it('branch: a crash in the middle gives the run of a scenario that had it from the start', async () => {
    const crash: Fault = { id: 'X', type: 'crash', node: 'PN1', atSeconds: 2, forSeconds: 1 } as Fault;
    const whole = await runToEnd(nodes(GOSSIP, 4, { faults: [crash] }));
    const parent = await runToEnd(nodes(GOSSIP, 4), { checkpointEveryEvents: 200 });
    const branch = parent.branch(2e9, [crash]);
    while (!branch.advance({ maxEvents: 10_000 }));
    expect(branch.summary().traceHash).toBe(whole.summary().traceHash);
    expect(branch.summary().traceHash).not.toBe(parent.summary().traceHash);
  });

  it('start anew after a crash, but for what they have stored; their own mistakes do not stop them', async () => {
    const code = `
let count = 0;
let kept = node.storage.get('count', 0);
node.on('write', (msg) => {
  count++;
  node.storage.set('count', ++kept);
  if (count === 3) undefinedName();
  node.reply(msg, { type: 'write_ok' });
});`;
    const made = await runToEnd(nodes(code, 1, { faults: [{ id: 'X', type: 'crash', node: 'PN1', atSeconds: 2, forSeconds: 0.5 }] }));
    const before = made.inspect(2e9 - 1, 'PN1');
    const after = made.inspect(made.endNs, 'PN1');
    expect(variable(before, 'count')).toBe(variable(before, 'kept'));
    expect(Number(variable(after, 'kept'))).toBe(Number(variable(before, 'count')) + Number(variable(after, 'count')));
    expect(made.summary().requests.byReason['server-error']).toBe(2);
    expect(made.summary().nodes.find(({ id }) => id === 'PN1')?.problem).toBe(
      `The program of PN1 made a mistake: line 7: 'undefinedName' is not defined.`,
    );
  });

  it('are stopped where they would not end, with their line; the others go on', async () => {
    const code = `
let n = 0;
node.on('write', (msg) => {
  if (node.nodeId === 'PN1' && ++n === 5) {
    for (;;) {
      n = Math.max(n, 6);
    }
  }
  node.reply(msg, { type: 'write_ok' });
});
node.every(100, () => node.send('PN2', { type: 'tick' }));
let ticks = 0;
node.on('tick', () => { ticks++; });`;
    const made = await runToEnd(nodes(code, 2, { lossPercent: 0 }));
    expect(made.summary().nodes.find(({ id }) => id === 'PN1')?.problem).toBe(
      'The program of PN1 was stopped: line 5: it took more than 400,000 steps, so it was stopped (is there a loop that never ends?).',
    );
    expect(logOf(made)).toContain('PN1 crashed');
    expect(Number(variable(made.inspect(made.endNs, 'PN2'), 'ticks'))).toBeGreaterThan(49);
    expect(made.summary().requests.byReason.unreachable).toBeGreaterThan(10);
  });

  it('answer with errors by number, ask each other by callback or await, and are told when nobody answers', async () => {
    const code = `
const told = [];
node.on('double', (msg, body) => {
  if (body.n > 2) throw new RPCError(12, 'too large');
  node.reply(msg, { type: 'double_ok', n: body.n * 2 });
});
node.on('init', async () => {
  if (node.nodeId !== 'PN1') return;
  told.push((await node.rpc('PN2', { type: 'double', n: 2 })).n);
  node.rpc('PN2', { type: 'double', n: 3 }, (error, reply) => told.push(error.code, reply));
  node.rpc('PN2', { type: 'nothing' }).catch((error) => told.push(error.code));
  await node.rpc('PN1', { type: 'double', n: 1 }).then((reply) => told.push(reply.n));
  try { await node.rpc('PN9', { type: 'double' }, null, 50); } catch (error) { told.push(error.code, Date.now() >= 50); }
  const first = node.after(10, () => told.push('cancelled too late'));
  node.cancel(first);
});
node.on('read', (msg) => { throw RPCError.keyDoesNotExist('no such key'); });`;
    const made = await runToEnd(nodes(code, 2, { lossPercent: 0, durationSeconds: 2 }));
    const told = JSON.parse(variable(made.inspect(made.endNs, 'PN1'), 'told') ?? '[]') as unknown[];
    expect(told.slice(0, 1)).toEqual([4]);
    expect([...told].map(String).sort()).toEqual(['0', '10', '12', '2', '4', 'null', 'true']);
    expect(made.summary().requests.byReason).toMatchObject({ 'not-found': expect.any(Number), 'not-supported': expect.any(Number) });
    expect(made.summary().nodes[2].problem).toContain('PN9, and nobody has that name');
  });

  it('are stopped at a handler, with the message, the variables before it and those after it, forward and back', async () => {
    const made = await runToEnd(nodes(GOSSIP, 4, { lossPercent: 0, durationSeconds: 3 }), { checkpointEveryEvents: 150 });
    const handler: Breakpoint = { id: 'B1', type: 'event', event: 'handler', node: 'PN2', text: 'gossip' };
    const heard = (atNs: number): number => Number(variable(made.inspect(atNs, 'PN2'), 'heard'));
    const found: BreakHit[] = [];
    for (let atNs = -1; ;) {
      const { hit } = made.findBreak(atNs, 1, [handler], 1e7);
      if (hit === null) break;
      found.push(hit);
      atNs = hit.atNs;
    }
    expect(found.length).toBe(heard(made.endNs));
    expect(found[0].text).toMatch(/^PN2 is given gossip from PN[14]: \{"message":\d+,"msg_id":\d+\}\.$/);
    found.slice(0, 6).forEach(({ atNs }, i) => expect([heard(atNs), heard(atNs + 1)]).toEqual([i, i + 1]));
    expect(made.findBreak(found[5].atNs, -1, [handler], 1e7).hit).toEqual(found[4]);
    const timers = made.findBreak(-1, 1, [{ ...handler, text: 'timer' }], 1e7).hit;
    expect(timers).toMatchObject({ atNs: 500e6, text: 'A timer of PN2 is due.' });
    // What it writes is there at that moment, and stops playback where that is asked for.
    const line = made.findBreak(-1, 1, [{ id: 'B2', type: 'event', event: 'log', node: 'PN2', text: 'knows' }], 1e7).hit;
    expect(line?.atNs).toBe(timers?.atNs);
    expect(line?.text).toMatch(/^PN2: knows \d+ after \d+\.$/);
  });

  it('are told of a mistake with the lines that led to it', async () => {
    const code = `
function inner(n) {
  return n.missing.more;
}
function outer(n) {
  return inner(n) + 1;
}
node.on('write', (msg) => outer(msg));`;
    const made = await runToEnd(nodes(code, 1));
    expect(made.summary().nodes[2].problem).toMatch(
      /^The program of PN1 made a mistake: line 3: cannot read property 'more' of undefined \(called from line 6, from line 8\)\.$/,
    );
  });

  it('may say that they answer what no message is: neither a client, nor a node, nor a workload takes harm', async () => {
    const evil = `{ type: msg.body.type + '_ok', in_reply_to: { toString: 1, valueOf: 1 } }`;
    const code = `
node.on('write', (msg) => { node.send(msg.src, ${evil}); for (const other of node.neighbours) node.send(other, ${evil}); });
node.on('echo', (msg) => { node.send(msg.src, ${evil}); node.reply(msg, { type: 'echo_ok', echo: msg.body.echo }); });
node.on('read', (msg) => node.reply(msg, { type: 'read_ok', value: null }));
let heard = 0;
node.on('write_ok', () => { heard++; });`;
    const board = nodes(code, 2, { lossPercent: 0, durationSeconds: 1 });
    const asker = { id: 'asker', kind: 'workload', params: { workload: 'echo', ratePerSecond: 20, operationLimit: 10 } };
    const { nodes: parts, links, programs, durationSeconds } = board;
    const linked = [...links, { id: 'L9', from: 'asker', to: 'N1' }];
    const made = await runToEnd(build({ durationSeconds, programs, nodes: [...parts, asker], links: linked }));
    expect(made.summary().nodes.filter(({ problem }) => problem !== undefined)).toEqual([]);
    expect(Number(variable(made.inspect(made.endNs, 'PN2'), 'heard'))).toBeGreaterThan(3);
    expect(made.summary().requests.ok).toBeGreaterThan(10);
  });
});
