import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../history/operations';
import { judgeRegisters, type RegisterFindings } from './registers';

/** The definition, word by word: each read is held against everything that was ever done to its register. */
function byDefinition(operations: readonly Operation[]): RegisterFindings {
  const isOf = (...names: string[]): Operation[] => operations.filter(({ operation }) => names.includes(operation));
  const reads = isOf('read').filter(({ outcome }) => outcome === 'ok');
  const writes = isOf('write', 'cas', 'delete').filter(({ operation, outcome }) => operation !== 'cas' || outcome !== 'fail');
  const [items, amounts] = [isOf('append'), isOf('increment')];
  const shownBy = ({ gotVersion = -1, gotVersions }: Operation): readonly number[] => gotVersions ?? [gotVersion];
  const isWriteOf = ({ operation, askedVersion }: Operation, version: number): boolean =>
    version < 0 ? operation === 'delete' : askedVersion === version;
  const endNs = (version: number): number =>
    Math.max(-1, ...writes.filter((write) => write.outcome !== 'fail' && isWriteOf(write, version)).map(({ completeNs }) => completeNs));
  const missedBy = (read: Operation): Operation[] => {
    const before = (list: readonly Operation[]): Operation[] =>
      list.filter(({ outcome, completeNs }) => outcome === 'ok' && completeNs <= read.invokeNs);
    const shown = shownBy(read);
    const missing: Operation[] = [];
    if (writes.length === 0) {
      missing.push(...before(items).filter(({ askedVersion = -1 }) => !shown.includes(askedVersion)));
      const sum = read.gotVersions === undefined ? 0 : Number(read.got);
      if (before(amounts).reduce((total, { asked }) => total + Number(asked), 0) > sum) missing.push(...before(amounts).slice(-1));
    } else if (items.length + amounts.length === 0) {
      const latestNs = Math.max(...shown.map(endNs), -1);
      missing.push(...before(writes).filter((write) => write.invokeNs > latestNs));
    }
    return missing.sort((p, q) => q.invokeNs - p.invokeNs);
  };
  const isUnfounded = (read: Operation): boolean => {
    const begun = writes.filter(({ outcome, invokeNs }) => outcome !== 'fail' && invokeNs < read.completeNs);
    const isRegister = items.length + amounts.length === 0;
    return isRegister && shownBy(read).some((version) => version > 0 && !begun.some((write) => isWriteOf(write, version)));
  };
  const last = reads.at(-1);
  const promised = [...writes, ...items, ...amounts].filter(({ outcome }) => outcome === 'ok');
  return {
    looked: last === undefined ? 0 : promised.filter(({ completeNs }) => completeNs <= last.invokeNs).length,
    lost: last === undefined ? [] : missedBy(last).map((write) => ({ read: last, write })),
    reads: reads.length,
    stale: reads.flatMap((read) =>
      missedBy(read)
        .slice(0, 1)
        .map((write) => ({ read, write })),
    ),
    unfounded: reads.filter(isUnfounded),
  };
}

const OUTCOMES = ['ok', 'ok', 'ok', 'fail', 'info', 'pending'] as const;

/** An operation about one register, with few versions and moments, so that many are alike. */
function operation(names: readonly string[]): fc.Arbitrary<Operation> {
  return fc
    .record({
      operation: fc.constantFrom(...names),
      outcome: fc.constantFrom(...OUTCOMES),
      invokeNs: fc.nat(20),
      lasts: fc.nat(8),
      version: fc.option(fc.integer({ min: -1, max: 6 }), { nil: undefined }),
      versions: fc.option(fc.array(fc.integer({ min: -1, max: 6 }), { maxLength: 4 }), { nil: undefined }),
      value: fc.nat(6),
    })
    .map(({ operation: of, outcome, invokeNs, lasts, version, versions, value }) => ({
      process: 0,
      node: 0,
      operation: of,
      key: 1,
      field: 0,
      asked: of === 'read' ? null : value,
      got: of === 'read' ? value : null,
      askedVersion: of === 'read' ? undefined : version,
      gotVersion: of === 'read' ? version : undefined,
      gotVersions: of === 'read' ? versions : undefined,
      invokeNs,
      completeNs: outcome === 'ok' || outcome === 'fail' ? invokeNs + lasts : Infinity,
      outcome,
    }));
}

describe('what reads of a register should have shown', () => {
  it.each([
    ['registers', ['read', 'read', 'write', 'cas', 'delete']],
    ['lists and counters', ['read', 'read', 'append', 'increment']],
    ['all of it in one', ['read', 'write', 'append', 'increment']],
  ])('is what the definition says: %s', (_of, names) => {
    fc.assert(
      fc.property(fc.array(operation(names), { maxLength: 24 }), (operations) => {
        expect(judgeRegisters(operations)).toEqual(byDefinition(operations));
      }),
      { numRuns: 1500 },
    );
  });

  // Walking over all that was written before each read would take minutes.
  it('is found in long histories of one value, too', () => {
    const PAIRS = 60_000;
    const pairs = Array.from({ length: PAIRS }, (_, i): Operation[] => {
      const common = { process: 0, node: 0, key: 1, field: 0, gotVersions: undefined, outcome: 'ok' } as const;
      const of = { ...common, operation: 'write', asked: i, got: null, askedVersion: i + 1, gotVersion: undefined };
      const read = { ...common, operation: 'read', asked: null, got: 0, askedVersion: undefined, gotVersion: 1 };
      return [
        { ...of, invokeNs: 4 * i, completeNs: 4 * i + 1 },
        { ...read, invokeNs: 4 * i + 2, completeNs: 4 * i + 3 },
      ];
    });
    const { stale, lost, reads, looked } = judgeRegisters(pairs.flat());
    // Only the first read shows the last write.
    expect([stale.length, lost.length, reads, looked]).toEqual([PAIRS - 1, PAIRS - 1, PAIRS, PAIRS]);
    expect(stale[0].write.asked).toBe(1);
    expect(lost[0].write.asked).toBe(PAIRS - 1);
  });
});
