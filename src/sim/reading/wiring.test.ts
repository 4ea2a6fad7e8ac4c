import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindNames, kinds } from '../kinds/index';
import { emptyScenario } from './ids';
import type { Scenario } from '../model/scenario';
import { checkWire, findCycle, wayText, wireKinds } from './wiring';

/** A board of parts, `W1: 'worker'`, and wires, `W1 DB1`. */
function board(parts: Readonly<Record<string, string>>, ...wires: string[]): Scenario {
  const nodes = Object.entries(parts).map(([id, kind]) => ({ id, kind, x: 0, y: 0, params: {} }));
  const links = wires.map((wire, i) => ({ id: `L${i + 1}`, from: wire.split(' ')[0], to: wire.split(' ')[1] }));
  return { ...emptyScenario(), nodes, links };
}

const reason = (verdict: ReturnType<typeof checkWire>): string => (verdict.ok ? `allowed as ${verdict.role}` : verdict.reason);

describe('which kinds may be wired', () => {
  it('is known for every pair: who carries what to whom', () => {
    const allowed = Object.fromEntries(
      kindNames.map((from) => [
        from,
        kindNames
          .flatMap((to) => {
            const verdict = wireKinds(from, to);
            return verdict.ok ? [`${to} ${verdict.role}`] : [];
          })
          .sort(),
      ]),
    );
    const answerers = [
      'load-balancer',
      'shard-router',
      'rate-limiter',
      'circuit-breaker',
      'queue',
      'worker',
      'cache',
      'database',
      'replica',
      'gossip',
      'process-node',
      'program-node',
      'quorum',
      'multi-leader',
      'chain',
    ];
    const request = answerers.map((kind) => `${kind} request`).sort();
    const listed = [...request, 'registry membership'].sort();
    const peers = [
      'chain peer',
      'gossip peer',
      'multi-leader peer',
      'network member',
      'process-node peer',
      'program-node peer',
      'quorum peer',
    ];
    const watched = ['database', 'replica', 'shard', 'shard-router', 'worker'].map((kind) => `${kind} failover`);
    expect(allowed).toEqual({
      client: listed,
      'load-balancer': listed,
      'rate-limiter': request,
      'circuit-breaker': request,
      queue: request,
      worker: listed,
      cache: listed,
      'shard-router': ['replica shard', 'shard shard'],
      database: ['registry membership', 'replica replication'],
      shard: ['replica replication'],
      replica: ['database standby', 'replica standby', 'shard standby'],
      'failover-monitor': [...watched, 'failover-monitor failover'].sort(),
      registry: [],
      autoscaler: ['load-balancer control', 'shard-router control'],
      network: [],
      gossip: peers,
      quorum: peers,
      'multi-leader': peers,
      chain: peers,
      'chain-master': ['network member'],
      'process-node': peers,
      'program-node': peers,
      workload: peers,
      source: ['network member', 'sequencer stream', 'sink stream'],
      sink: ['network member'],
      sequencer: ['network member', 'sequencer stream', 'sink stream'],
    });
  });

  it.each([
    ['client', 'client', kinds.client.descriptor.acceptsHelp],
    ['replica', 'client', kinds.client.descriptor.acceptsHelp],
    ['worker', 'shard', kinds.shard.descriptor.acceptsHelp],
    ['client', 'shard', kinds.shard.descriptor.acceptsHelp],
    ['database', 'shard', kinds.database.descriptor.offersHelp],
    ['shard', 'shard', kinds.shard.descriptor.offersHelp],
    ['replica', 'cache', kinds.replica.descriptor.offersHelp],
    ['shard-router', 'database', kinds['shard-router'].descriptor.offersHelp],
  ])('%s to %s is refused by the one who can explain it', (from, to, help) => {
    expect(wireKinds(from, to)).toEqual({ ok: false, reason: help });
  });

  it('is never known of a part that is not known', () => {
    expect(wireKinds('mainframe', 'worker')).toEqual({ ok: false, reason: 'This version does not know the part "mainframe".' });
    expect(wireKinds('worker', 'toString')).toMatchObject({ ok: false });
  });
});

describe('a wire between two parts', () => {
  const parts = { C1: 'client', LB1: 'load-balancer', W1: 'worker', W2: 'worker', DB1: 'database', DB2: 'database', R1: 'replica' };

  it.each([
    ['W1', 'DB1', 'allowed as request'],
    ['DB2', 'R1', 'R1 already follows DB1; a replica follows only one part.'],
    ['W1', 'R1', 'allowed as request'],
    ['W1', 'W1', 'A part cannot be wired to itself.'],
    ['C1', 'LB1', 'C1 is already wired to LB1.'],
    ['W1', 'LB1', 'That would make a circle (W1 \u2192 LB1 \u2192 W1): a request could go round for ever.'],
    ['W2', 'LB1', 'That would make a circle (W2 \u2192 LB1 \u2192 W1 \u2192 W2): a request could go round for ever.'],
    ['W1', 'W9', 'There is no part named W9.'],
    ['C9', 'W1', 'There is no part named C9.'],
  ])('%s to %s: %s', (from, to, expected) => {
    expect(reason(checkWire(board(parts, 'C1 LB1', 'LB1 W1', 'W1 W2', 'DB1 R1'), from, to))).toBe(expected);
  });
});

describe('circles', () => {
  it('are found in any graph exactly when there is one, and named as a way that really goes round', () => {
    const ids = Array.from({ length: 8 }, (_, i) => `W${i + 1}`);
    const wires = fc.uniqueArray(
      fc.tuple(fc.nat(7), fc.nat(7)).filter(([p, q]) => p !== q),
      { maxLength: 14, selector: ([p, q]) => `${p} ${q}` },
    );
    fc.assert(
      fc.property(wires, (pairs) => {
        const scenario = board(Object.fromEntries(ids.map((id) => [id, 'worker'])), ...pairs.map(([p, q]) => `${ids[p]} ${ids[q]}`));
        const cycle = findCycle(scenario);
        expect(cycle !== null).toBe(!canBeSorted(pairs));
        for (let i = 1; cycle !== null && i < cycle.length; i++)
          expect(scenario.links.some((link) => link.from === cycle[i - 1] && link.to === cycle[i])).toBe(true);
        if (cycle !== null) expect(cycle[0]).toBe(cycle[cycle.length - 1]);
      }),
    );
  });

  it('are looked for without recursion, through a chain of 20,000 parts', () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => `W${i + 1}`);
    const nodes = ids.map((id) => ({ id, kind: 'worker', x: 0, y: 0, params: {} }));
    const links = ids.slice(1).map((id, i) => ({ id: `L${i}`, from: ids[i], to: id }));
    expect(findCycle({ nodes, links })).toBeNull();
    expect(findCycle({ nodes, links: [...links, { id: 'X', from: ids[19_999], to: ids[0] }] })).toHaveLength(20_001);
    expect(checkWire({ ...emptyScenario(), nodes, links }, ids[19_999], ids[0])).toMatchObject({ ok: false });
  });

  it('of many parts are shortened for reading', () => {
    expect(wayText(['A', 'B', 'A'])).toBe('A \u2192 B \u2192 A');
    expect(wayText(Array.from({ length: 100 }, (_, i) => `W${i}`))).toBe(
      'W0 \u2192 W1 \u2192 W2 \u2192 W3 \u2192 ... \u2192 W98 \u2192 W99',
    );
  });
});

/** Kahn's algorithm: whether every part can be taken once nothing leads to it any more. */
function canBeSorted(pairs: readonly (readonly [number, number])[]): boolean {
  const left = new Set(Array.from({ length: 8 }, (_, i) => i));
  for (;;) {
    const free = [...left].filter((id) => !pairs.some(([p, q]) => q === id && left.has(p)));
    if (free.length === 0) return left.size === 0;
    for (const id of free) left.delete(id);
  }
}
