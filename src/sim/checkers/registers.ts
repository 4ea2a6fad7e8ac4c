import type { Operation } from '../history/operations';
import { MissSearch, type Register } from './misses';

/** A read that did not show what it had to. */
export interface Miss {
  readonly read: Operation;
  /** The write that is missing: it was acknowledged before the read began, and nothing that the read shows can have come after it. */
  readonly write: Operation;
}

/** What a history says about the values of its registers (a field of a key each). */
export interface RegisterFindings {
  /** Acknowledged writes that a read looked for later. */
  readonly looked: number;
  /** Of those, the ones that the last read of their register does not show, though nothing has overwritten them. */
  readonly lost: readonly Miss[];
  /** Reads that ended well, and those of them that showed less than was acknowledged before they began. */
  readonly reads: number;
  readonly stale: readonly Miss[];
  /** Reads that showed what nobody wrote, or what surely was not written. */
  readonly unfounded: readonly Operation[];
}

const WRITES: readonly string[] = ['write', 'cas', 'delete'];

/**
 * Judges reads and writes of registers by their history alone, as a regular register wants it (Lamport, 1986): a read shows the last write
 * that was acknowledged before it began, or one that may have come after that. Those that may have happened (`info`) may be shown, and need
 * not. Of lists every acknowledged item must be there, of counters at least the sum of what was acknowledged.
 */
export function judgeRegisters(operations: readonly Operation[]): RegisterFindings {
  const found = byRegister(operations).map(judge);
  const sum = (count: (register: RegisterFindings) => number): number => found.reduce((total, register) => total + count(register), 0);
  return {
    looked: sum(({ looked }) => looked),
    lost: found.flatMap(({ lost }) => lost),
    reads: sum(({ reads }) => reads),
    stale: found.flatMap(({ stale }) => stale),
    unfounded: found.flatMap(({ unfounded }) => unfounded),
  };
}

interface Gathered {
  readonly reads: Operation[];
  readonly writes: Operation[];
  readonly items: Operation[];
  readonly removals: Operation[];
  readonly amounts: Operation[];
}

function byRegister(operations: readonly Operation[]): readonly Register[] {
  const registers = new Map<string, Gathered>();
  for (const operation of operations) {
    if (operation.key < 0) continue;
    const name = `${operation.key}.${operation.field}`;
    const register = registers.get(name) ?? { reads: [], writes: [], items: [], removals: [], amounts: [] };
    registers.set(name, register);
    if (operation.operation === 'read' && operation.outcome === 'ok') register.reads.push(operation);
    else if (operation.outcome === 'fail' && operation.operation === 'cas') continue;
    else if (WRITES.includes(operation.operation)) register.writes.push(operation);
    else if (operation.operation === 'append') register.items.push(operation);
    else if (operation.operation === 'remove') register.removals.push(operation);
    else if (operation.operation === 'increment') register.amounts.push(operation);
  }
  return [...registers.values()].map((register) => ({ ...register, items: register.items.map((item) => itemAfter(item, register)) }));
}

/** An item that somebody may have taken out, after it was there or at the same time, may be missing. */
function itemAfter(item: Operation, { removals }: Gathered): Operation {
  const isTaken = removals.some(
    ({ asked, outcome, completeNs }) => outcome !== 'fail' && asked === item.asked && completeNs >= item.invokeNs,
  );
  return isTaken && item.outcome === 'ok' ? { ...item, outcome: 'info' } : item;
}

function judge(register: Register): RegisterFindings {
  const search = new MissSearch(register);
  const stale = register.reads.flatMap((read): Miss[] => {
    const write = search.latest(read);
    return write === null ? [] : [{ read, write }];
  });
  const last = register.reads.at(-1);
  const promised = [...register.writes, ...register.items, ...register.amounts].filter(({ outcome }) => outcome === 'ok');
  return {
    looked: last === undefined ? 0 : promised.filter((write) => write.completeNs <= last.invokeNs).length,
    lost: last === undefined ? [] : search.all(last).map((write) => ({ read: last, write })),
    reads: register.reads.length,
    stale,
    unfounded: register.reads.filter((read) => search.isUnfounded(read)),
  };
}
