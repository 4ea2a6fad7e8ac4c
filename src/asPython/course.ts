/** The people of the course's log, in the order in which they come. */
const PEOPLE = ['alexandra', 'peter', 'siddiqui', 'mary', 'tao', 'lin', 'carmen'];

/**
 * What the four lines of the course mean where they say nothing: its single server, one database behind it, and traffic that grows for
 * 50 seconds until the queue of the server is full. They are the shipped scenario `single-server`, and print the log of the course.
 */
export const COURSE = {
  seed: 997,
  durationSeconds: 50,
  wireLatencyMs: 2,
  parts: {
    worker: { concurrency: 1, serviceTimeMs: { type: 'exponential', meanMs: 60 }, queueLimit: 40, costPerQueuedMs: 0.5 },
    database: { serviceTimeMs: { type: 'exponential', meanMs: 15 } },
  } as Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  /** The kind of the part that a simulation makes by itself. */
  clientKind: 'client',
  /** Its fields, where a simulation is given none. */
  client: {
    arrivals: 'ramp',
    ratePerSecond: 2,
    endRatePerSecond: 24,
    rampSeconds: 50,
    writePercent: 70,
    keyCount: 7,
    timeoutMs: 0,
    script: PEOPLE.map((key) => ({ key, op: 'write' })),
  },
} as const;
