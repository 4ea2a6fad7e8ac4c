import { changesOf, Gauge, kindOf, linkEnds, logText, type TraceWindow, NS_PER_SECOND } from '../../sim/index';
import { cutSpans } from '../cuts';
import type { ExportedRun } from '../exporter';
import { isUnheard } from '../unheard';
import { REPLAY_GAUGES, UNHEARD, type ReplayData } from './types';

const FOLLOWED = [Gauge.status, Gauge.queue, Gauge.busy, Gauge.received, Gauge.completed, Gauge.failed];
const COLUMN_PX = 300;

/** Takes a stretch out of a run for a replay. Parts stand where the scenario has them. */
export function replayData(run: ExportedRun, window: TraceWindow): ReplayData {
  const { index, summary, endNs } = run;
  const { messages, log } = window;
  const follow = new Int32Array(index.gaugeCount).fill(-1);
  index.nodes.forEach(({ gaugeBase }, node) =>
    FOLLOWED.forEach((gauge, i) => {
      follow[gaugeBase + gauge] = node * REPLAY_GAUGES.length + i;
    }),
  );
  const kept = [...changesOf(window)].filter(({ gauge }) => follow[gauge] >= 0);
  const toNs = Math.min(endNs, window.toNs);
  const seconds = (ns: number): string => `${ns / NS_PER_SECOND} s`;
  const isWhole = window.fromNs === 0 && window.toNs > endNs;
  return {
    name: summary.scenario,
    fromNs: window.fromNs,
    toNs,
    isWhole,
    about:
      `${isWhole ? 'The whole run' : `From ${seconds(window.fromNs)} to ${seconds(toNs)} of a run of ${seconds(endNs)}`}; ` +
      `seed ${summary.seed}, engine ${summary.engineVersion}, trace ${summary.traceHash}.`,
    nodes: index.nodes.map((node, i) => {
      const place = run.places?.find(({ id }) => id === node.id) ?? { x: (i % 4) * COLUMN_PX, y: Math.floor(i / 4) * 150 };
      return {
        id: node.id,
        title: kindOf(node.kind)?.descriptor.title ?? node.kind,
        x: place.x,
        y: place.y,
        capacity: node.capacity,
        queueLimit: node.queueLimit,
      };
    }),
    links: [...index.links.map(({ from, to }) => ({ from, to })), ...lanesOf(index, window)],
    wires: index.links.length,
    cuts: cutSpans(run),
    messages: {
      sentNs: [...messages.sentNs],
      arriveNs: [...messages.arriveNs],
      link: [...messages.link],
      flags: Array.from(
        messages.type,
        (type, row) => messages.forward[row] | (messages.lost[row] << 1) | (type << 2) | (isUnheard(run, window, row) ? UNHEARD : 0),
      ),
    },
    initial: index.nodes.flatMap(({ gaugeBase }) => FOLLOWED.map((gauge) => window.gauges[gaugeBase + gauge])),
    changes: { atNs: kept.map(({ atNs }) => atNs), gauge: kept.map(({ gauge }) => follow[gauge]), value: kept.map(({ value }) => value) },
    log: Array.from({ length: log.count }, (_, row) => [log.atNs[row], logText(index, log, row)] as const),
  };
}

/** The pairs of members that had talked, numbered behind the wires. */
function lanesOf(index: ExportedRun['index'], { lanes }: TraceWindow): { from: number; to: number }[] {
  return Array.from({ length: lanes.length / 3 }, (_, lane) => {
    const [from, to] = linkEnds(index, lanes, index.links.length + lane);
    return { from, to };
  });
}
