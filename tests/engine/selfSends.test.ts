import { describe, expect, it } from 'vitest';
import { logText, type Run } from '../../src/sim/index';
import { nodesWith, runToEnd, variable } from '../support/nodePrograms';

/** Each node tells itself a number ten times a second, and takes note of those that it hears. */
const ALONE = `
let sent = 0;
const heard = [];
node.every(100, () => node.send(node.nodeId, { type: 'note', n: ++sent }));
node.on('note', (msg) => { if (msg.src !== node.nodeId) throw new Error('from ' + msg.src); heard.push(msg.body.n); });
node.on('read', (msg) => node.reply(msg, { type: 'read_ok', value: heard.length }));
node.on('write', (msg) => node.reply(msg, { type: 'write_ok' }));
`;

const numbers = (made: Run, id: string, name: string): number[] =>
  [...(variable(made.inspect(made.endNs, id), name) ?? '').replace(/^[^[]*/, '').matchAll(/\d+/g)].map(Number);
const sentBy = (made: Run, id: string): number => Number(variable(made.inspect(made.endNs, id), 'sent'));

describe('a member of a network that sends to itself', () => {
  it('hears each message once, and no partition comes between it and itself', async () => {
    const faults = [{ id: 'F1', type: 'isolate', nodes: ['PN1'], atSeconds: 1, forSeconds: 1 }];
    const made = await runToEnd(nodesWith('javascript', ALONE, 3, { lossPercent: 0, durationSeconds: 3, faults }));
    for (const id of ['PN1', 'PN2', 'PN3']) {
      const [heard, sent] = [numbers(made, id, 'heard'), sentBy(made, id)];
      expect(sent).toBeGreaterThan(25);
      expect(new Set(heard).size).toBe(heard.length);
      // Those of the last moments are still under way.
      expect([...heard].sort((a, b) => a - b).slice(0, sent - 5)).toEqual(Array.from({ length: sent - 5 }, (_, i) => i + 1));
    }
  });

  it('loses as many as others where the network loses some', async () => {
    const made = await runToEnd(nodesWith('javascript', ALONE, 3, { lossPercent: 50, durationSeconds: 10 }));
    const [heard, sent] = ['heard', 'sent'].map((name) =>
      ['PN1', 'PN2', 'PN3'].reduce((sum, id) => sum + (name === 'sent' ? sentBy(made, id) : numbers(made, id, name).length), 0),
    );
    expect(heard / sent).toBeGreaterThan(0.38);
    expect(heard / sent).toBeLessThan(0.62);
  });
});

it('a program that is asked for what it has no handler for says so by name, and the operation surely did not happen', async () => {
  const code = "node.on('read', (msg) => node.reply(msg, { type: 'read_ok', value: 1 }));";
  const made = await runToEnd(nodesWith('javascript', code, 1, { lossPercent: 0 }));
  const writes = made.history().filter(({ operation, type }) => operation === 'write' && type !== 'invoke');
  expect(writes.length).toBeGreaterThan(20);
  expect(new Set(writes.map(({ type }) => type))).toEqual(new Set(['fail']));
  expect(made.summary().requests.byReason).toEqual({ 'not-supported': writes.length });
  const { log } = made.window(0, made.endNs, 100_000);
  const lines = Array.from({ length: log.count }, (_, row) => logText(made.index, log, row));
  expect(lines).toContain('PN1: answered with error 10: PN1 has no handler for write');
});
