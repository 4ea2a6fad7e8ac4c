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

export const sequencer: Changes = {
  keepsLog: { from: true, to: false, faults: [{ atSeconds: 25, type: 'crash', node: 'X1', forSeconds: 1 }] },
  askAgainMs: [0, 3_600_000].map((from) => ({ from, to: 50, faults: [lossy('L1')] })),
};
