import type { GaugeInfo, TraceIndex } from '../trace/types';

/** The word of a gauge that never joins the trace hash. */
export const NO_WORD = -0x80000000;

/** Numbers the gauges for the trace hash as if those added later were not there; these go down from -1, by node and place, 64 to a node. */
export function gaugeWords(index: TraceIndex): Int32Array<ArrayBuffer> {
  const words = new Int32Array(index.gaugeCount);
  let first = 0;
  index.nodes.forEach((node, n) => {
    let later = -1 - n * 64;
    const wordOf = ({ derived, later: isLater }: GaugeInfo): number => (derived === true ? NO_WORD : isLater === true ? later-- : first++);
    node.gauges.forEach((gauge, g) => (words[node.gaugeBase + g] = wordOf(gauge)));
  });
  return words;
}
