import { describe, expect, it } from 'vitest';
import { defaultParams, emptyScenario, TOPOLOGIES, type Scenario, type ScenarioNode } from '../../sim/index';
import { layOut } from './arrange';
import { applyEdit } from './edits';
import { frameAround } from './joining';
import { placesRound } from './round';
import { part as usualPart } from './testEdits';

const part = (id: string, kind: string): ScenarioNode => ({ id, kind, x: 0, y: 0, params: defaultParams(kind) as ScenarioNode['params'] });
const FACE = { x: 168, y: 88 };
const covers = (p: { x: number; y: number }, q: { x: number; y: number }): boolean =>
  Math.abs(p.x - q.x) < FACE.x && Math.abs(p.y - q.y) < FACE.y;
const member = (i: number): ScenarioNode => ({ ...part(`G${i}`, 'gossip'), network: 'N1' });
const board = (topology: string, ...others: ScenarioNode[]): Scenario => ({
  ...emptyScenario('round'),
  nodes: [{ ...part('N1', 'network'), params: { ...part('N1', 'network').params, topology } }, ...others],
});
const joining = (scenario: Scenario, node: ScenarioNode): Scenario => {
  const result = applyEdit(scenario, { type: 'addNode', node });
  if (!result.ok) throw new Error(result.failure.message);
  return result.scenario;
};
const place = ({ nodes }: Pick<Scenario, 'nodes'>, id: string): ScenarioNode => {
  const found = nodes.find((node) => node.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};

describe('the places around a network', () => {
  it('cover neither each other nor the hub, in every topology, from one member to 200', () => {
    for (const topology of TOPOLOGIES)
      for (const count of [1, 2, 5, 12, 25, 30, 31, 200]) {
        const places = [{ x: 0, y: 0 }, ...placesRound(count, topology)];
        expect(places).toHaveLength(count + 1);
        const over = places.flatMap((p, i) => places.slice(i + 1).filter((q) => covers(p, q)));
        expect(over, `${count} of ${topology}`).toEqual([]);
      }
  });

  it('fit a board at a zoom at which names are read', () => {
    const zoom = (count: number): number => {
      const { width, height } = frameAround(placesRound(count, 'all'));
      return Math.min(950 / width, 464 / height);
    };
    expect(zoom(5)).toBeGreaterThan(0.85);
    expect(zoom(25)).toBeGreaterThan(0.4);
    expect(zoom(200)).toBeGreaterThan(0.25);
  });

  it('lie opposite each other to the last pixel, and two stand side by side, with the line between them in sight', () => {
    for (const count of [3, 4, 5, 6, 12, 25]) {
      const places = placesRound(count, 'all');
      const mirrored = places.map(({ x, y }) => `${x === 0 ? 0 : -x} ${y}`);
      expect(mirrored.sort(), `${count}`).toEqual(places.map(({ x, y }) => `${x} ${y}`).sort());
    }
    const [, right, , left] = placesRound(4, 'all');
    expect([right.y, left.y]).toEqual([0, 0]);
    expect(placesRound(2, 'all')).toEqual([
      { x: -144, y: 168 },
      { x: 144, y: 168 },
    ]);
  });

  it('of a tree of 25 with four branches are levels, the widest in two rows, and each stands below those it hangs from', () => {
    const places = placesRound(25, 'tree4');
    expect([...new Set(places.map(({ y }) => y))]).toEqual([168, 296, 424, 552, 680]);
    const under = (parent: number): { x: number }[] => places.slice(parent * 4 + 1, parent * 4 + 5);
    for (const parent of [1, 2, 3, 4]) {
      const xs = under(parent).map(({ x }) => x);
      expect(Math.max(...xs) - Math.min(...xs)).toBeLessThan(420);
    }
    const middle = under(5).reduce((sum, { x }) => sum + x, 0) / 4;
    expect(Math.abs(middle - places[5].x)).toBeLessThanOrEqual(8);
  });

  it('show what a grid and a tree are: neighbours side by side, each level in a row', () => {
    expect(new Set(placesRound(9, 'grid').map(({ x }) => x)).size).toBe(3);
    expect(placesRound(7, 'tree2').map(({ y }) => y)).toEqual([168, 296, 296, 424, 424, 424, 424]);
  });
});

describe('who joins a network', () => {
  it('is one of a ring with those before, and the frame covers nobody else', () => {
    let scenario = board('all', { ...usualPart('C1'), x: -240, y: 0 });
    for (let i = 1; i <= 6; i++) scenario = joining(scenario, member(i));
    const hub = place(scenario, 'N1');
    const around = placesRound(6, 'all').map(({ x, y }) => ({ x: hub.x + x, y: hub.y + y }));
    expect(scenario.nodes.filter(({ network }) => network === 'N1').map(({ x, y }) => ({ x, y }))).toEqual(around);
    expect(place(scenario, 'C1')).toMatchObject({ x: -240, y: 0 });
    const frame = frameAround([hub, ...around]);
    const isBeside = frame.x >= -240 + FACE.x || frame.x + frame.width <= -240;
    expect(isBeside || frame.y >= FACE.y || frame.y + frame.height <= 0).toBe(true);
  });

  it('gets a free place of its own once somebody has moved the others, or wired them to each other', () => {
    let scenario = joining(joining(board('all'), member(1)), member(2));
    const moved = { ...scenario, nodes: scenario.nodes.map((node) => (node.id === 'G1' ? { ...node, x: 900, y: 900 } : node)) };
    const after = joining(moved, { ...member(3), x: 900, y: 904 });
    expect(place(after, 'G1')).toMatchObject({ x: 900, y: 900 });
    expect(covers(place(after, 'G3'), place(after, 'G1'))).toBe(false);

    scenario = { ...scenario, links: [{ id: 'L1', from: 'G1', to: 'G2' }] };
    expect(place(joining(scenario, { ...member(3), x: 400, y: 400 }), 'G1')).toEqual(place(scenario, 'G1'));
  });

  it('makes a ring again after one has left it', () => {
    let scenario = board('all');
    for (let i = 1; i <= 5; i++) scenario = joining(scenario, member(i));
    scenario = { ...scenario, nodes: scenario.nodes.filter(({ id }) => id !== 'G2') };
    const after = joining(scenario, member(6));
    const hub = place(after, 'N1');
    expect(place(after, 'G6')).toMatchObject({ x: hub.x + placesRound(5, 'all')[4].x, y: hub.y + placesRound(5, 'all')[4].y });
  });
});

describe('another topology of a network', () => {
  const changed = (scenario: Scenario, topology: string): Scenario => {
    const result = applyEdit(scenario, { type: 'setParams', ids: ['N1'], params: { topology } });
    if (!result.ok) throw new Error(result.failure.message);
    return result.scenario;
  };
  const offsets = (scenario: Scenario): { x: number; y: number }[] => {
    const hub = place(scenario, 'N1');
    return scenario.nodes.filter(({ network }) => network === 'N1').map(({ x, y }) => ({ x: x - hub.x, y: y - hub.y }));
  };
  const ringOf = (count: number, ...others: ScenarioNode[]): Scenario =>
    Array.from({ length: count }, (_, i) => member(i + 1)).reduce(joining, board('all', ...others));

  it('takes the members that stand in their ring along, and back, and its frame covers nobody', () => {
    const ring = ringOf(9, { ...usualPart('C1'), x: 0, y: 560 });
    const grid = changed(ring, 'grid');
    expect(offsets(grid)).toEqual(placesRound(9, 'grid'));
    const { x, y, width, height } = frameAround(grid.nodes.filter(({ id }) => id !== 'C1'));
    const client = place(grid, 'C1');
    expect(client.x + FACE.x <= x || client.x >= x + width || client.y + FACE.y <= y || client.y >= y + height).toBe(true);
    expect(offsets(changed(grid, 'tree2'))).toEqual(placesRound(9, 'tree2'));
    expect(offsets(changed(changed(grid, 'tree2'), 'all'))).toEqual(placesRound(9, 'all'));
  });

  it('moves nobody once somebody was moved by hand, or where it looks the same', () => {
    const ring = ringOf(9);
    const byHand = { ...ring, nodes: ring.nodes.map((node) => (node.id === 'G4' ? { ...node, x: node.x + 400 } : node)) };
    expect(offsets(changed(byHand, 'grid'))).toEqual(offsets(byHand));
    const without = { ...ring, nodes: ring.nodes.filter(({ id }) => id !== 'G3') };
    expect(offsets(changed(without, 'ring'))).toEqual(offsets(without));
    expect(offsets(changed(without, 'grid'))).toEqual(placesRound(8, 'grid'));
  });
});

describe('to tidy up', () => {
  const tidied = (scenario: Scenario): Map<string, { x: number; y: number }> => new Map(layOut(scenario).map((move) => [move.id, move]));

  it('lays members out around their network, and everything else outside of the frame', () => {
    const members = Array.from({ length: 25 }, (_, i) => ({ ...member(i + 1), x: 0, y: 96 * i }));
    const scenario = { ...board('all', usualPart('C1'), ...members), links: [{ id: 'L1', from: 'C1', to: 'G1' }] };
    const at = tidied(scenario);
    const hub = at.get('N1') ?? { x: 0, y: 0 };
    placesRound(25, 'all').forEach(({ x, y }, i) => expect(at.get(`G${i + 1}`)).toMatchObject({ x: hub.x + x, y: hub.y + y }));
    const frame = frameAround([...at].filter(([id]) => id !== 'C1').map(([, move]) => move));
    expect((at.get('C1')?.x ?? 0) + FACE.x).toBeLessThan(frame.x);
    // Again, it changes nothing: nobody is moved about by pressing it twice.
    const again = tidied({ ...scenario, nodes: scenario.nodes.map((node) => ({ ...node, ...at.get(node.id) })) });
    expect([...again].map(([id, { x, y }]) => [id, x - (again.get('N1')?.x ?? 0), y - (again.get('N1')?.y ?? 0)])).toEqual(
      [...at].map(([id, { x, y }]) => [id, x - hub.x, y - hub.y]),
    );
  });

  it('keeps members that are wired to each other along their wires, the network below', () => {
    const scenario = {
      ...board('all', ...[1, 2, 3].map(member)),
      links: [
        { id: 'L1', from: 'G1', to: 'G2' },
        { id: 'L2', from: 'G2', to: 'G3' },
      ],
    };
    const at = tidied(scenario);
    const x = ['G1', 'G2', 'G3'].map((id) => at.get(id)?.x ?? 0);
    expect(x).toEqual([...x].sort((p, q) => p - q));
    expect(at.get('N1')?.y).toBeGreaterThan((at.get('G1')?.y ?? 0) + FACE.y);
  });
});
