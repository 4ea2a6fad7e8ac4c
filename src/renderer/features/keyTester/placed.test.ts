import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../sim/index';
import { circleBy, movedBy, placedBy, routersOf } from './placed';

const parsed = parseScenario(readFileSync('scenarios/fourth-node.json', 'utf8'));
if (!parsed.ok) throw new Error(parsed.failure.message);
const { scenario } = parsed;
const [modulo, ring] = routersOf(scenario);

describe('the key tester', () => {
  it('knows the routers of a board, and who is left out', () => {
    expect([modulo.name, ring.name]).toEqual(['Modulo', 'Consistent hashing']);
    expect(ring.shards.map(({ name }) => name)).toEqual(['Node A', 'Node B', 'Node C']);
  });

  it('gives user_123 to Node B, as the course does', () => {
    const { slot, at, point } = placedBy(ring, 'ring', 'user_123');
    expect(ring.shards[slot].name).toBe('Node B');
    expect(point).toBeGreaterThanOrEqual(at);
  });

  it('counts what a fourth node moves: three quarters by modulo, a quarter by consistent hashing', () => {
    const { joins, total, swapped } = movedBy(modulo, ['modulo', 'ring'], scenario.keys);
    expect(total).toBe(1000);
    expect(Math.abs(joins[0] - 746)).toBeLessThanOrEqual(30);
    expect(Math.abs(joins[1] - 246)).toBeLessThanOrEqual(45);
    expect(swapped).toBeGreaterThan(500);
    expect(movedBy(modulo, ['jump', 'jump'], scenario.keys).swapped).toBe(0);
  });

  it('shows the circle as the run goes by it: every key with the owner of the next point, and how full the fullest shard is', () => {
    const { points, keys } = circleBy(ring, 'ring', scenario.keys, 'Ring');
    expect(points).toHaveLength(300);
    expect(keys).toHaveLength(500);
    for (const { at, owner } of keys) expect((points.find((point) => point.at >= at) ?? points[0]).owner).toBe(owner);
    expect(circleBy(ring, 'modulo', scenario.keys, 'Modulo').points).toEqual([]);
    const { fullest } = movedBy(ring, ['directory', 'ring'], scenario.keys);
    expect(fullest[0]).toBeGreaterThanOrEqual(1);
    expect(fullest[1]).toBeLessThan(1.5);
    const all = { ...ring, spec: { ...ring.spec, directory: '*=A' }, shards: ['A', 'B'].map((id) => ({ id, name: id, replicas: [] })) };
    expect(movedBy(all, ['directory', 'ring'], scenario.keys).fullest[0]).toBe(2);
  });
});
