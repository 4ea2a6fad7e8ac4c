import { describe, expect, it } from 'vitest';
import { FAULT_INFO, faultSchema, parseScenario, parseScenarioValue, type Fault, type FaultType, type Scenario } from '../../../sim/index';
import example from '../../../../scenarios/four-shards-replicas.json?raw';
import { fieldsOfFault } from './faultFields';
import { addedGroup, joined, renamedGroup, withoutGroup, type FaultGroup } from './faultGroups';
import { FAULT_GROUPS, newFault } from './newFault';
import { barsOf, lengthSeconds, movedBy, nudged, resizedBy, stepSeconds, ticksOf } from './timeline';

const parsed = parseScenario(example);
if (!parsed.ok) throw new Error(parsed.failure.message);
const shop: Scenario = {
  ...parsed.scenario,
  durationSeconds: 60,
  faults: [],
  nodes: parsed.scenario.nodes.map((node, i) => ({ ...node, zone: i % 2 === 0 ? 'east' : 'west' })),
};
const NOBODY = { nodes: [], links: [] };
// A request by hand is no failure to choose from a list: it is sent from the client.
const types = (Object.keys(FAULT_INFO) as FaultType[]).filter((type) => type !== 'send');
const withFaults = (...faults: Fault[]): Scenario => ({ ...shop, faults });
const crash: Fault = { id: 'F1', type: 'crash', node: 'S1', atSeconds: 12, forSeconds: 6 };

describe('bars of the time line', () => {
  it('begin and end where the faults do, and stop at the end of the run', () => {
    const [bar, late, open, moment] = barsOf(
      withFaults(
        crash,
        { ...crash, atSeconds: 57 },
        { id: 'F3', type: 'pause', node: 'S1', atSeconds: 30 },
        { id: 'F4', type: 'restart', node: 'S1', atSeconds: 45 },
      ),
    );
    expect(bar).toMatchObject({ from: 0.2, to: 0.3, isOpen: false, isMoment: false });
    expect(late.to).toBe(1);
    expect(open).toMatchObject({ from: 0.5, to: 1, isOpen: true });
    expect(moment).toMatchObject({ from: 0.75, to: 0.75, isMoment: true, mends: true });
  });

  it('show each turn of what repeats itself, as the run will have them', () => {
    const [flap, rolling] = barsOf(
      withFaults(
        { id: 'F1', type: 'flap', link: shop.links[0].id, atSeconds: 6, everySeconds: 6, downSeconds: 1, forSeconds: 18 },
        { id: 'F2', type: 'rolling-restart', nodes: ['S1', 'S2', 'S3'], atSeconds: 30, everySeconds: 6, downSeconds: 3 },
      ),
    );
    expect(flap.turns).toEqual([0.1, 0.2, 0.3]);
    expect(rolling.turns).toEqual([0.5, 0.6, 0.7]);
    expect(rolling.to).toBeCloseTo(45 / 60, 9);
  });
});

describe('moving a fault', () => {
  it('stays on the grid and within the run', () => {
    expect(stepSeconds(60)).toBe(0.1);
    expect(stepSeconds(1000)).toBe(1);
    expect(movedBy(crash, 1.23456, 60).atSeconds).toBe(13.2);
    expect(movedBy(crash, -100, 60).atSeconds).toBe(0);
    expect(movedBy(crash, 100, 60).atSeconds).toBe(60);
  });

  it('makes longer and shorter what can last, and gives an end to what has none', () => {
    expect(lengthSeconds(resizedBy(crash, -2.04, 60))).toBe(4);
    expect(lengthSeconds(resizedBy(crash, -20, 60))).toBe(0);
    expect(lengthSeconds(resizedBy({ id: 'F1', type: 'pause', node: 'S1', atSeconds: 30 }, -10, 60))).toBe(20);
    const restart: Fault = { id: 'F1', type: 'restart', node: 'S1', atSeconds: 30 };
    expect(resizedBy(restart, 10, 60)).toBe(restart);
  });

  it('by keys: arrows a step, with Shift ten, with Alt its length, Home and End to the ends', () => {
    const press = (key: string, more: object = {}): Fault | null => nudged(crash, { key, shiftKey: false, altKey: false, ...more }, 60);
    expect(press('ArrowRight')).toMatchObject({ atSeconds: 12.1, forSeconds: 6 });
    expect(press('ArrowLeft', { shiftKey: true })).toMatchObject({ atSeconds: 11 });
    expect(press('ArrowRight', { altKey: true })).toMatchObject({ atSeconds: 12, forSeconds: 6.1 });
    expect(press('PageUp')).toMatchObject({ atSeconds: 18 });
    expect(press('Home')).toMatchObject({ atSeconds: 0 });
    expect(press('End')).toMatchObject({ atSeconds: 60 });
    expect(press('x')).toBeNull();
  });

  it('gives faults that the file takes, whatever their type', () => {
    for (const type of types) {
      const made = newFault(type, shop, NOBODY, 20);
      if (!made.ok) throw new Error(made.message);
      for (const fault of [movedBy(made.fault, 3.3, 60), resizedBy(made.fault, 3.3, 60), resizedBy(made.fault, -100, 60)])
        expect(faultSchema.safeParse(fault).success, type).toBe(true);
    }
  });
});

describe('the ruler', () => {
  it('has five to eleven round moments, the first at 0', () => {
    expect(ticksOf(60)).toEqual([0, 10, 20, 30, 40, 50, 60]);
    for (const seconds of [0.5, 1, 7, 45, 60, 300, 3600, 86_400]) {
      const ticks = ticksOf(seconds);
      expect(ticks[0]).toBe(0);
      expect(ticks.length, String(seconds)).toBeGreaterThanOrEqual(5);
      expect(ticks.length, String(seconds)).toBeLessThanOrEqual(11);
      expect(ticks[ticks.length - 1]).toBeLessThanOrEqual(seconds);
    }
  });
});

describe('a new fault', () => {
  it('of every type is offered, and makes a scenario that is valid', () => {
    expect(FAULT_GROUPS.flatMap((group) => group.types).sort()).toEqual([...types].sort());
    for (const type of types) {
      const made = newFault(type, shop, NOBODY, 20);
      if (!made.ok) throw new Error(made.message);
      const whole = parseScenarioValue(withFaults(made.fault));
      expect(whole.ok ? '' : whole.failure.message, type).toBe('');
    }
  });

  it('hits what is selected', () => {
    const link = shop.links[2].id;
    expect(newFault('crash', shop, { nodes: ['S2'], links: [] }, 1)).toMatchObject({ fault: { node: 'S2' } });
    expect(newFault('lossy', shop, { nodes: [], links: [link] }, 1)).toMatchObject({ fault: { link } });
    expect(newFault('isolate', shop, { nodes: ['S1', 'S2'], links: [] }, 1)).toMatchObject({ fault: { nodes: ['S1', 'S2'] } });
    expect(newFault('zone', shop, { nodes: [shop.nodes[1].id], links: [] }, 1)).toMatchObject({ fault: { zone: 'west' } });
  });

  it('that nothing could suffer is refused in one sentence', () => {
    const bare: Scenario = {
      ...shop,
      nodes: shop.nodes.filter((node) => node.kind === 'client').map(({ zone: _zone, ...node }) => node),
      links: [],
    };
    for (const type of ['promote', 'disk-full', 'cut', 'zone'] as const)
      expect(newFault(type, bare, NOBODY, 1)).toMatchObject({ ok: false, message: expect.stringMatching(/first.*\.$/) });
  });
});

describe('the form of a fault', () => {
  it('has a title for every field of every type, and a unit for every time', () => {
    for (const type of types) {
      for (const field of fieldsOfFault(type)) {
        expect(field.title, `${type}.${field.name}`).not.toBe(field.name);
        if (field.name.endsWith('Seconds')) expect(field.unit).toBe('s');
      }
    }
    expect(fieldsOfFault('crash').map(({ name }) => name)).toEqual(['atSeconds', 'node', 'silent', 'loses', 'forSeconds']);
  });
});

describe('groups of a partition', () => {
  const two: FaultGroup[] = [{ name: 'east', nodes: ['A', 'B'] }, { nodes: ['C'] }];

  it('have each part on one side, and nobody is left without parts', () => {
    expect(joined(two, 'B', 1)).toEqual([{ name: 'east', nodes: ['A'] }, { nodes: ['C', 'B'] }]);
    expect(joined(two, 'C', 0)).toBeNull();
    expect(joined(two, 'B', -1)).toEqual([{ name: 'east', nodes: ['A'] }, { nodes: ['C'] }]);
  });

  it('can be more, renamed and fewer', () => {
    const three = addedGroup(two);
    expect(three).toEqual([{ name: 'east', nodes: ['A'] }, { nodes: ['C'] }, { nodes: ['B'] }]);
    expect(addedGroup(three ?? [])).toBeNull();
    expect(withoutGroup(three ?? [], 0)).toEqual([{ nodes: ['C', 'A'] }, { nodes: ['B'] }]);
    expect(withoutGroup(two, 0)).toBeNull();
    expect(renamedGroup(two, 0, '')[0]).toEqual({ nodes: ['A', 'B'] });
    expect(renamedGroup(two, 1, 'west')[1]).toEqual({ name: 'west', nodes: ['C'] });
  });

  it('begin as what is selected and the other members of its network; a pair as two that are selected', () => {
    const peers = ['G1', 'G2', 'G3'].map((id, i) => ({ ...shop.nodes[0], id, kind: 'gossip', x: i, y: 0 }));
    const gossip: Scenario = {
      ...shop,
      nodes: [...peers, { ...shop.nodes[0], id: 'N1', kind: 'network' }, shop.nodes[0]],
      links: peers.map(({ id }, i) => ({ id: `L${i}`, from: id, to: 'N1' })),
    };
    expect(newFault('partition', gossip, { nodes: ['G2'], links: [] }, 1)).toMatchObject({
      fault: { groups: [{ nodes: ['G2'] }, { nodes: ['G1', 'G3'] }] },
    });
    expect(newFault('lane', gossip, { nodes: ['G3', 'G1'], links: [] }, 1)).toMatchObject({ fault: { from: 'G3', to: 'G1', does: 'cut' } });
    expect(newFault('flap-lane', gossip, NOBODY, 1)).toMatchObject({ fault: { from: 'G1', to: 'G2' } });
  });
});
