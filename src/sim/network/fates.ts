/** How a call can end, as small integers for the trace. 0 is success; the rest index FATES. */
export const Fate = {
  ok: 0,
  queueFull: 1,
  rateLimited: 2,
  circuitOpen: 3,
  crashed: 4,
  unreachable: 5,
  lost: 6,
  timedOut: 7,
  noQuorum: 8,
  stale: 9,
  readOnly: 10,
  noTarget: 11,
  overloaded: 12,
  outOfMemory: 13,
  poisoned: 14,
  notFound: 15,
  bulkheadFull: 16,
  deadlineExceeded: 17,
  serverError: 18,
  diskFull: 19,
  programError: 20,
  notSupported: 21,
  conflict: 22,
  fenced: 23,
} as const;

/** One entry of the closed list of fates. */
export interface FateInfo {
  /** The name used in files, JSON and the log. */
  readonly reason: string;
  readonly title: string;
  /**
   * True: one attempt that ended so surely did not take effect, as far as this fate goes. False: it may have. Of a whole request, with all
   * its attempts and all that was done for it, `Calls.isDoubtful` tells.
   */
  readonly definite: boolean;
  /** One sentence for a learner. */
  readonly explain: string;
  /** The status that a web server would answer with, where one is usual. */
  readonly httpStatus?: number;
}

/** Every way a request can end, indexed by its fate code. The list is closed and append-only. */
export const FATES: readonly FateInfo[] = [
  { reason: 'ok', title: 'OK', definite: true, explain: 'The request was answered.' },
  {
    reason: 'queue-full',
    title: 'Queue full',
    definite: true,
    explain: 'The part had no room left in its queue and turned the request away.',
  },
  {
    reason: 'rate-limited',
    title: 'Rate limited',
    definite: true,
    explain: 'The sender asked more often than it is allowed to (HTTP 429).',
    httpStatus: 429,
  },
  {
    reason: 'circuit-open',
    title: 'Circuit open',
    definite: true,
    explain: 'A circuit breaker had stopped sending, to give the part behind it time to recover.',
    httpStatus: 503,
  },
  {
    reason: 'crashed',
    title: 'Crashed',
    definite: false,
    explain: 'The part crashed while it held the request: it may or may not have taken effect.',
  },
  {
    reason: 'unreachable',
    title: 'Unreachable',
    definite: true,
    explain: 'The part was down and refused the connection: the request never began.',
  },
  { reason: 'lost', title: 'Lost', definite: false, explain: 'A message was lost on the network, the request or its reply.' },
  { reason: 'timed-out', title: 'Timed out', definite: false, explain: 'No reply came in time: the request may still have taken effect.' },
  { reason: 'no-quorum', title: 'No quorum', definite: false, explain: 'Too few replicas answered to be sure.' },
  { reason: 'stale', title: 'Stale', definite: true, explain: 'The copy that answered was older than allowed.' },
  { reason: 'read-only', title: 'Read-only', definite: true, explain: 'A replica was asked to write; only the primary takes writes.' },
  { reason: 'no-target', title: 'No target', definite: true, explain: 'Nothing is wired behind the part that could take the request.' },
  {
    reason: 'overloaded',
    title: 'Overloaded',
    definite: true,
    explain: 'The part shed load: it refused the request to keep serving the others.',
    httpStatus: 503,
  },
  {
    reason: 'out-of-memory',
    title: 'Out of memory',
    definite: false,
    explain: 'The part ran out of memory and was killed while it held the request.',
  },
  { reason: 'poisoned', title: 'Poisoned', definite: true, explain: 'The message makes its consumer fail each time, so it was set aside.' },
  {
    reason: 'not-found',
    title: 'Not found',
    definite: true,
    explain: 'The part that was asked does not hold this key: the request went to the wrong place.',
  },
  {
    reason: 'bulkhead-full',
    title: 'Bulkhead full',
    definite: true,
    explain: 'As many requests as allowed were already under way to the part behind, so this one was turned away.',
    httpStatus: 503,
  },
  {
    reason: 'deadline-exceeded',
    title: 'Deadline exceeded',
    definite: true,
    explain: 'Nobody was waiting for the answer any more when its turn came, so the work was not begun.',
    httpStatus: 504,
  },
  {
    reason: 'server-error',
    title: 'Server error',
    definite: false,
    explain: 'The part answered that something inside it had gone wrong (HTTP 500).',
    httpStatus: 500,
  },
  {
    reason: 'disk-full',
    title: 'Disk full',
    definite: true,
    explain: 'There was no room left on the disk of the part, so the write was refused.',
    httpStatus: 507,
  },
  {
    reason: 'program-error',
    title: 'Program error',
    definite: true,
    explain: 'The program that had to decide failed, or decided something that makes no sense (HTTP 500).',
    httpStatus: 500,
  },
  {
    reason: 'not-supported',
    title: 'Not supported',
    definite: true,
    explain: 'The part does not know the operation that it was asked for.',
    httpStatus: 501,
  },
  {
    reason: 'conflict',
    title: 'Conflict',
    definite: true,
    explain: 'The value was not the one that was expected, so nothing was written (HTTP 409).',
    httpStatus: 409,
  },
  {
    reason: 'fenced',
    title: 'Fenced',
    definite: true,
    explain: 'It came under an older epoch than one that is known: there is a newer primary, so it was refused.',
  },
];

const MAY_HAVE_HAPPENED = Uint8Array.from(FATES, ({ definite }, fate) => (fate === Fate.ok || !definite ? 1 : 0));

/** Whether an attempt that ended so has taken effect, or may have. */
export function mayHaveHappened(fate: number): boolean {
  return MAY_HAVE_HAPPENED[fate] !== 0;
}

/**
 * Fates below this join the trace hash even when nothing ended so; later ones only when something did, so that old traces keep their
 * hash.
 */
export const FIRST_FATES = 16;
