import { compileDistribution } from '../kernel/distribution';
import type { LinkNetwork } from '../model/networkSchema';
import { CERTAIN, plainTraits, type LinkTraits } from '../network/traits';

const NS_PER_MS = 1e6;
const NS_PER_SECOND = 1e9;
const BYTES_PER_KB = 1000;
/** A byte at one megabit a second, ns. */
const NS_PER_BYTE_AT_1_MBPS = 8000;
const DEFAULT_REORDER_MS = 10;

/** Percent as a threshold on a 32-bit draw. */
export function percentBelow(percent: number): number {
  return Math.floor((percent / 100) * CERTAIN + 0.5);
}

/** What the file says of a link beyond latency and loss, in the units of the engine. `lossBelow` is its loss along the wire. */
export function compileTraits(network: LinkNetwork | undefined, lossBelow: number): LinkTraits {
  const plain = plainTraits(lossBelow);
  if (network === undefined) return plain;
  const bytes = (kilobytes: number | undefined, fallback: number): number => (kilobytes === undefined ? fallback : Math.floor(kilobytes * BYTES_PER_KB + 0.5));
  const ns = (ms: number | undefined): number => Math.floor((ms ?? 0) * NS_PER_MS + 0.5);
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
    connectionNs: ns(network.connectionMs),
    idleNs: network.idleSeconds === undefined ? plain.idleNs : Math.floor(network.idleSeconds * NS_PER_SECOND + 0.5),
    perMessageNs: ns(network.perMessageMs),
    damagedBelow: percentBelow(network.damagedPercent ?? 0),
  };
}
