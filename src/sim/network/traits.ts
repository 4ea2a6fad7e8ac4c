import type { Sampler } from '../kernel/distribution';

/** A share of 1 as a threshold on a 32-bit draw. */
export const CERTAIN = 4294967296;

/**
 * What one link has beyond latency and loss, in the units of the engine (ns, bytes, thresholds of 32-bit draws). Never changes during a
 * run.
 */
export interface LinkTraits {
  /** Latency of replies; null: as of requests. */
  readonly latencyBack: Sampler | null;
  readonly jitterNs: number;
  /** Loss of replies, drawn from the link's own loss stream. */
  readonly lossBackBelow: number;
  readonly duplicateBelow: number;
  readonly reorderBelow: number;
  readonly reorderNs: number;
  readonly inOrder: boolean;
  /** 0: no limit. */
  readonly nsPerByte: number;
  readonly requestBytes: number;
  readonly replyBytes: number;
  readonly bufferBytes: number;
  readonly connectionNs: number;
  readonly idleNs: number;
  /** What a new connection keeps the accepting end busy for. */
  readonly handshakeNs: number;
  /** After so long a lost message is sent again, as TCP does; 0: never. */
  readonly retransmitNs: number;
  readonly perMessageNs: number;
  readonly damagedBelow: number;
  /** What the network as a whole adds (see model/fallacies): loss, and how much slower than drawn. */
  readonly extraLossBelow: number;
  /** What light needs for the distance, and what the network as a whole adds. */
  readonly extraNs: number;
  readonly slowBy: number;
}

/** Sizes of messages when nobody says otherwise. */
export const DEFAULT_REQUEST_BYTES = 1000;
export const DEFAULT_REPLY_BYTES = 10_000;

/** Traits of a link that has none, with its loss. */
export function plainTraits(lossBelow: number): LinkTraits {
  return {
    latencyBack: null,
    jitterNs: 0,
    lossBackBelow: lossBelow,
    duplicateBelow: 0,
    reorderBelow: 0,
    reorderNs: 0,
    inOrder: false,
    nsPerByte: 0,
    requestBytes: DEFAULT_REQUEST_BYTES,
    replyBytes: DEFAULT_REPLY_BYTES,
    bufferBytes: 1_000_000,
    connectionNs: 0,
    idleNs: 60e9,
    handshakeNs: 0,
    retransmitNs: 0,
    perMessageNs: 0,
    damagedBelow: 0,
    extraLossBelow: 0,
    extraNs: 0,
    slowBy: 1,
  };
}
