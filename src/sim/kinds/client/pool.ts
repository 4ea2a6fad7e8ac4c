import { longer } from '../../kernel/grow';

/** Requests of a client that may be sent more than once: one row each, in columns that grow together. */
export interface RequestPool {
  /** The call that stands for the request as a whole, or -1 while the row is free. */
  anchor: Int32Array;
  /** Retries so far. */
  retries: Int32Array;
  /** Copies of the current attempt so far. */
  hedges: Int32Array;
  /** Attempts under way whose end will be heard of. */
  open: Int32Array;
  /** Timers that still name the row. */
  timers: Int32Array;
  /** 1 when the attempt under way is the fallback. */
  fellBack: Uint8Array;
  /** 1 when a user waits for the end of it. */
  isUsers: Uint8Array;
  /** The last wait before a retry, ns. */
  waitNs: Float64Array;
  /** Chain of free rows. */
  free: Int32Array;
  freeHead: number;
  used: number;
}

/** A pool without rows. */
export function emptyPool(): RequestPool {
  const none = new Int32Array(0);
  return {
    anchor: none,
    retries: none,
    hedges: none,
    open: none,
    timers: none,
    fellBack: new Uint8Array(0),
    isUsers: new Uint8Array(0),
    waitNs: new Float64Array(0),
    free: none,
    freeHead: -1,
    used: 0,
  };
}

/** A fresh row for a request. */
export function takeRow(pool: RequestPool, anchor: number): number {
  let row = pool.freeHead;
  if (row >= 0) pool.freeHead = pool.free[row];
  else {
    if (pool.used === pool.anchor.length) enlarge(pool);
    row = pool.used++;
  }
  pool.anchor[row] = anchor;
  pool.retries[row] = 0;
  pool.hedges[row] = 0;
  pool.open[row] = 0;
  pool.timers[row] = 0;
  pool.fellBack[row] = 0;
  pool.waitNs[row] = 0;
  return row;
}

/** Gives a row back. */
export function freeRow(pool: RequestPool, row: number): void {
  pool.anchor[row] = -1;
  pool.free[row] = pool.freeHead;
  pool.freeHead = row;
}

function enlarge(pool: RequestPool): void {
  const size = Math.max(8, pool.anchor.length * 2);
  Object.assign(pool, {
    anchor: longer(pool.anchor, size),
    retries: longer(pool.retries, size),
    hedges: longer(pool.hedges, size),
    open: longer(pool.open, size),
    timers: longer(pool.timers, size),
    free: longer(pool.free, size),
    fellBack: longer(pool.fellBack, size),
    isUsers: longer(pool.isUsers, size),
    waitNs: longer(pool.waitNs, size),
  });
}
