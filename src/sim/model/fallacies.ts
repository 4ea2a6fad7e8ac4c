import { z } from 'zod';
import type { Fault } from './faultSchema';

/** The fallacies of distributed computing (L. Peter Deutsch and others at Sun Microsystems, 1994 to 1997), in their order. */
export const FALLACY_NAMES = [
  'reliable',
  'latency',
  'bandwidth',
  'secure',
  'topology',
  'administrator',
  'transport',
  'homogeneous',
] as const;
/** One of the eight, as files name it. */
export type FallacyName = (typeof FALLACY_NAMES)[number];

/** A fallacy, and what a scenario that gives it up is in for. */
export interface FallacyInfo {
  readonly name: FallacyName;
  /** The fallacy itself, as it is always quoted. */
  readonly title: string;
  /** What the switch does, one sentence. */
  readonly help: string;
}

/** What every wire gets from the fallacies given up. Shares in percent, times in ms. */
export const FALLACY_FIGURES = {
  lossPercent: 1,
  doubledPercent: 1,
  heldBackPercent: 2,
  extraMs: 20,
  jitterMs: 20,
  bandwidthMbps: 10,
  tamperedPercent: 1,
  replayedPercent: 1,
  handshakeMs: 30,
  perMessageMs: 1,
  slowestFactor: 10,
  worstLossPercent: 2,
} as const;

const F = FALLACY_FIGURES;

/** The eight switches. All are off unless the scenario names them. */
export const FALLACIES: readonly FallacyInfo[] = [
  {
    name: 'reliable',
    title: 'The network is reliable',
    help:
      `On: ${F.lossPercent} % of all messages are lost, ${F.doubledPercent} % arrive twice, and ` +
      `${F.heldBackPercent} % are overtaken by later ones.`,
  },
  {
    name: 'latency',
    title: 'Latency is zero',
    help: `On: every message takes ${F.extraMs} ms more, and up to ${F.jitterMs} ms on top at random, as between distant cities.`,
  },
  {
    name: 'bandwidth',
    title: 'Bandwidth is infinite',
    help: `On: no wire carries more than ${F.bandwidthMbps} Mbit a second; what is sent faster waits, and too much of it is thrown away.`,
  },
  {
    name: 'secure',
    title: 'The network is secure',
    help:
      `On: ${F.tamperedPercent} % of the messages are tampered with and thrown away, ${F.replayedPercent} % are ` +
      `replayed, and every new connection needs a handshake of ${F.handshakeMs} ms.`,
  },
  {
    name: 'topology',
    title: 'Topology does not change',
    help: 'On: every 5 seconds on average a wire has no route for 1 second, until the network has found another way.',
  },
  {
    name: 'administrator',
    title: 'There is one administrator',
    help:
      'On: every 10 seconds on average somebody else restarts a part, and every 10 seconds a firewall closes a ' +
      'wire for 1 second; nobody asks you.',
  },
  {
    name: 'transport',
    title: 'Transport cost is zero',
    help: `On: packing a message keeps its sender busy for ${F.perMessageMs} ms, one message at a time. Traffic costs money in any case.`,
  },
  {
    name: 'homogeneous',
    title: 'The network is homogeneous',
    help:
      `On: every wire is different: up to ${F.slowestFactor} times slower than drawn, with a loss of up to ` +
      `${F.worstLossPercent} %, as the seed decides.`,
  },
];

/** Which fallacies a scenario gives up. */
export const fallaciesSchema = z
  .array(z.enum(FALLACY_NAMES))
  .max(FALLACY_NAMES.length)
  .refine((names) => new Set(names).size === names.length, { message: 'must name each fallacy once' });

/** The faults that come with the fallacies given up; they act from the start to the end of the run. */
export function fallacyFaults(names: readonly FallacyName[] | undefined): readonly Fault[] {
  if (names === undefined) return [];
  const chaos = (id: string, does: 'cut' | 'crash', everySeconds: number): Fault => ({
    id,
    atSeconds: everySeconds / 2,
    type: 'chaos',
    does,
    everySeconds,
    irregular: true,
    downSeconds: 1,
  });
  return [
    ...(names.includes('topology') ? [chaos('FallacyTopology', 'cut', 5)] : []),
    ...(names.includes('administrator') ? [chaos('FallacyAdministrator', 'crash', 10), chaos('FallacyFirewall', 'cut', 10)] : []),
  ];
}
