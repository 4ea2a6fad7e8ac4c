import { z } from 'zod';
import type { FieldMeta } from './fieldMeta';
import { distributionSchema } from './distributionSchema';

const meta = (facts: FieldMeta) => ({ ...facts });
const percent = (facts: Omit<FieldMeta, 'unit'>) =>
  z
    .number()
    .min(0)
    .max(100)
    .optional()
    .meta(meta({ unit: '%', usual: [0, 20], ...facts }));
const ms = (facts: Omit<FieldMeta, 'unit'>) =>
  z
    .number()
    .min(0)
    .max(3_600_000)
    .optional()
    .meta(meta({ unit: 'ms', ...facts }));
const kilobytes = (least: number, facts: Omit<FieldMeta, 'unit'>) =>
  z
    .number()
    .min(least)
    .max(1_000_000)
    .optional()
    .meta(meta({ unit: 'KB', ...facts }));

/**
 * What a wire may have beyond latency and loss. Everything is off when it is left out, and what is left out costs a run nothing.
 * A kilobyte is 1,000 bytes and a megabit a million bits, as networks are sold.
 */
export const linkNetworkSchema = z.strictObject({
  latencyBack: distributionSchema
    .optional()
    .meta(meta({ title: 'Latency of replies', help: 'When the way back is faster or slower than the way there. Left out: the same.' })),
  jitterMs: ms({ title: 'Jitter', help: 'Every message is delayed by up to this much more, at random.', usual: [0, 50] }),
  lossBackPercent: percent({ title: 'Loss of replies', help: 'Share of replies that vanish, when it differs from that of requests.' }),
  duplicatePercent: percent({
    title: 'Delivered twice',
    help: 'Share of messages that arrive a second time: what is not idempotent is done twice.',
  }),
  reorderPercent: percent({ title: 'Held back', help: 'Share of messages that are overtaken by later ones.' }),
  reorderMs: ms({ title: 'Held back by up to', help: 'Longest delay of a message that is held back. Left out: 10 ms.', usual: [0, 100] }),
  inOrder: z
    .boolean()
    .optional()
    .meta(
      meta({ title: 'Keep the order', help: 'Like one TCP connection: nothing overtakes, so one late message holds up all behind it.' }),
    ),
  bandwidthMbps: z
    .number()
    .min(0.001)
    .max(1_000_000)
    .optional()
    .meta(
      meta({
        title: 'Bandwidth',
        unit: 'Mbit/s',
        help: 'Large messages take time to send, and wait for those before them. Left out: no limit.',
        usual: [0.1, 100],
      }),
    ),
  requestKB: kilobytes(0, { title: 'Size of a request', help: 'Left out: 1 KB.', usual: [0, 100] }),
  replyKB: kilobytes(0, { title: 'Size of a reply', help: 'Left out: 10 KB.', usual: [0, 1000] }),
  bufferKB: kilobytes(1, {
    title: 'Room to wait',
    help: 'How much may wait for a free line; more is thrown away. Left out: 1,000 KB.',
    usual: [1, 10_000],
  }),
  connectionMs: ms({
    title: 'Connection set-up',
    help:
      'Time before the first request may travel: handshakes of TCP and TLS. All requests on the wire share one ' +
      'connection: those that come while it is set up wait for the same set-up.',
    usual: [0, 300],
  }),
  idleSeconds: z
    .number()
    .min(0)
    .max(1_000_000)
    .optional()
    .meta(
      meta({
        title: 'Connection kept for',
        unit: 's',
        help: 'A connection that is unused for this long is closed and must be set up again. 0: one for every request. Left out: 60 s.',
        usual: [0, 120],
      }),
    ),
  distanceKm: z
    .number()
    .min(0)
    .max(1_000_000)
    .optional()
    .meta(
      meta({
        title: 'Distance',
        unit: 'km',
        help: 'Light in glass fibre covers 200 km in a millisecond; no message is faster. Added to the latency, each way.',
        usual: [0, 20_000],
      }),
    ),
  handshakes: z
    .int()
    .min(0)
    .max(20)
    .optional()
    .meta(
      meta({
        title: 'Handshakes',
        unit: 'round trips',
        help:
          'Trips there and back before the first request of a connection: 1 for TCP, 2 with TLS 1.3, 3 with TLS 1.2. ' +
          'Each takes twice the mean latency, and the distance.',
        usual: [0, 3],
      }),
    ),
  handshakeWorkMs: ms({
    title: 'Work per handshake',
    help: 'How long the part at the far end computes for each new connection (the keys of TLS), one at a time over all its wires.',
    usual: [0, 20],
  }),
  retransmitMs: z
    .number()
    .min(1)
    .max(60_000)
    .optional()
    .meta(
      meta({
        title: 'Sent again after',
        unit: 'ms',
        help:
          'As TCP does: what is lost or damaged is sent again after this long, then after twice as long, up to eight times; nothing ' +
          'arrives twice, and everything arrives in order. A cut wire still loses messages.',
        usual: [10, 1000],
      }),
    ),
  perMessageMs: ms({
    title: 'Work per message',
    help: 'The sender packs one message at a time (JSON, encryption), and each takes this long.',
    usual: [0, 20],
  }),
  damagedPercent: percent({
    title: 'Damaged',
    help: 'Share of messages that arrive damaged: the checksum finds it and they are thrown away.',
  }),
});

/** What a wire has beyond latency and loss. */
export type LinkNetwork = z.infer<typeof linkNetworkSchema>;
