import { serializeScenario } from '../../src/sim/index';
import { build } from './scenarios';

/** A file that must be refused: its bytes, the name of the failure, and the place it must name. */
export interface Malformed {
  readonly title: string;
  readonly bytes: Uint8Array | string;
  readonly failure: string;
  readonly path: string;
}

const good = serializeScenario(
  build({
    durationSeconds: 10,
    nodes: [
      { id: 'C1', kind: 'client' }, { id: 'LB1', kind: 'load-balancer' }, { id: 'W1', kind: 'worker' }, { id: 'W2', kind: 'worker' },
      { id: 'DB1', kind: 'database' }, { id: 'DB2', kind: 'database' }, { id: 'R1', kind: 'replica' },
    ],
    links: [
      { from: 'C1', to: 'LB1' }, { from: 'LB1', to: 'W1' }, { from: 'LB1', to: 'W2' }, { from: 'W1', to: 'DB1' }, { from: 'W2', to: 'DB1' }, { from: 'DB1', to: 'R1' },
    ],
  }),
);

// A malformed document has by definition no type: here it is any JSON.
interface Json {
  [key: string | number]: Json;
}

function changed(change: (document: Json) => void): string {
  const document = JSON.parse(good) as Json;
  change(document);
  return JSON.stringify(document);
}

const set = (object: Json, key: string | number, value: unknown): void => {
  (object as unknown as Record<string | number, unknown>)[key] = value;
};
const push = (list: Json, value: unknown): void => void (list as unknown as unknown[]).push(value);

const wire = (from: string, to: string) => (d: Json): void => push(d.links, { id: 'L99', from, to });
const param = (node: number, name: string, value: unknown) => (d: Json): void => set(d.nodes[node].params, name, value);
const fault = (value: object) => (d: Json): void => push(d.faults, { id: 'F1', atSeconds: 1, ...value });

function row(title: string, bytes: Uint8Array | string, failure: string, path = ''): Malformed {
  return { title, bytes, failure, path };
}

/** Forty-odd ways in which a file can be wrong. */
export const malformed: readonly Malformed[] = [
  row('empty', '', 'empty-file'),
  row('only spaces', '  \n ', 'empty-file'),
  row('truncated', good.slice(0, good.length / 2), 'not-json'),
  row('not JSON', 'name: five workers\nseed: 1', 'not-json'),
  row('trailing comma', '{"format": 1,}', 'not-json'),
  row('NaN', good.replace('"seed": 1', '"seed": NaN'), 'not-json'),
  row('Infinity', good.replace('"durationSeconds": 10', '"durationSeconds": Infinity'), 'not-json'),
  row('10 MB of nested arrays', '['.repeat(10_000_000), 'too-deep'),
  row('10 MB of nested objects', '{"a":'.repeat(2_000_000), 'too-deep'),
  row('binary', Uint8Array.from({ length: 64 }, (_, i) => 200 + (i % 56)), 'not-text'),
  row('UTF-16', Uint8Array.from([0xff, 0xfe, ...Buffer.from(good.slice(0, 50), 'utf16le')]), 'not-text'),
  row('null', 'null', 'not-a-scenario'),
  row('an array', '[]', 'not-a-scenario'),
  row('a number', '42', 'not-a-scenario'),
  row('another program\u2019s JSON', '{"version": "2.0", "scripts": {}}', 'not-a-scenario', 'format'),
  row('newer format', changed((d) => set(d, 'format', 99)), 'newer-format', 'format'),
  row('newer kind', changed((d) => set(d.kinds, 'worker', 7)), 'newer-kind', 'kinds.worker'),
  row('unknown kind in the versions', changed((d) => set(d.kinds, 'wroker', 1)), 'unknown-kind', 'kinds.wroker'),
  row('unknown kind of part', changed((d) => set(d.nodes[2], 'kind', 'wroker')), 'unknown-kind', 'nodes[2].kind'),
  row('no nodes', changed((d) => set(d, 'nodes', undefined)), 'wrong-shape', 'nodes'),
  row('nodes is a text', changed((d) => set(d, 'nodes', 'many')), 'wrong-shape', 'nodes'),
  row('unknown key', changed((d) => set(d, 'sede', 4)), 'wrong-shape', 'sede'),
  row('id like an integer', changed((d) => set(d.nodes[0], 'id', '7')), 'wrong-shape', 'nodes[0].id'),
  row('id too long', changed((d) => set(d.nodes[0], 'id', 'x'.repeat(60))), 'wrong-shape', 'nodes[0].id'),
  row('id is a number', changed((d) => set(d.nodes[0], 'id', 7)), 'wrong-shape', 'nodes[0].id'),
  row('place is a text', changed((d) => set(d.nodes[0], 'x', 'left')), 'wrong-shape', 'nodes[0].x'),
  row('duplicate id', changed((d) => set(d.nodes[3], 'id', 'W1')), 'duplicate-id', 'nodes[3].id'),
  row('duplicate link id', changed((d) => set(d.links[1], 'id', 'L1')), 'duplicate-id', 'links[1].id'),
  row('dangling wire', changed((d) => set(d.links[3], 'to', 'DB9')), 'dangling-link', 'links[3].to'),
  row('self link', changed(wire('W1', 'W1')), 'self-link', 'links[6]'),
  row('duplicate link', changed(wire('W1', 'DB1')), 'duplicate-link', 'links[6]'),
  row('client into client', changed((d) => { push(d.nodes, { id: 'C2', kind: 'client', x: 0, y: 0, params: {} }); wire('C2', 'C1')(d); }), 'refused-link', 'links[6]'),
  row('shard behind no router', changed((d) => { push(d.nodes, { id: 'S1', kind: 'shard', x: 0, y: 0, params: {} }); wire('W1', 'S1')(d); }), 'refused-link', 'links[6]'),
  row('cycle', changed(wire('W1', 'LB1')), 'cycle', 'links'),
  row('two sources for a replica', changed(wire('DB2', 'R1')), 'replica-with-two-sources', 'links[6]'),
  row('negative rate', changed(param(0, 'ratePerSecond', -5)), 'bad-param', 'nodes[0].params.ratePerSecond'),
  row('unknown param', changed(param(2, 'concurency', 4)), 'bad-param', 'nodes[2].params.concurency'),
  row('fraction of a slot', changed(param(2, 'concurrency', 1.5)), 'bad-param', 'nodes[2].params.concurrency'),
  row('wrong word', changed(param(1, 'strategy', 'fastest')), 'bad-param', 'nodes[1].params.strategy'),
  row('text for a number', changed(param(0, 'ratePerSecond', 'fast')), 'bad-param', 'nodes[0].params.ratePerSecond'),
  row('distribution upside down', changed(param(2, 'serviceTimeMs', { type: 'uniform', minMs: 9, maxMs: 3 })), 'bad-param', 'nodes[2].params.serviceTimeMs.minMs'),
  row('unknown distribution', changed(param(2, 'serviceTimeMs', { type: 'gamma', meanMs: 3 })), 'bad-param', 'nodes[2].params.serviceTimeMs.type'),
  row('loss above 100 %', changed((d) => set(d.links[0], 'lossPercent', 140)), 'wrong-shape', 'links[0].lossPercent'),
  row('seed below zero', changed((d) => set(d, 'seed', -1)), 'wrong-shape', 'seed'),
  row('fraction of a seed', changed((d) => set(d, 'seed', 1.5)), 'wrong-shape', 'seed'),
  row('no time at all', changed((d) => set(d, 'durationSeconds', 0)), 'wrong-shape', 'durationSeconds'),
  row('a thousand years', changed((d) => set(d, 'durationSeconds', 3e10)), 'wrong-shape', 'durationSeconds'),
  row('fault on nothing', changed(fault({ type: 'crash', node: 'W9' })), 'bad-fault', 'faults[0].node'),
  row('fault on no wire', changed(fault({ type: 'cut', link: 'L77' })), 'bad-fault', 'faults[0].link'),
  row('unknown fault', changed(fault({ type: 'explode', node: 'W1' })), 'wrong-shape', 'faults[0].type'),
  row('promoted worker', changed(fault({ type: 'promote', node: 'W1' })), 'bad-fault', 'faults[0].node'),
  row('setting what is not there', changed(fault({ type: 'set', node: 'W1', param: 'speed', value: 3 })), 'bad-fault', 'faults[0].param'),
  row('check without a limit', changed((d) => push(d.checks, { id: 'K1', metric: 'errorPercent' })), 'wrong-shape', 'checks[0]'),
  row('check of nothing', changed((d) => push(d.checks, { id: 'K1', metric: 'failed', node: 'W9', atMost: 1 })), 'bad-check', 'checks[0].node'),
  row('prototype key', good.replace('"seed": 1', '"seed": 1, "__proto__": {"polluted": true}'), 'wrong-shape', '__proto__'),
];
