import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenario, type Scenario } from '../../../sim/index';
import { testServices } from '../../workbench/testWindow';
import { shardsContribution } from './contribution';
import { membershipsOf } from './membership';
import { strings } from './strings';

function shipped(name: string): Scenario {
  const parsed = parseScenario(readFileSync(`scenarios/${name}.json`, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

function windowWith(scenario: Scenario): ReturnType<typeof testServices> {
  const services = testServices({}, [shardsContribution]);
  services.document.actions.edit('Open', { type: 'replace', scenario });
  return services;
}

describe('shards by their menu', () => {
  const board = shipped('four-shards');
  const router = board.nodes.find(({ kind }) => kind === 'shard-router')?.id ?? '';
  const shards = board.links.filter(({ from }) => from === router).map(({ to }) => to);
  const [leave, join] = shardsContribution.partMenu ?? [];

  it('leave and join again, one step each, and their router then moves keys', () => {
    const services = windowWith(board);
    const { store, actions } = services.document;
    const params = (): unknown => store.getState().scenario.nodes.find(({ id }) => id === router)?.params;
    const offered = (): boolean[] =>
      [leave, join].map(({ isOffered }) => isOffered('shard', false, { id: shards[1], scenario: store.getState().scenario }));
    expect(offered()).toEqual([true, false]);
    services.commands.run('edit.shardLeaves', shards[1]);
    services.commands.run('edit.shardLeaves', shards[3]);
    expect(params()).toMatchObject({ leftOut: `${shards[1]}, ${shards[3]}`, moves: 'at-once' });
    expect(services.toasts.store.getState().toasts.map(({ message }) => message)).toEqual([strings.moveNow(router)]);
    expect(offered()).toEqual([false, true]);
    services.commands.run('edit.shardJoins', shards[1]);
    expect(params()).toMatchObject({ leftOut: shards[3] });
    actions.undo();
    actions.undo();
    actions.undo();
    expect(params()).toEqual(board.nodes.find(({ id }) => id === router)?.params);
  });

  it('the last one stays, and one without a router says so', () => {
    const services = windowWith(board);
    for (const shard of shards) services.commands.run('edit.shardLeaves', shard);
    const { scenario } = services.document.store.getState();
    expect(membershipsOf(scenario, shards[shards.length - 1])[0]).toMatchObject({ isOut: false, isLast: true });
    expect(services.toasts.store.getState().toasts.at(-1)?.message).toBe(strings.last(shards[shards.length - 1]));
    services.document.actions.edit('Cut', { type: 'replace', scenario: { ...scenario, links: [] } });
    services.commands.run('edit.shardLeaves', shards[0]);
    expect(services.toasts.store.getState().toasts.at(-1)?.message).toBe(strings.noRouter(shards[0]));
  });
});
