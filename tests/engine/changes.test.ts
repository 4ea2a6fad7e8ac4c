import { describe, expect, it } from 'vitest';
import { preparePrograms } from '../../src/programs/index';
import { kindNames } from '../../src/sim/index';
import type { KindName } from '../../src/sim/kinds/index';
import { fieldsOf } from '../support/randomParams';
import { differ, figuresBetween, goOn, ready, type Figures } from './changes/figures';
import * as networks from './changes/networks';
import * as routing from './changes/routing';
import { PROGRAMS, systemOf, type Change, type Changes } from './changes/systems';
import * as working from './changes/working';

const CHANGES: Readonly<Record<KindName, Changes>> = {
  client: working.client,
  'load-balancer': routing.loadBalancer,
  'shard-router': working.shardRouter,
  'rate-limiter': routing.rateLimiter,
  'circuit-breaker': routing.circuitBreaker,
  queue: routing.queue,
  registry: routing.registry,
  worker: working.worker,
  autoscaler: routing.autoscaler,
  cache: routing.cache,
  database: working.database,
  shard: working.shard,
  replica: working.replica,
  'failover-monitor': working.failoverMonitor,
  network: networks.network,
  gossip: networks.gossip,
  quorum: networks.quorum,
  'multi-leader': networks.multiLeader,
  chain: networks.chain,
  'chain-master': networks.chainMaster,
  source: networks.source,
  sink: networks.sink,
  sequencer: networks.sequencer,
  'program-node': networks.programNode,
  'process-node': networks.processNode,
  workload: networks.workload,
};

// A system that runs programs as nodes has them made ready for that.
const called = await preparePrograms({ programs: PROGRAMS });
const running = await preparePrograms({
  programs: PROGRAMS,
  nodes: systemOf('workload', 'arrivals', 'poisson', { from: 0, to: 0 }, [], 1).nodes,
});
const programsOf = (kind: KindName): typeof called => (['workload', 'program-node', 'process-node'].includes(kind) ? running : called);

/** A run is changed at this moment, has so long to settle, and is measured up to its end. */
const CHANGED_S = 10;
const SETTLED_S = 20;
const END_S = 50;
/** A run that is set at its very beginning is held against one that began so, event by event, for so long. */
const EXACT_S = 8;
/** The changed run may be so far from the one that began so, of the way that this is from the unchanged one. */
const NEAR = 0.35;

const asList = (changes: Change | readonly Change[]): readonly Change[] =>
  Array.isArray(changes) ? (changes as Change[]) : [changes as Change];
const set = (field: string, value: unknown, atSeconds: number): object => ({ type: 'set', node: 'X1', param: field, value, atSeconds });

/** The trace of a run that begins with one value and is set to another at its very beginning. */
function traceOf(kind: KindName, field: string, begins: unknown, change: Change, becomes: unknown): string {
  const compiled = ready(systemOf(kind, field, begins, change, [set(field, becomes, 0)], EXACT_S), programsOf(kind));
  goOn(compiled, EXACT_S + 1);
  return [...compiled.engine.hash, compiled.engine.events].join(' ');
}

function figures(kind: KindName, field: string, begins: unknown, change: Change, becomes: unknown): Figures {
  const compiled = ready(systemOf(kind, field, begins, change, [set(field, becomes, CHANGED_S)], END_S), programsOf(kind));
  return figuresBetween(compiled, SETTLED_S, END_S);
}

/** What is wrong with a field that only counts from the start; null: nothing. */
function wrongHelp(kind: KindName, field: string): string | null {
  const help = fieldsOf(kind).find(([name]) => name === field)?.[1].help ?? '';
  return /(before|at the start of) the run/.test(help)
    ? null
    : `its help does not say that a change during the run comes too late: ${help}`;
}

/** What is wrong with a change that is made at the very beginning; null: nothing. */
function wrongAtOnce(kind: KindName, field: string, change: Change): string | null {
  const { from, to } = change;
  const began = traceOf(kind, field, to, change, to);
  if (change.isDrawn !== true && traceOf(kind, field, from, change, to) !== began)
    return 'set at the very beginning, the run is not the one that began so';
  return null;
}

/** What is wrong with a change that is made on the way; null: nothing. */
function wrongOnTheWay(kind: KindName, field: string, change: Change): string | null {
  const { from, to } = change;
  const began = figures(kind, field, to, change, to);
  const kept = figures(kind, field, from, change, from);
  const told = [...began].filter(([name, figure]) => differ(figure, kept.get(name) ?? { ...figure, value: 0 }));
  if (told.length === 0) return 'no figure shows it: it cannot be tested so';
  const changed = figures(kind, field, from, change, to);
  const off = told.flatMap(([name, figure]) => {
    const before = kept.get(name)?.value ?? 0;
    const now = changed.get(name)?.value ?? 0;
    const isNear = Math.abs(now - figure.value) <= NEAR * Math.abs(figure.value - before) || !differ({ ...figure, value: now }, figure);
    return isNear ? [] : [`${name} is ${rounded(now)}; began so: ${rounded(figure.value)}, unchanged: ${rounded(before)}`];
  });
  return off.length === 0 ? null : `set on the way: ${off.slice(0, 3).join('; ')}`;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

const counted = { fields: 0, changes: 0, exact: 0, byFigures: 0 };

describe('a field that is set means from then on what it would have meant from the start', () => {
  it.each(kindNames)('every field of every kind is tried: %s', (kind) => {
    expect(Object.keys(CHANGES[kind]).sort()).toEqual(
      fieldsOf(kind)
        .map(([name]) => name)
        .sort(),
    );
  });

  describe.each(kindNames)('%s', (kind) => {
    it.each(Object.keys(CHANGES[kind]))('%s', (field) => {
      const wrong: string[] = [];
      for (const change of asList(CHANGES[kind][field])) {
        const found =
          change.onlyFromStart === undefined
            ? [wrongAtOnce(kind, field, change), change.unseen === undefined ? wrongOnTheWay(kind, field, change) : null]
            : [wrongHelp(kind, field)];
        for (const problem of found)
          if (problem !== null)
            wrong.push(
              `${kind}.${field} from ${JSON.stringify(change.from)} to ${JSON.stringify(change.to)} (with ${JSON.stringify(change.with ?? {})}): ${problem}`,
            );
        counted.changes++;
        const isFromStart = change.onlyFromStart !== undefined;
        if (change.isDrawn === undefined && !isFromStart) counted.exact++;
        if (change.unseen === undefined && !isFromStart) counted.byFigures++;
      }
      counted.fields++;
      expect(wrong).toEqual([]);
    });
  });

  it('says how many fields and changes that were', () => {
    const all = kindNames.reduce((sum, kind) => sum + fieldsOf(kind).length, 0);
    expect(counted.fields).toBe(all);
    console.log(
      `${counted.fields} fields of ${kindNames.length} kinds, ${counted.changes} changes: ${counted.exact} event by event, ${counted.byFigures} on the way by their figures`,
    );
  });
});
