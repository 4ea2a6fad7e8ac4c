import { describe, expect, it } from 'vitest';
import { defaultParams, emptyScenario, parseScenario, serializeScenario, type Scenario, type ScenarioNode } from '../../../sim/index';
import { applyEdit } from '../../document/edits';
import { networksOf } from '../../document/index';
import { viewOfAll } from '../surface/wholeView';
import { gestureEdit } from '../adapter/changes';
import { frameAt, joinedBetween, membershipsAfter, networkFrames, networksCaught, standingFrames, withNetwork } from './frames';

const node = (id: string, kind: string, x: number, y: number, network?: string): ScenarioNode => ({
  id,
  kind,
  x,
  y,
  ...(network === undefined ? {} : { network }),
  params: defaultParams(kind) as ScenarioNode['params'],
});
const scenario: Scenario = {
  ...emptyScenario('frames'),
  nodes: [node('N1', 'network', 0, 0), node('G1', 'gossip', 240, 0, 'N1'), node('G2', 'gossip', 2000, 0), node('W1', 'worker', 2000, 400)],
};
const moved = (id: string, x: number, y: number): Scenario => {
  const step = gestureEdit(scenario, { positions: new Map([[id, { x, y }]]), sizes: new Map() });
  const result = step === null ? null : applyEdit(scenario, step.edit);
  if (result?.ok !== true) throw new Error('the move was refused');
  return result.scenario;
};
const networkOf = ({ nodes }: Scenario, id: string): string | undefined => nodes.find((each) => each.id === id)?.network;

describe('the frame of a network', () => {
  it('is among what a fitted view shows, with its title and its edges', () => {
    const { nodes } = scenario;
    const [{ position, width }] = standingFrames(nodes);
    const whole = { width: 1000, height: 600 };
    const padding = { top: '0px', right: '0px', bottom: '0px', left: '0px' } as const;
    const parts = nodes.slice(0, 2).map(({ x, y }) => ({ position: { x, y }, width: 120, height: 60 }));
    const view = viewOfAll([...parts, ...standingFrames(nodes)], whole, padding) ?? { x: 0, y: 0, zoom: 0 };
    expect(position.y).toBeLessThan(Math.min(...nodes.map(({ y }) => y)));
    expect(position.y * view.zoom + view.y).toBeGreaterThanOrEqual(0);
    expect((position.x + width) * view.zoom + view.x).toBeLessThanOrEqual(whole.width);
  });

  it('lies around the network and its members, and has room for a first one', () => {
    const [frame] = networkFrames(scenario.nodes);
    expect(frame.members).toEqual(['G1']);
    expect(frameAt([frame], { x: 240, y: 0 })).toBe(frame);
    expect(frameAt([frame], { x: 2000, y: 0 })).toBeNull();
    const [empty] = networkFrames([node('N1', 'network', 0, 0)]);
    expect(frameAt([empty], { x: 40, y: 100 })).toBe(empty);
  });

  it('takes in what is dropped into it and lets go what is dragged out, as one step each', () => {
    expect(networkOf(moved('G2', 120, 8), 'G2')).toBe('N1');
    expect(networkOf(moved('G1', 1000, 1000), 'G1')).toBeUndefined();
    // Moved about within the frame it stays, though the frame is only as wide as its members.
    expect(networkOf(moved('G1', 200, 16), 'G1')).toBe('N1');
    // A worker is no member of networks, wherever it stands.
    expect(networkOf(moved('W1', 120, 8), 'W1')).toBeUndefined();
    expect(membershipsAfter(scenario.nodes, [{ id: 'G2', x: 900, y: 900 }])).toEqual([]);
    // Moved together with its network it stays, however far.
    const together = [
      { id: 'N1', x: 5000, y: 0 },
      { id: 'G1', x: 5240, y: 0 },
    ];
    expect(membershipsAfter(scenario.nodes, together)).toEqual([]);
  });

  it('takes in all that are dropped together, though it has room for one; who belongs to another network, or to none, does not', () => {
    const crowd = Array.from({ length: 200 }, (_, i) => node(`P${i}`, 'gossip', 5000 + (i % 20) * 216, Math.floor(i / 20) * 136));
    const nodes = [
      ...scenario.nodes.filter(({ id }) => id !== 'G1'),
      ...crowd,
      node('N2', 'network', 9000, 9000),
      node('X1', 'gossip', 9000, 9200, 'N2'),
    ];
    const moves = [...crowd, ...nodes.filter(({ id }) => id === 'W1')].map(({ id, x, y }) => ({ id, x: x - 5000, y: y + 100 }));
    const joined = membershipsAfter(nodes, [...moves, { id: 'X1', x: 9010, y: 9210 }]);
    expect(joined).toEqual(crowd.map(({ id }) => ({ id, network: 'N1' })));
    const after = nodes.map((each) => (each.kind === 'gossip' ? withNetwork(each, 'N1') : each));
    expect([joinedBetween(nodes, after), joinedBetween(after, nodes), joinedBetween(nodes, nodes)]).toEqual([201, 0, 0]);
  });

  it('makes members in every view, in the file, and through a new name of the network; without it they are in none', () => {
    expect(networksOf(scenario)).toEqual([{ network: 'N1', members: ['G1'] }]);
    const read = parseScenario(serializeScenario(scenario));
    expect(read.ok && networkOf(read.scenario, 'G1')).toBe('N1');
    const renamed = applyEdit(scenario, { type: 'renameNode', id: 'N1', newId: 'NET' });
    expect(renamed.ok && networkOf(renamed.scenario, 'G1')).toBe('NET');
    const removed = applyEdit(scenario, { type: 'remove', nodes: ['N1'], links: [] });
    expect(removed.ok && networkOf(removed.scenario, 'G1')).toBeUndefined();
  });

  it('is caught by a box with all of it in there, or with none of its members, and not by one that is drawn around them', () => {
    const [{ box }] = networkFrames(scenario.nodes);
    const around = { x: box.x - 8, y: box.y - 8, width: box.width + 16, height: box.height + 16 };
    expect(networksCaught(scenario.nodes, around, ['G1'])).toEqual(['N1']);
    expect(networksCaught(scenario.nodes, { ...around, x: box.x + 8 }, ['G1'])).toEqual([]);
    expect(networksCaught(scenario.nodes, { x: 20, y: 20, width: 8, height: 8 }, [])).toEqual(['N1']);
    expect(networksCaught(scenario.nodes, { x: 20, y: 20, width: 4000, height: 8 }, ['W1'])).toEqual(['N1']);
    expect(networksCaught(scenario.nodes, { x: 1900, y: -100, width: 400, height: 300 }, ['G2'])).toEqual([]);
  });
});
