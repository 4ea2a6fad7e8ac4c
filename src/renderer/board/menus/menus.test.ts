import { describe, expect, it } from 'vitest';
import {
  defaultParams,
  emptyScenario,
  faultSchema,
  NodeStatus,
  parseScenarioValue,
  type Scenario,
  type ScenarioNode,
} from '../../../sim/index';
import { faultsOf, groupFaults, memberFaults, partFaults, scheduled, wireFaults } from '../../document/index';
import type { PartMenuEntry } from '../../workbench/workbenchApi';
import { paneMenu, partMenu, wireMenu, type MenuGroup, type MenuItem } from './menuModel';

function part(id: string, kind: string): ScenarioNode {
  return { id, kind, x: 0, y: 0, params: defaultParams(kind) as ScenarioNode['params'] };
}

/** What can be chosen, submenus included. */
const usable = (items: readonly MenuItem[]): string[] =>
  items.flatMap((item) => (item.isDisabled === true ? [] : item.items === undefined ? item.id : usable(item.items)));
const ids = (menu: MenuGroup[]): string[] => menu.flatMap((group) => usable(group.items));
const choices = (nodes: readonly string[], board: Scenario): string[] => memberFaults(nodes, board).map(({ id }) => id);
const labels = (menu: MenuGroup[]): string[] => menu.flatMap((group) => group.items.map((item) => item.label));

describe('the menu of a part', () => {
  it('offers during a run only what would change something', () => {
    expect(ids(partMenu(part('W1', 'worker'), NodeStatus.up))).toEqual([
      'crash',
      'pause',
      'slow2',
      'slow5',
      'slow10',
      'steal',
      'clock',
      'schedule',
      'wireTo',
      'duplicate',
      'fanOut',
      'delete',
    ]);
    expect(ids(partMenu(part('W1', 'worker'), NodeStatus.down))).toEqual([
      'restart',
      'schedule',
      'wireTo',
      'duplicate',
      'fanOut',
      'delete',
    ]);
    // Those of its speed are behind one line, which is dead when they all are.
    const speed = (status: number): boolean | undefined =>
      partMenu(part('W1', 'worker'), status)
        .flatMap(({ items }) => items)
        .find(({ label }) => label === 'Slow down')?.isDisabled;
    expect([speed(NodeStatus.up), speed(NodeStatus.down)]).toEqual([false, true]);
    expect(ids(partMenu(part('W1', 'worker'), NodeStatus.paused))).toContain('resume');
    expect(ids(partMenu(part('W1', 'worker'), NodeStatus.slow))).toContain('normal');
  });

  it('schedules faults while there is no run, and says so with dots', () => {
    const menu = partMenu(part('W1', 'worker'), null);
    expect(labels(menu)).toContain('Crash...');
    expect(ids(menu)).toContain('restart');
    expect(ids(menu)).not.toContain('schedule');
  });

  it('holds what features add, where it can be used, as commands for this part', () => {
    const entry: PartMenuEntry = {
      command: 'run.lookup',
      label: 'Look up a key...',
      isOffered: (kind) => kind === 'database',
      isDisabled: (hasRun) => !hasRun,
    };
    const menu = partMenu(part('DB1', 'database'), NodeStatus.up, [entry]);
    expect(menu.flatMap(({ items }) => items).find(({ label }) => label === 'Look up a key...')?.action).toEqual({
      type: 'command',
      command: 'run.lookup',
    });
    expect(ids(partMenu(part('DB1', 'database'), null, [entry]))).not.toContain('run.lookup');
    expect(labels(partMenu(part('W1', 'worker'), NodeStatus.up, [entry]))).not.toContain('Look up a key...');
  });

  it('offers promotion for replicas only', () => {
    for (const [kind, has] of [
      ['database', true],
      ['queue', true],
      ['cache', false],
      ['worker', false],
    ] as const)
      expect(ids(partMenu(part('X1', kind), NodeStatus.up)).includes('diskFull'), kind).toBe(has);
    expect(ids(partMenu(part('R1', 'replica'), NodeStatus.up))).toContain('promote');
    // A replica that becomes primary ships its own changes to the others of its group.
    expect(ids(partMenu(part('R1', 'replica'), NodeStatus.up))).toContain('wireTo');
    expect(ids(partMenu(part('SI1', 'sink'), NodeStatus.up))).not.toContain('promote');
  });
});

describe('the menu of a part in a group', () => {
  it('offers what can be done to all of them: a partition, chaos, a rolling restart', () => {
    const [several] = partMenu(part('W1', 'worker'), NodeStatus.up, [], ['W1', 'W2', 'W3']);
    expect(labels([several])).toEqual(['These 3 parts']);
    const [isolate, ...others] = several.items[0].items ?? [];
    expect(others.map((item) => item.id)).toEqual(['isolateIn', 'isolateOut', 'rolling', 'chaos']);
    expect(isolate.label).toBe('Partition these 3 parts from the others');
    expect(isolate.action).toMatchObject({ choice: { fault: { type: 'isolate', nodes: ['W1', 'W2', 'W3'] } } });
  });

  it('is the usual one for a part alone, or outside of what is selected', () => {
    expect(ids(partMenu(part('W1', 'worker'), NodeStatus.up, [], ['W1']))[0]).toBe('crash');
    expect(ids(partMenu(part('W1', 'worker'), NodeStatus.up, [], ['W2', 'W3']))[0]).toBe('crash');
  });
});

describe('the menu of a wire', () => {
  const link = { id: 'L1', from: 'A1', to: 'B1' };

  it('names the direction of a one-way cut', () => {
    expect(labels(wireMenu(link, 'none')).slice(0, 3)).toEqual(['Cut', 'Cut A1 \u2192 B1 only', 'Cut B1 \u2192 A1 only']);
  });

  const troubles = ['flap', 'slowWire', 'lossy', 'duplicate', 'reorder', 'corrupt', 'drop'];

  it('offers to heal only what is cut or in trouble, and to cut only what is whole', () => {
    expect(ids(wireMenu(link, 'none'))).toEqual([
      'cut',
      'cutForward',
      'cutBackward',
      ...troubles,
      'schedule',
      'editWire',
      'reattach',
      'delete',
    ]);
    expect(ids(wireMenu(link, 'both'))).toEqual([...troubles, 'heal', 'schedule', 'editWire', 'reattach', 'delete']);
    expect(ids(wireMenu(link, 'none', true))).toContain('heal');
    expect(ids(wireMenu(link, 'forward'))).toEqual([
      'cut',
      'cutBackward',
      ...troubles,
      'heal',
      'schedule',
      'editWire',
      'reattach',
      'delete',
    ]);
  });
});

describe('members of a network', () => {
  const member = (id: string): ScenarioNode => ({
    id,
    kind: 'gossip',
    x: 0,
    y: 0,
    params: defaultParams('gossip') as ScenarioNode['params'],
  });
  const peers = ['G1', 'G2', 'G3', 'G4', 'G5'].map(member);
  const scenario = {
    ...emptyScenario(),
    nodes: [...peers, { ...member('N1'), kind: 'network', params: defaultParams('network') as ScenarioNode['params'] }],
    links: peers.map(({ id }) => ({ id: `L${id}`, from: id, to: 'N1' })),
  };

  it('are split from the others, by name and without the network itself', () => {
    const split = memberFaults(['G1', 'G2', 'N1'], scenario)[0];
    expect(split).toMatchObject({
      label: 'Split these from the others',
      fault: {
        type: 'partition',
        groups: [
          { name: 'G1, G2', nodes: ['G1', 'G2'] },
          { name: 'G3, G4, G5', nodes: ['G3', 'G4', 'G5'] },
        ],
      },
    });
    expect(memberFaults(['G2'], scenario)[0]).toMatchObject({ fault: { groups: [{ name: 'G2' }, { name: 'G1 and 3 more' }] } });
    const all = peers.map(({ id }) => id);
    expect(choices(all, scenario)).toEqual(['healAll']);
  });

  it('two of them have a lane that can be cut, slowed and flapped; parts of no network have nothing of it', () => {
    expect(choices(['G1', 'G3'], scenario)).toEqual([
      'split',
      'cutPair',
      'cutPairForward',
      'cutPairBackward',
      'flapPair',
      'slowPair',
      'lossyPair',
      'healAll',
    ]);
    expect(memberFaults(['G1', 'G3'], emptyScenario())).toEqual([]);
    const menu = partMenu(peers[0], 0, [], ['G1', 'G3'], scenario);
    expect(labels(menu).slice(0, 3)).toEqual(['These 2 parts', 'Between these two', 'Crash']);
    const between = menu[0].items[1].items?.map(({ label }) => label);
    expect(between?.slice(0, 2)).toEqual(['Split these from the others', 'Cut between these two']);
    for (const choice of memberFaults(['G1', 'G3'], scenario)) {
      const whole = parseScenarioValue({ ...scenario, faults: [scheduled(choice, 'F1', 3, choice.canLast ? 2 : null)] });
      expect(whole.ok ? '' : whole.failure.message, choice.id).toBe('');
    }
  });
});

describe('faults made from menus', () => {
  it('are valid in the file, all of them, with and without an end', () => {
    for (const choice of [...partFaults('R1', 'replica'), ...wireFaults('L1', 'A1', 'B1'), ...groupFaults(['R1', 'W1'])]) {
      expect(faultSchema.safeParse(scheduled(choice, 'F1', 3, null)).success).toBe(true);
      const lasting = scheduled(choice, 'F1', 3, 2);
      expect(faultSchema.safeParse(lasting).success).toBe(true);
      expect('forSeconds' in lasting).toBe(choice.canLast);
    }
  });

  it('are none for what is not there', () => {
    expect(faultsOf({ type: 'node', id: 'W9' }, emptyScenario())).toEqual([]);
    expect(faultsOf({ type: 'link', id: 'L9' }, emptyScenario())).toEqual([]);
  });
});

describe('the menu of the empty canvas', () => {
  it('lists the kinds', () => {
    expect(labels(paneMenu(['client', 'load-balancer']))).toEqual([
      'Add client',
      'Add load balancer',
      'Add a note',
      'Select everything',
      'Show everything',
    ]);
  });
});
