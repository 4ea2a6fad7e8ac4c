import { describe, expect, it } from 'vitest';
import {
  createRun,
  defaultParams,
  emptyScenario,
  holdsAt,
  timedActions,
  worldOf,
  type Fault,
  type Scenario,
  type ScenarioNode,
} from '../../../sim/index';
import { givenName, placedMembers } from '../../document/index';
import { FACE_HEIGHT, FACE_WIDTH } from '../geometry/face';
import { chordMenu } from '../menus/menuModel';
import { chordAt } from './chordAt';
import { chordsOf, MOST_CHORDS, spokesPath } from './chords';
import { withNetwork } from './frames';
import { areApart, sidesOf, type Side } from './sides';

const network = (topology: string): ScenarioNode => ({ id: 'N1', kind: 'network', x: 0, y: 0, params: { topology, degree: 4 } });
const pairs = (topology: string, members: number, only: number[] = []): number =>
  chordsOf(network(topology), members, { seed: 1 }, only).pairs.length;

describe('chords of a network', () => {
  it('are who is next to whom, each pair once', () => {
    expect(pairs('all', 5)).toBe(10);
    expect(pairs('ring', 25)).toBe(25);
    expect(pairs('line', 25)).toBe(24);
    expect(pairs('tree3', 25)).toBe(24);
    expect(pairs('grid', 9)).toBe(12);
    expect(pairs('drawn', 9)).toBe(0);
    expect(pairs('all', 1)).toBe(0);
  });

  it('of 200 members, all to all, are those of single members only', () => {
    expect(chordsOf(network('all'), 200, { seed: 1 }, [])).toEqual({ isWhole: false, pairs: [] });
    expect(pairs('all', 200, [3])).toBe(199);
    expect(pairs('all', 200, [3, 4])).toBe(397);
    expect(pairs('random', 200)).toBeLessThan(MOST_CHORDS);
    const members = Array.from({ length: 200 }, (_, i) => ({ x: i * 10, y: 5 }));
    expect(spokesPath({ x: 0, y: 0 }, members).match(/M84 44L/g)).toHaveLength(200);
  });

  it('at random are those of the run: who talks is joined by one', () => {
    const gossip = (i: number): ScenarioNode => ({
      id: `G${i}`,
      kind: 'gossip',
      x: 0,
      y: 0,
      network: 'N1',
      params: { ...(defaultParams('gossip') as ScenarioNode['params']), mode: 'pull' },
    });
    const hub = {
      ...network('random'),
      params: { ...(defaultParams('network') as ScenarioNode['params']), topology: 'random', degree: 2 },
    };
    const scenario: Scenario = {
      ...emptyScenario('r'),
      seed: 9,
      durationSeconds: 20,
      nodes: [hub, ...Array.from({ length: 12 }, (_, i) => (i === 3 ? withNetwork(gossip(i), undefined) : gossip(i)))],
      // One is not in the frame, but wired to the network: it has its place among the others.
      links: [{ id: 'L1', from: 'G3', to: 'N1' }],
    };
    const run = createRun(scenario);
    while (!run.advance({ maxEvents: 100_000 }));
    const { messages, lanes } = run.window(0, 20e9, 5000);
    const members = placedMembers(scenario, 'N1');
    expect(members.map(({ id }) => id)).toEqual(scenario.nodes.slice(1).map(({ id }) => id));
    const drawn = new Set(chordsOf(hub, members.length, scenario, []).pairs.map(([p, q]) => `${Math.min(p, q)} ${Math.max(p, q)}`));
    const talked = new Set<string>();
    for (let row = 0; row < messages.count; row++) {
      const lane = (messages.link[row] - scenario.links.length) * 3;
      talked.add([lanes[lane + 1] - 1, lanes[lane + 2] - 1].sort((p, q) => p - q).join(' '));
    }
    expect(talked.size).toBeGreaterThan(8);
    expect([...talked].filter((pair) => !drawn.has(pair))).toEqual([]);
  });
});

describe('sides of a partition', () => {
  const members = ['G1', 'G2', 'G3', 'G4'].map((id) => ({ id, kind: 'gossip' }));
  const world = worldOf({
    ...emptyScenario('s'),
    durationSeconds: 60,
    nodes: [network('all'), ...members.map(({ id }) => ({ ...network('all'), id, kind: 'gossip' }))],
  });
  const at = (faults: Fault[], seconds: number): ReadonlyMap<string, Side> =>
    sidesOf(holdsAt(timedActions(faults, world), seconds * 1e9), faults, members);
  const letters = (sides: ReadonlyMap<string, Side>): string => members.map(({ id }) => sides.get(id)?.letter ?? '-').join('');

  it('have a letter each while it lasts, and none before and after', () => {
    const faults: Fault[] = [
      { id: 'F1', type: 'partition', atSeconds: 10, forSeconds: 10, groups: [{ nodes: ['G1', 'G2'] }, { nodes: ['G3'] }] },
    ];
    expect(letters(at(faults, 5))).toBe('----');
    const during = at(faults, 15);
    expect(letters(during)).toBe('AABC');
    expect(areApart(during.get('G1'), during.get('G3'))).toBe(true);
    expect(areApart(during.get('G1'), during.get('G2'))).toBe(false);
    // Who is in no group reaches both.
    expect(areApart(during.get('G4'), during.get('G3'))).toBe(false);
    expect(letters(at(faults, 25))).toBe('----');
  });

  it('have the names that people gave them, not those that a lasso did', () => {
    const groups = [
      { name: 'Old office', nodes: ['G1', 'G2'] },
      { name: 'G3', nodes: ['G3'] },
    ];
    const holds = holdsAt(timedActions([{ id: 'F1', type: 'partition', atSeconds: 1, groups }], world), 2e9);
    const board = { nodes: members.map(({ id }) => ({ id, kind: 'gossip' })), links: [] };
    const sides = sidesOf(holds, [{ id: 'F1', type: 'partition', atSeconds: 1, groups }], members, (group) => givenName(group, board));
    expect(members.map(({ id }) => sides.get(id)?.name)).toEqual(['Old office', 'Old office', undefined, undefined]);
  });

  it('of two partitions at once are all combinations', () => {
    const faults: Fault[] = [
      { id: 'F1', type: 'isolate', atSeconds: 1, nodes: ['G1', 'G2'] },
      { id: 'F2', type: 'isolate', atSeconds: 2, nodes: ['G2', 'G3'] },
    ];
    expect(letters(at(faults, 1.5))).toBe('AABB');
    expect(letters(at(faults, 3))).toBe('ABCD');
  });
});

describe('the chord that is pointed at', () => {
  const member = (id: string, x: number, y: number): ScenarioNode => ({ id, kind: 'gossip', x, y, network: 'N1', params: {} });
  const square = [member('G1', 0, 0), member('G2', 800, 0), member('G3', 800, 800), member('G4', 0, 800)];
  const board = { nodes: [network('all'), ...square], links: [], seed: 1 };
  const at = (x: number, y: number, only: string[] = []): string | undefined =>
    chordAt(board, { x: x + FACE_WIDTH / 2, y: y + FACE_HEIGHT / 2 }, 6, only)
      ?.map(({ id }) => id)
      .join();

  it('is the only one within reach: where several cross, none is meant', () => {
    expect(at(400, 0)).toBe('G1,G2');
    expect(at(400, 5)).toBe('G1,G2');
    expect(at(400, 9)).toBeUndefined();
    expect(at(200, 600)).toBe('G2,G4');
    expect(at(400, 400)).toBeUndefined();
  });

  it('offers what the two members offer together, and takes hold at once in a run', () => {
    const [now] = chordMenu(['G1', 'G2'], true, board);
    expect(now.items.map(({ id }) => id)).toEqual([
      'split',
      'cutPair',
      'cutPairForward',
      'cutPairBackward',
      'flapPair',
      'slowPair',
      'lossyPair',
      'healAll',
    ]);
    expect(
      chordMenu(['G1', 'G2'], false, board)
        .flatMap(({ items }) => items)
        .every(({ label }) => label.endsWith('...')),
    ).toBe(true);
  });
});
