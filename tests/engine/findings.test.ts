import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/sim/index';
import { runToEnd } from '../support/nodePrograms';
import { build } from '../support/scenarios';

/** A workload that asks two nodes, which run a program; no message is lost. */
function asked(code: string, params: object, faults: object[] = []): Scenario {
  return build({
    durationSeconds: 20,
    seed: 4,
    nodes: [
      { id: 'WL1', kind: 'workload', params: { ratePerSecond: 10, arrivals: 'constant', timeoutMs: 500, settleSeconds: 2, ...params } },
      { id: 'N1', kind: 'network', params: { topology: 'line', latency: { type: 'constant', valueMs: 10 } } },
      { id: 'PN1', kind: 'program-node', params: { program: 'P1' } },
      { id: 'PN2', kind: 'program-node', params: { program: 'P1' } },
    ],
    links: ['WL1', 'PN1', 'PN2'].map((from) => ({ from, to: 'N1' })),
    programs: { P1: { language: 'javascript', code } },
    faults,
  });
}

describe('what a workload has found out', () => {
  const FORGETFUL = `
let seen = [];
const learn = (value) => { if (!seen.includes(value)) seen.push(value); };
node.on('broadcast', (msg) => {
  learn(msg.body.message);
  if (msg.body.msg_id === undefined) return;
  for (const other of node.neighbours) node.send(other, { type: 'broadcast', message: msg.body.message });
  node.reply(msg, { type: 'broadcast_ok' });
});
node.on('read', (msg) => node.reply(msg, { type: 'read_ok', messages: seen }));`;
  const findings = async (scenario: Scenario): Promise<Record<string, unknown>> =>
    Object.fromEntries((await runToEnd(scenario)).summary().nodes[0].results ?? []);

  it('is told in the words of Maelstrom: here one message between nodes for each of 40 values', async () => {
    expect(await findings(asked(FORGETFUL, { workload: 'broadcast', operationLimit: 40, readPercent: 0 }))).toMatchObject({
      'valid?': 'true',
      count: 42,
      'ok-count': 42,
      'fail-count': 0,
      'info-count': 0,
      availability: 1,
      'msgs-per-op': 40 / 42,
      'attempt-count': 40,
      'stable-count': 40,
      'lost-count': 0,
      'duplicated-count': 0,
      'stable-latencies 1 (ms)': 0,
    });
  });

  it('counts what a crash without a store has lost, and operations of which nobody knows', async () => {
    const crash = { id: 'X', type: 'crash', node: 'PN2', atSeconds: 2, forSeconds: 1, loses: 'memory' };
    const found = await findings(asked(FORGETFUL, { workload: 'broadcast', operationLimit: 40, readPercent: 0 }, [crash]));
    expect(found).toMatchObject({ 'valid?': 'false', count: 42, 'fail-count': 0 });
    expect(Number(found['info-count'])).toBeGreaterThan(0);
    expect(Number(found['ok-count']) + Number(found['info-count'])).toBe(42);
    // All that was confirmed before the crash is missing at PN2: a value every tenth of a second for two seconds.
    expect(Number(found['lost-count'])).toBeGreaterThanOrEqual(18);
  });
});
