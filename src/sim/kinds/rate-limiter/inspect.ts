import type { Cell, InspectSection } from '../../trace/inspection';
import type { NodeSetup } from '../../parts/context';
import { admit, CELLS, REFUSED, type Limit, type LimitState } from './algorithms';

const MOST = 100_000;

/** How many requests of each client (or of all together) would pass at this moment, one after the other. */
export function inspectLimit(setup: NodeSetup, limit: Limit, state: LimitState, isGlobal: boolean, nowNs: number): InspectSection[] {
  const nameOf = (subject: number): string =>
    isGlobal ? 'all together' : (setup.in.find((link) => link.node === subject)?.nodeId ?? `part ${subject + 1} of the file`);
  const rows = (isGlobal ? [0] : seen(limit, state)).map((subject): Cell[] => [nameOf(subject), roomNow(limit, state, subject, nowNs)]);
  const most = isBucket(limit) ? Math.floor(limit.bucketNs / limit.spacingNs) : limit.perWindow;
  return [
    {
      type: 'table',
      title: 'Room left',
      columns: ['client', `requests that may pass, of ${most}`],
      rows,
      total: rows.length,
      meter: { column: 1, most },
    },
  ];
}

function isBucket({ algorithm }: Limit): boolean {
  return algorithm === 'token-bucket' || algorithm === 'leaky-bucket' || algorithm === 'gcra';
}

/** Clients that the limiter has counted anything of. */
function seen(limit: Limit, { cells, logs }: LimitState): number[] {
  const fresh = limit.algorithm === 'token-bucket' ? limit.bucketNs : 0;
  const found: number[] = [];
  for (let subject = 0; subject * CELLS < cells.length; subject++) {
    if (
      cells[subject * CELLS] !== fresh ||
      cells[subject * CELLS + 1] !== 0 ||
      cells[subject * CELLS + 2] !== 0 ||
      (logs[subject]?.count ?? 0) > 0
    )
      found.push(subject);
  }
  return found;
}

/** Tries it out on a copy. */
function roomNow(limit: Limit, state: LimitState, subject: number, nowNs: number): number {
  const copy: LimitState = { cells: state.cells.slice(), logs: state.logs.map((log) => ({ ...log, timesNs: log.timesNs.slice() })) };
  let room = 0;
  while (room < MOST && admit(limit, copy, subject, nowNs) !== REFUSED) room++;
  return room;
}
