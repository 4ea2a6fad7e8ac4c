import fc from 'fast-check';
import { defaultParams, kindNames, type Fault, type ScenarioLink, type ScenarioNode, type FallacyName } from '../../sim/index';
import type { Edit } from './types';

/** Few names, so that edits often meet what is there already, and often what is not. */
const ids = ['C1', 'W1', 'W2', 'LB1', 'DB1', 'SR1', 'S1', 'S2', 'R1'] as const;
const nodeId = fc.constantFrom(...ids);
const linkId = fc.constantFrom('L1', 'L2', 'L3', 'L4');
const coordinate = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: -400, max: 400 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, 1e9) },
);

const KIND_OF_PREFIX: Readonly<Record<string, string>> = {
  C: 'client',
  W: 'worker',
  LB: 'load-balancer',
  DB: 'database',
  SR: 'shard-router',
  S: 'shard',
  R: 'replica',
};

/** A part with its usual settings. */
export function part(id: string, x = 0, y = 0): ScenarioNode {
  const kind = KIND_OF_PREFIX[id.replace(/\d+$/, '')];
  return { id, kind, x, y, params: defaultParams(kind) as ScenarioNode['params'] };
}

const node = fc.record({ id: nodeId, x: coordinate, y: coordinate }).map(({ id, x, y }) => part(id, x, y));
const oddNode = fc.record({
  id: fc.constantFrom('1', 'X1', 'W9'),
  kind: fc.constantFrom(...kindNames, 'toaster'),
  x: coordinate,
  y: coordinate,
  params: fc.constant({ concurrency: -1 }),
});
const link: fc.Arbitrary<ScenarioLink> = fc.record({ id: linkId, from: nodeId, to: nodeId });
const lossPercent = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(-5, 200));
const atSeconds = fc.constantFrom(0, 5, 30, -1);
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ id: fc.constantFrom('F1', 'F2'), type: fc.constant('crash' as const), node: nodeId, atSeconds }),
  fc.record({ id: fc.constantFrom('F1', 'F2'), type: fc.constant('cut' as const), link: linkId, atSeconds }),
  fc.record({
    id: fc.constantFrom('F1', 'F2'),
    type: fc.constant('set' as const),
    node: nodeId,
    atSeconds,
    param: fc.constantFrom('concurrency', 'colour'),
    value: fc.constantFrom(3, 'many'),
  }),
  fc.record({
    id: fc.constantFrom('F1', 'F2'),
    type: fc.constant('isolate' as const),
    nodes: fc.uniqueArray(nodeId, { maxLength: 3 }),
    others: fc.uniqueArray(nodeId, { minLength: 1, maxLength: 2 }),
    atSeconds,
  }),
  fc.record({
    id: fc.constantFrom('F1', 'F2'),
    type: fc.constant('chaos' as const),
    nodes: fc.uniqueArray(nodeId, { minLength: 1, maxLength: 3 }),
    everySeconds: fc.constantFrom(1, 0),
    atSeconds,
  }),
  fc.record({ id: fc.constantFrom('F1', 'F2'), type: fc.constant('zone' as const), zone: fc.constantFrom('east', 'west'), atSeconds }),
);
const check = fc.record({
  id: fc.constantFrom('K1', 'K2'),
  metric: fc.constantFrom('errorPercent' as const, 'queueMax' as const),
  atMost: fc.constantFrom(1, 5),
});
const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 3): fc.Arbitrary<T[]> => fc.array(arbitrary, { maxLength });

const reliable: FallacyName[] = ['reliable'];

/** Edits of every type, some of them impossible. */
export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('addNode' as const), node }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('addNode' as const), node: oddNode as fc.Arbitrary<ScenarioNode> }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('addNodes' as const), nodes: some(node), links: some(link) }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('moveNodes' as const), moves: some(fc.record({ id: nodeId, x: coordinate, y: coordinate })) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('setParams' as const),
      ids: some(nodeId),
      params: fc.constantFrom<Record<string, unknown>>(
        { concurrency: 3 },
        { concurrency: 0 },
        { program: 'P1' },
        { program: 'P9' },
        { program: '' },
        { timeoutMs: 80 },
        { colour: 'red' },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('setProgram' as const),
      id: fc.constantFrom('P1', 'P2', 'two words'),
      code: fc.constantFrom('const choose = () => 0;', 'x\ny', 'x'.repeat(60_000)),
      ids: fc.constantFrom(undefined, ['LB1'], ['W1']),
      params: fc.constantFrom({ strategy: 'own', program: 'P1' }, { program: 'P2' }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('setNode' as const),
      id: nodeId,
      changes: fc.constantFrom(
        { label: 'Front' },
        { label: undefined },
        { locked: true },
        { zone: 'east' },
        { zone: 'west' },
        { zone: undefined },
        { label: 'x'.repeat(100) },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('renameNode' as const), id: nodeId, newId: fc.constantFrom(...ids, 'Front', 'two words') }),
  },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('addLink' as const), link }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('setLink' as const),
      id: linkId,
      changes: fc.oneof(
        fc.record({ lossPercent }),
        fc.constantFrom({ network: { jitterMs: 5 } }, { network: undefined }, { network: { jitterMs: -5 } }),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('setLinks' as const), ids: some(linkId), changes: fc.record({ lossPercent }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('remove' as const),
      nodes: some(nodeId, 2),
      links: some(linkId, 2),
      notes: fc.constantFrom([], ['N1']),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('setFaults' as const), faults: some(fault) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('setChecks' as const), checks: some(check) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reattach' as const), id: linkId, from: nodeId, to: nodeId }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('setGroups' as const),
      groups: some(
        fc.record({ id: fc.constantFrom('G1', 'G2'), title: fc.constant('Rack'), nodes: some(nodeId), collapsed: fc.boolean() }),
      ),
    }),
  },
  // A program as the editor attaches it: the part calls the very one that is written.
  {
    weight: 5,
    arbitrary: fc
      .record({
        id: fc.constantFrom('P1', 'P2'),
        code: fc.constantFrom('const choose = () => 0;', 'const choose = () => 1;'),
        ids: fc.constantFrom(['LB1'], ['LB1'], ['SR1']),
      })
      .map(({ id, code, ids: callers }) => ({
        type: 'setProgram' as const,
        id,
        code,
        ids: callers,
        params: { strategy: 'own', program: id },
      })),
  },
  { weight: 1, arbitrary: fc.constant<Edit>({ type: 'setNotes', notes: [{ id: 'N1', text: 'Look here', x: 0, y: 0 }] }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('setScenario' as const),
      changes: fc.constantFrom(
        { name: 'Shop' },
        { name: '' },
        { seed: 7 },
        { seed: 1.5 },
        { durationSeconds: 10 },
        { durationSeconds: 0 },
        { fallacies: reliable },
        { fallacies: undefined },
        { prices: { perPartHour: 2 } },
        { prices: { perPartHour: -2 } },
      ),
    }),
  },
);
