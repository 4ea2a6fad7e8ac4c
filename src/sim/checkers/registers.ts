import type { Operation } from '../history/operations';
import type { MessageBody } from '../network/messages';

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
  const all = { looked: 0, lost: [] as Miss[], reads: 0, stale: [] as Miss[], unfounded: [] as Operation[] };
  for (const register of byRegister(operations)) {
    const found = judge(register);
    all.looked += found.looked;
    all.reads += found.reads;
    all.lost.push(...found.lost);
    all.stale.push(...found.stale);
    all.unfounded.push(...found.unfounded);
  }
  return all;
}

interface Register {
  readonly reads: readonly Operation[];
  readonly writes: readonly Operation[];
  readonly items: readonly Operation[];
  readonly amounts: readonly Operation[];
}

function byRegister(operations: readonly Operation[]): Iterable<Register> {
  const registers = new Map<string, { reads: Operation[]; writes: Operation[]; items: Operation[]; amounts: Operation[] }>();
  for (const operation of operations) {
    if (operation.key < 0) continue;
    const name = `${operation.key}.${operation.field}`;
    const register = registers.get(name) ?? { reads: [], writes: [], items: [], amounts: [] };
    registers.set(name, register);
    if (operation.operation === 'read' && operation.outcome === 'ok') register.reads.push(operation);
    else if (operation.outcome === 'fail' && operation.operation === 'cas') continue;
    else if (WRITES.includes(operation.operation)) register.writes.push(operation);
    else if (operation.operation === 'append') register.items.push(operation);
    else if (operation.operation === 'increment') register.amounts.push(operation);
  }
  return registers.values();
}

function judge(register: Register): RegisterFindings {
  const misses = (read: Operation): Operation[] => missedBy(register, read);
  const stale = register.reads.flatMap((read): Miss[] => {
    const [write] = misses(read);
    return write === undefined ? [] : [{ read, write }];
  });
  const last = register.reads.at(-1);
  const promised = [...register.writes, ...register.items, ...register.amounts].filter(({ outcome }) => outcome === 'ok');
  return {
    looked: last === undefined ? 0 : promised.filter((write) => write.completeNs <= last.invokeNs).length,
    lost: last === undefined ? [] : misses(last).map((write) => ({ read: last, write })),
    reads: register.reads.length,
    stale,
    unfounded: register.reads.filter((read) => isUnfounded(register, read)),
  };
}

/** Acknowledged writes that a read had to show, or something newer, and did not; the latest first. */
function missedBy({ writes, items, amounts }: Register, read: Operation): Operation[] {
  const before = (list: readonly Operation[]): Operation[] =>
    list.filter(({ outcome, completeNs }) => outcome === 'ok' && completeNs <= read.invokeNs);
  const shown = shownBy(read);
  const missing: Operation[] = [];
  if (items.length > 0 && writes.length === 0)
    missing.push(...before(items).filter(({ askedVersion = -1 }) => !shown.includes(askedVersion)));
  if (amounts.length > 0 && writes.length === 0) {
    const sum = read.gotVersions === undefined ? 0 : amountOf(read.got);
    const promised = before(amounts);
    if (promised.reduce((total, { asked }) => total + amountOf(asked), 0) > sum) missing.push(...promised.slice(-1));
  }
  if (items.length + amounts.length === 0) {
    // A value can have come after a write unless its own write had ended before that one began.
    const latestNs = Math.max(...shown.map((version) => endNs(writes, version)), -1);
    missing.push(...before(writes).filter((write) => write.invokeNs > latestNs));
  }
  return missing.sort((p, q) => q.invokeNs - p.invokeNs);
}

/** When the write of a version had ended, ns: Infinity when nobody knows; -1: it was there from the start, or was never written. */
function endNs(writes: readonly Operation[], version: number): number {
  return Math.max(
    -1,
    ...writes.filter((write) => write.outcome !== 'fail' && isWriteOf(write, version)).map(({ completeNs }) => completeNs),
  );
}

/** Nothing (-1) is what any of the deletions has left. */
function isWriteOf({ operation, askedVersion }: Operation, version: number): boolean {
  return version < 0 ? operation === 'delete' : askedVersion === version;
}

function isUnfounded({ writes, items, amounts }: Register, read: Operation): boolean {
  if (items.length + amounts.length > 0) return false;
  const begun = writes.filter(({ outcome, invokeNs }) => outcome !== 'fail' && invokeNs < read.completeNs);
  return shownBy(read).some((version) => version > 0 && !begun.some((write) => isWriteOf(write, version)));
}

/** The versions that a read shows: one, or several side by side. */
function shownBy({ gotVersion = -1, gotVersions }: Operation): readonly number[] {
  return gotVersions ?? [gotVersion];
}

/** By how much an increment wants a counter to grow; what a counter shows. */
function amountOf(value: MessageBody): number {
  return typeof value === 'number' ? value : 0;
}
