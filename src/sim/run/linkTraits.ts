import { compileDistribution } from '../kernel/distribution';
import { FALLACY_FIGURES, type FallacyName } from '../model/fallacies';
import type { LinkNetwork } from '../model/networkSchema';
import { counterDraw } from '../network/counterRandom';
import { CERTAIN, plainTraits, type LinkTraits } from '../network/traits';
import { NS_PER_MS, secondsToNs, msToNs } from '../kernel/units';

const BYTES_PER_KB = 1000;
/** A byte at one megabit a second, ns. */
const NS_PER_BYTE_AT_1_MBPS = 8000;
const DEFAULT_REORDER_MS = 10;
/** How far light comes in glass fibre in a millisecond, km. */
const LIGHT_KM_PER_MS = 200;

/** Percent as a threshold on a 32-bit draw. */
export function percentBelow(percent: number): number {
  return Math.floor((percent / 100) * CERTAIN + 0.5);
}

/**
 * What the file says of a link beyond latency and loss, in the units of the engine. `lossBelow` is its loss along the wire, `latencyMs` its
 * mean latency, which handshakes take both ways.
 */
export function compileTraits(network: LinkNetwork | undefined, lossBelow: number, latencyMs = 0): LinkTraits {
  const plain = plainTraits(lossBelow);
  if (network === undefined) return plain;
  const bytes = (kilobytes: number | undefined, fallback: number): number =>
    kilobytes === undefined ? fallback : Math.floor(kilobytes * BYTES_PER_KB + 0.5);
  const ns = (ms: number | undefined): number => msToNs(ms ?? 0);
  const distanceMs = (network.distanceKm ?? 0) / LIGHT_KM_PER_MS;
  return {
    latencyBack: network.latencyBack === undefined ? null : compileDistribution(network.latencyBack),
    jitterNs: ns(network.jitterMs),
    lossBackBelow: network.lossBackPercent === undefined ? lossBelow : percentBelow(network.lossBackPercent),
    duplicateBelow: percentBelow(network.duplicatePercent ?? 0),
    reorderBelow: percentBelow(network.reorderPercent ?? 0),
    reorderNs: ns(network.reorderMs ?? DEFAULT_REORDER_MS),
    inOrder: network.inOrder === true,
    nsPerByte: network.bandwidthMbps === undefined ? 0 : NS_PER_BYTE_AT_1_MBPS / network.bandwidthMbps,
    requestBytes: bytes(network.requestKB, plain.requestBytes),
    replyBytes: bytes(network.replyKB, plain.replyBytes),
    bufferBytes: bytes(network.bufferKB, plain.bufferBytes),
    connectionNs: ns((network.connectionMs ?? 0) + 2 * (network.handshakes ?? 0) * (latencyMs + distanceMs)),
    idleNs: network.idleSeconds === undefined ? plain.idleNs : secondsToNs(network.idleSeconds),
    handshakeNs: ns(network.handshakeWorkMs),
    retransmitNs: ns(network.retransmitMs),
    perMessageNs: ns(network.perMessageMs),
    damagedBelow: percentBelow(network.damagedPercent ?? 0),
    extraLossBelow: 0,
    extraNs: msToNs(distanceMs),
    slowBy: 1,
  };
}

/** Draws of a wire that are made once for a run. */
const Draw = { slowBy: 100, loss: 101 } as const;

/**
 * A wire of a network about which fallacies are given up: what they bring, or what it has already where that is worse. `salt` is the
 * wire's own.
 */
export function withFallacies(traits: LinkTraits, names: readonly FallacyName[], salt: number): LinkTraits {
  const has = (name: FallacyName): boolean => names.includes(name);
  const share = (purpose: number): number => counterDraw(salt, purpose, 0) / CERTAIN;
  const most = (name: FallacyName, own: number, brought: number): number => (has(name) ? Math.max(own, brought) : own);
  const F = FALLACY_FIGURES;
  const doubled = Math.max(has('reliable') ? F.doubledPercent : 0, has('secure') ? F.replayedPercent : 0);
  const lossPercent = (has('reliable') ? F.lossPercent : 0) + (has('homogeneous') ? share(Draw.loss) * F.worstLossPercent : 0);
  return {
    ...traits,
    jitterNs: most('latency', traits.jitterNs, F.jitterMs * NS_PER_MS),
    extraNs: traits.extraNs + (has('latency') ? F.extraMs * NS_PER_MS : 0),
    duplicateBelow: Math.max(traits.duplicateBelow, percentBelow(doubled)),
    reorderBelow: most('reliable', traits.reorderBelow, percentBelow(F.heldBackPercent)),
    reorderNs: traits.reorderNs || DEFAULT_REORDER_MS * NS_PER_MS,
    extraLossBelow: percentBelow(lossPercent),
    nsPerByte: most('bandwidth', traits.nsPerByte, NS_PER_BYTE_AT_1_MBPS / F.bandwidthMbps),
    damagedBelow: most('secure', traits.damagedBelow, percentBelow(F.tamperedPercent)),
    connectionNs: most('secure', traits.connectionNs, F.handshakeMs * NS_PER_MS),
    perMessageNs: most('transport', traits.perMessageNs, F.perMessageMs * NS_PER_MS),
    slowBy: has('homogeneous') ? 1 + share(Draw.slowBy) * (F.slowestFactor - 1) : 1,
  };
}
