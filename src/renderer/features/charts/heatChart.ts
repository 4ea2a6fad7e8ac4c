import type { RunReport } from '../../../contract/index';
import { reached, times, type ChartData } from './chartData';
import { strings as texts } from './strings';
import { heatRange } from './heat';

/** The latency heat map as a chart; what is drawn of it is in `heat` and `drawHeat`. */
export function heatChart({ series, endNs }: RunReport): ChartData {
  const length = reached(series, endNs);
  const isEmpty = heatRange(series, length) === null;
  return {
    name: 'heat',
    title: texts.latency,
    unit: 'ms',
    seconds: times(series, length),
    lines: [],
    ...(isEmpty ? { nothing: texts.nothing.heat } : {}),
  };
}
