import { expect, it } from 'vitest';
import type { Scenario, ScenarioGroup } from '../../sim/index';
import { twoParts } from '../workbench/testScenario';
import { copiesEdit, copiesOf } from './copies';
import { applyEdit } from './edits';

const group: ScenarioGroup = { id: 'G1', title: 'Workers', nodes: ['W1'] };
const own: Scenario = { ...twoParts({ concurrency: 7 }), groups: [group] };
const groupOf = (scenario: Scenario): ScenarioGroup => scenario.groups?.[0] ?? group;

function made(scenario: Scenario, count: number): Scenario {
  const result = applyEdit(scenario, copiesEdit(scenario, groupOf(scenario), count));
  if (!result.ok) throw new Error(result.failure.message);
  return result.scenario;
}

it('makes a group stand for so many copies, with the same settings and wires, and for fewer again', () => {
  const four = made(own, 4);
  const { nodes } = groupOf(four);
  expect([nodes.length, copiesOf(four, groupOf(four))]).toEqual([4, 4]);
  const workers = four.nodes.filter(({ id }) => nodes.includes(id));
  expect(workers.map(({ kind, params }) => [kind, params.concurrency])).toEqual(Array(4).fill(['worker', 7]));
  expect(new Set(workers.map(({ y }) => y)).size).toBe(4);
  const wiresInto = (id: string): number => four.links.filter(({ to }) => to === id).length;
  expect(nodes.map(wiresInto)).toEqual(Array(4).fill(own.links.filter(({ to }) => to === 'W1').length));
  expect(wiresInto('W1')).toBeGreaterThan(0);

  const two = made(four, 2);
  expect(groupOf(two).nodes).toEqual(nodes.slice(0, 2));
  expect(two.nodes).toHaveLength(own.nodes.length + 1);
  expect(made(two, 1)).toEqual(own);
});

it('puts copies on no part that stands below the group', () => {
  const [other] = own.nodes.filter(({ id }) => id !== 'W1');
  const worker = own.nodes.find(({ id }) => id === 'W1') ?? other;
  const below = { ...other, x: worker.x + 8, y: worker.y + 130 };
  const crowded = { ...own, nodes: own.nodes.map((node) => (node === other ? below : node)) };
  const added = made(crowded, 3).nodes.slice(own.nodes.length);
  expect(added.map(({ y }) => y - below.y)).toEqual([136, 272]);
});

it('stands for no copies where parts are of several kinds', () => {
  const mixed = { ...group, nodes: own.nodes.map(({ id }) => id) };
  expect(copiesOf(own, mixed)).toBeNull();
});
