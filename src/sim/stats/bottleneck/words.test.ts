import { expect, it } from 'vitest';
import { shippedScenarios } from '../../../../tests/support/scenarios';
import { createRun } from '../../run/run';
import { freeText } from './words';

it('calls the part that limits by its label, and names it by its id', () => {
  const shipped = shippedScenarios().find(([name]) => name === 'database-bottleneck')?.[1];
  if (shipped === undefined) throw new Error('the scenario is missing');
  const limitOf = (label: string | undefined) => {
    const nodes = shipped.nodes.map((node) => (label !== undefined && node.id === 'DB1' ? { ...node, label } : node));
    const run = createRun({ ...shipped, nodes, durationSeconds: 10 });
    while (!run.advance({ maxEvents: 1_000_000 }));
    return { ...run.summary().bottleneck, hash: run.summary().traceHash };
  };
  const [plain, called] = [limitOf(undefined), limitOf('Orders of Rome')];
  expect(plain.message).toMatch(/\bDB1\b/);
  expect(called.message).toBe(plain.message.replaceAll('DB1', 'Orders of Rome'));
  expect([called.id, called.hash]).toEqual([plain.id, plain.hash]);
});

it('is no comfort where requests are not answered, though nothing limits', () => {
  const view = { index: { nodes: [] } } as unknown as Parameters<typeof freeText>[0];
  const told = (sent: number, ok: number, failed: number): string => freeText(view, [], { sent, ok, failed });
  expect(told(100, 100, 0)).toBe('Nothing limits this system for long.');
  expect(told(100, 75, 25)).toBe('Nothing limits this system for long. That 25 % of the requests failed has another reason.');
  // As while it is asked whether a program may be started: all wait for it.
  expect(told(10, 0, 0)).toMatch(/^Nothing was answered/);
});
