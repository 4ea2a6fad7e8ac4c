import type { Operation } from '../../src/sim/index';

/** A read or a write of one register, as it is searched for. */
interface Step {
  readonly isRead: boolean;
  readonly version: number;
  readonly beginNs: number;
  /** Infinity: it may take place at any time from its beginning on, or never. */
  readonly endNs: number;
}

/**
 * Whether reads and writes of one register can have happened at single moments between their beginnings and ends, each read after the write
 * that it shows (Wing and Gong, 1993; what was tried is remembered, as Lowe has it, 2017). `initial`: the version before any write.
 */
export function isLinearizable(operations: readonly Operation[], initial = 0): boolean {
  const steps = operations.flatMap(({ operation, outcome, gotVersion, askedVersion, invokeNs, completeNs }): Step[] => {
    const isRead = operation === 'read';
    // What failed did not happen, and a read without an answer shows nothing.
    if (outcome === 'fail' || (isRead && outcome !== 'ok')) return [];
    const version = (isRead ? gotVersion : askedVersion) ?? -1;
    return [{ isRead, version, beginNs: invokeNs, endNs: outcome === 'ok' ? completeNs : Infinity }];
  });
  return canGoOn(steps, new Array<boolean>(steps.length).fill(false), initial, new Set());
}

function canGoOn(steps: readonly Step[], done: boolean[], value: number, tried: Set<string>): boolean {
  const left = steps.filter((_, at) => !done[at]);
  if (left.every(({ endNs }) => endNs === Infinity)) return true;
  const state = `${done.map(Number).join('')} ${value}`;
  if (tried.has(state)) return false;
  tried.add(state);
  const firstEndNs = Math.min(...left.map(({ endNs }) => endNs));
  return steps.some(({ isRead, version, beginNs }, at) => {
    // Nothing can come before what had ended when it began.
    if (done[at] || beginNs > firstEndNs || (isRead && version !== value)) return false;
    done[at] = true;
    const isFound = canGoOn(steps, done, isRead ? value : version, tried);
    done[at] = false;
    return isFound;
  });
}
