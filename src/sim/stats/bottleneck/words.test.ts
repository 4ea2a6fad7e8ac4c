import { expect, it } from 'vitest';
import { shippedScenarios } from '../../../../tests/support/scenarios';
import { createRun } from '../../run/run';

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
