import { describe, expect, it } from 'vitest';
import { defaultParams, emptyScenario, type ScenarioNode } from '../../../sim/index';
import { testServices } from '../../workbench/testWindow';
import { networksContribution } from './contribution';

const node = (id: string, kind: string): ScenarioNode => ({ id, kind, x: 0, y: 0, params: defaultParams(kind) as ScenarioNode['params'] });

describe('members of networks by command', () => {
  it('join the network selected with them and leave it, one step each', () => {
    const services = testServices({}, [networksContribution]);
    const { actions, store } = services.document;
    const nodes = [node('N1', 'network'), node('N2', 'network'), node('G1', 'gossip'), node('G2', 'gossip'), node('W1', 'worker')];
    actions.edit('Open', { type: 'replace', scenario: { ...emptyScenario('n'), nodes } });
    const networks = (): unknown[] => store.getState().scenario.nodes.map(({ network }) => network);
    const join = services.commands.of('edit.joinNetwork');
    actions.select({ nodes: ['W1'] });
    expect(services.commands.isEnabled(join)).toBe(false);
    actions.select({ nodes: ['G1', 'G2', 'W1', 'N2'] });
    services.commands.run('edit.joinNetwork');
    expect(networks()).toEqual([undefined, undefined, 'N2', 'N2', undefined]);
    actions.select({ nodes: ['G1'] });
    services.commands.run('edit.leaveNetwork');
    expect(networks()).toEqual([undefined, undefined, undefined, 'N2', undefined]);
    actions.undo();
    actions.undo();
    expect(networks()).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});
