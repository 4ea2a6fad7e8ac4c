import type { Changes } from './systems';

const constant = (valueMs: number): object => ({ type: 'constant', valueMs });
const isDrawn = true;
/** Peers that talk to all their neighbours in each round. */
const talkative = Object.fromEntries(['G1', 'G2', 'G3', 'G4', 'G5'].map((id) => [id, { fanOut: 100, mode: 'push-pull' }]));
const busy = Object.fromEntries(Object.entries(talkative).map(([id, params]) => [id, { ...params, intervalMs: 50 }]));
const listening = Object.fromEntries(['G1', 'G2', 'G3', 'G4'].map((id) => [id, { mode: 'pull' }]));
const restless = { latency: constant(1), jitterMs: 200 };
const lossy = (link: string): object => ({ atSeconds: 0, type: 'lossy', link, percent: 3 });

export const network: Changes = {
  topology: [
    { from: 'line', to: 'all', parts: talkative },
    { from: 'all', to: 'ring', parts: talkative },
    { from: 'drawn', to: 'ring', parts: talkative },
  ],
  degree: { from: 1, to: 4, with: { topology: 'random' }, parts: talkative },
  latency: [
    { from: constant(1), to: constant(50) },
    { from: constant(50), to: { type: 'exponential', meanMs: 5 } },
  ],
  lossPercent: [
    { from: 0, to: 40 },
    { from: 40, to: 0 },
  ],
  jitterMs: { from: 0, to: 200 },
  duplicatePercent: { from: 0, to: 80 },
  reorderPercent: { from: 0, to: 100, with: { latency: constant(1) } },
  inOrder: [
    { from: false, to: true, with: restless, parts: busy },
    { from: true, to: false, with: restless, parts: busy },
  ],
  damagedPercent: { from: 0, to: 60 },
  bandwidthMbps: [
    { from: 0, to: 1, with: { latency: constant(1) } },
    { from: 1, to: 0, with: { latency: constant(1) } },
  ],
  messageKB: { from: 1, to: 0.001, with: { bandwidthMbps: 1, latency: constant(1) } },
};

export const gossip: Changes = {
  mode: ['pull', 'push-pull'].map((to) => ({ from: 'push', to, with: { intervalMs: 200 }, parts: listening })),
  intervalMs: [true, false].flatMap((together) => [
    { from: 200, to: 2000, with: { together }, isDrawn },
    { from: 2000, to: 200, with: { together }, isDrawn },
    { from: 3_600_000, to: 200, with: { together }, isDrawn },
  ]),
  fanOut: { from: 1, to: 4 },
  together: { from: false, to: true, isDrawn, unseen: 'as many rounds as before, at other moments: tests/engine/networkChanges' },
  atOnce: { from: false, to: true },
  tellAgain: [
    { from: 0, to: 1, with: { intervalMs: 200 }, parts: listening },
    { from: 1, to: 0, with: { intervalMs: 200 }, parts: listening },
  ],
};

/** Two of five members are down for good. */
const twoDown = ['Q4', 'Q5'].map((node) => ({ atSeconds: 0, type: 'crash', node }));
/** One comes and goes, so that copies grow old. */
const comesAndGoes = [{ atSeconds: 0, type: 'chaos', nodes: ['Q3', 'Q4'], everySeconds: 3, downSeconds: 1 }];

const rare = 'too few copies differ for a figure to show it: tests/engine/quorum, tests/engine/multiLeader';

export const quorum: Changes = {
  copies: { from: 1, to: 5 },
  reads: { from: 1, to: 5 },
  writes: { from: 1, to: 5 },
  versions: [
    { from: 'clock', to: 'counter' },
    { from: 'counter', to: 'clock' },
    { from: 'vector', to: 'clock' },
  ],
  readRepair: [
    { from: 'off', to: 'after', with: { hintedHandoff: false }, faults: comesAndGoes, unseen: rare },
    { from: 'off', to: 'before', with: { hintedHandoff: false }, faults: comesAndGoes, unseen: rare },
  ],
  hintedHandoff: { from: false, to: true, faults: twoDown },
  sloppy: { from: false, to: true, faults: twoDown },
  antiEntropyMs: [
    { from: 0, to: 300, faults: comesAndGoes, with: { hintedHandoff: false, readRepair: 'off' }, unseen: rare },
    { from: 300, to: 0, faults: comesAndGoes, with: { hintedHandoff: false, readRepair: 'off' }, isDrawn, unseen: rare },
    { from: 3_600_000, to: 300, faults: comesAndGoes, with: { hintedHandoff: false, readRepair: 'off' }, isDrawn, unseen: rare },
  ],
  patienceMs: { from: 2000, to: 100, faults: twoDown },
  retryMs: { from: 100, to: 5000, with: { sloppy: true }, faults: twoDown },
  tells: { from: false, to: true, unseen: 'lines of the log and the history only: tests/engine/quorum' },
};

const apart = 'what a read shows differs, no figure: tests/engine/multiLeader';

export const multiLeader: Changes = {
  conflict: [
    { from: 'last-write-wins', to: 'siblings' },
    { from: 'siblings', to: 'last-write-wins' },
    { from: 'last-write-wins', to: 'crdt', unseen: apart },
  ],
  context: { from: 'leader', to: 'client', with: { conflict: 'siblings' } },
  replicateMs: [
    { from: 0, to: 2000 },
    { from: 2000, to: 0, isDrawn },
    { from: 3_600_000, to: 300, isDrawn },
  ],
  retryMs: { from: 5000, to: 100, faults: twoDown },
  antiEntropyMs: [
    { from: 0, to: 300, faults: comesAndGoes, unseen: rare },
    { from: 300, to: 0, faults: comesAndGoes, isDrawn, unseen: rare },
    { from: 3_600_000, to: 300, faults: comesAndGoes, isDrawn, unseen: rare },
  ],
  storage: { from: 'disk', to: 'memory', unseen: 'only a crash shows it: tests/engine/multiLeader' },
};

/** The last of the chain is down for good, and nobody takes it out. */
const tailDown = [{ atSeconds: 0, type: 'crash', node: 'CH3' }];
const tailComesAndGoes = [{ atSeconds: 0, type: 'chaos', nodes: ['CH3'], everySeconds: 6, downSeconds: 3 }];

export const chain: Changes = {
  reads: { from: 'tail', to: 'any' },
  concurrency: { from: 1, to: 8, with: { serviceTimeMs: constant(60), queueLimit: 5 } },
  serviceTimeMs: { from: constant(60), to: constant(2), with: { concurrency: 1, queueLimit: 5 } },
  queueLimit: { from: 0, to: 50, with: { serviceTimeMs: constant(40), concurrency: 1 } },
  patienceMs: { from: 2500, to: 200, faults: tailDown },
  retryMs: { from: 100, to: 2000, faults: tailDown },
};

export const chainMaster: Changes = {
  detectMs: { from: 3_600_000, to: 500, faults: tailComesAndGoes, isDrawn },
};

export const source: Changes = {
  ratePerSecond: [
    { from: 100, to: 30, isDrawn },
    { from: 0.001, to: 50, isDrawn },
    { from: 0.001, to: 50, with: { arrivals: 'constant' }, isDrawn },
  ],
  arrivals: {
    from: 'poisson',
    to: 'constant',
    with: { ratePerSecond: 500 },
    isDrawn,
  },
  eventLimit: [
    { from: 0, to: 500 },
    { from: 500, to: 0 },
  ],
};

export const sink: Changes = {
  order: [
    { from: 'arrival', to: 'source' },
    { from: 'source', to: 'arrival' },
    { from: 'source', to: 'centre' },
    { from: 'arrival', to: 'centre' },
  ],
  follows: { from: '', to: 'SO2' },
  holdMs: { from: 50, to: 1000, with: { order: 'time' } },
  askAgainMs: [0, 3_600_000].map((from) => ({
    from,
    to: 50,
    with: { order: 'source' },
    faults: [lossy('L1')],
  })),
};

export const programNode: Changes = {
  // The program is started as soon as there is a run, and what is set then starts another.
  program: ['N2', ''].map((to) => ({ from: 'N1', to, isDrawn })),
};

// Nobody allows a program to be started here; what a start does is in tests/alone/processes.test.ts.
const unseen = 'no process is started here: tests/alone/processes';

export const processNode: Changes = {
  path: { from: '/opt/a', to: '/opt/b', unseen },
  arguments: { from: '', to: 'x', with: { path: '/opt/a' }, unseen },
  pace: { from: 'real-time', to: 'as-it-answers', with: { path: '/opt/a' }, unseen },
  tellsTopology: { from: false, to: true, with: { path: '/opt/a' }, unseen },
};

const broadcast = { workload: 'broadcast', operationLimit: 0, ratePerSecond: 50 };
export const workload: Changes = {
  workload: [
    { from: 'echo', to: 'broadcast', with: { operationLimit: 0 } },
    { from: 'echo', to: 'unique-ids', with: { operationLimit: 0 }, unseen: 'as many operations, answered in the same time' },
  ],
  ratePerSecond: [
    { from: 40, to: 10, with: { operationLimit: 0 }, isDrawn },
    { from: 0.001, to: 20, with: { operationLimit: 0 }, isDrawn },
    { from: 0.001, to: 20, with: { operationLimit: 0, arrivals: 'constant' }, isDrawn },
  ],
  arrivals: { from: 'poisson', to: 'constant', isDrawn, unseen: 'as many operations, at other moments: tests/engine/networkChanges' },
  operationLimit: [
    { from: 0, to: 200 },
    { from: 50, to: 0, with: { ratePerSecond: 50 } },
  ],
  timeoutMs: [
    { from: 5000, to: 4, with: { operationLimit: 0, ratePerSecond: 20 }, parts: { N1: { latency: { type: 'exponential', meanMs: 4 } } } },
    { from: 3_600_000, to: 200, with: { operationLimit: 0, ratePerSecond: 20 }, parts: { N1: { lossPercent: 40 } } },
  ],
  readPercent: { from: 10, to: 90, with: broadcast },
  agreeSeconds: {
    from: 5,
    to: 1,
    with: { workload: 'leader', operationLimit: 0 },
    unseen: 'how answers are judged, not what happens: src/sim/kinds/workload/elections',
  },
  settleSeconds: [
    { from: 3600, to: 10, with: { ...broadcast, operationLimit: 300 } },
    { from: 3600, to: 25, with: { ...broadcast, operationLimit: 300 } },
  ],
};

export const sequencer: Changes = {
  keepsLog: { from: true, to: false, faults: [{ atSeconds: 25, type: 'crash', node: 'X1', forSeconds: 1 }] },
  askAgainMs: [0, 3_600_000].map((from) => ({ from, to: 50, faults: [lossy('L1')] })),
};
