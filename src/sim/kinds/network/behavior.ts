import { Fate } from '../../network/fates';
import type { NetworkSpec } from '../../network/topology';
import type { Behavior } from '../../parts/contract';
import type { NetworkParams } from './kind';

/** A network does nothing of its own accord: the engine carries messages as its fields say. */
export const networkBehavior: Behavior<NetworkParams, null, Record<string, never>> = {
  prepare: () => null,
  init: () => ({}),
  onRequest: (node, call) => node.reply(call, Fate.noTarget, 0),
  asNetwork: (params): NetworkSpec => ({
    topology: params.topology,
    degree: params.degree,
    latency: params.latency,
    lossPercent: params.lossPercent,
    network: {
      jitterMs: params.jitterMs,
      duplicatePercent: params.duplicatePercent,
      reorderPercent: params.reorderPercent,
      inOrder: params.inOrder,
      damagedPercent: params.damagedPercent,
      ...(params.bandwidthMbps > 0 ? { bandwidthMbps: params.bandwidthMbps } : {}),
      requestKB: params.messageKB,
      replyKB: params.messageKB,
    },
  }),
};
