import type { RunReport } from '../../../contract/index';
import { STANDARD_GAUGES, type GaugeInfo } from '../../../sim/index';
import { COLOURS, gaugeValues, grown, ratePerSecond, reached, smoothed, times, type ChartData, type ChartLine } from './chartData';
import { strings as texts } from './strings';

const MOST_LINES = COLOURS.length;

type NodeIndex = RunReport['index']['nodes'][number];

interface Gauge {
  readonly info: GaugeInfo;
  readonly values: Float64Array;
}

/**
 * The gauges of one part: what it counts each second, its levels by their unit, and each gauge that is one of a few states by itself.
 * Those that stayed at zero and belong to a field that is off are left out.
 */
export function partCharts(report: RunReport, id: string): ChartData[] {
  const node = report.index.nodes.find((candidate) => candidate.id === id);
  if (node === undefined) return [];
  const called = node.label ?? id;
  const gauges = node.gauges.map((info, at): Gauge => ({ info, values: gaugeValues(report, node.gaugeBase + at) }));
  const own = gauges.slice(STANDARD_GAUGES.length).filter(({ info, values }) => info.later !== true || values.some((value) => value !== 0));
  const standard = gauges
    .slice(1, STANDARD_GAUGES.length)
    .filter(({ info, values }) => info.name !== 'busy' || node.capacity > 0 || values.some((value) => value !== 0));
  const counters = [...standard, ...own].filter(({ info }) => info.type === 'counter');
  const levels = [...standard, ...own].filter(({ info }) => info.type === 'level' && info.words === undefined);
  const states = own.filter(({ info }) => info.words !== undefined);
  return [
    ...states.map((gauge) => stateChart(report, node, gauge)),
    ...split(counters).map((some, i) => chartOf(report, { name: `${id} rates ${i}`, title: texts.rates(called), unit: '/s' }, some)),
    ...byUnit(levels).map(([unit, some]) =>
      chartOf(
        report,
        {
          name: `${id} levels ${unit}`,
          title: some.length === 1 ? texts.own(called, some[0].info.title.toLowerCase()) : texts.gauges(called),
          unit,
        },
        some,
      ),
    ),
  ];
}

/** Levels of one unit share a scale; requests and the slots that they are in count as one. */
function byUnit(levels: readonly Gauge[]): [unit: string, gauges: Gauge[]][] {
  const units = new Map<string, Gauge[]>();
  for (const gauge of levels) {
    const unit = gauge.info.unit === 'slots' ? 'requests' : (gauge.info.unit ?? '');
    units.set(unit, [...(units.get(unit) ?? []), gauge]);
  }
  return [...units].flatMap(([unit, gauges]) =>
    split(gauges).map((some, i): [string, Gauge[]] => [i === 0 ? unit : `${unit} ${i + 1}`, some]),
  );
}

/** As few charts as have room for all lines, as evenly as they go. */
function split(gauges: readonly Gauge[]): Gauge[][] {
  const charts = Math.ceil(gauges.length / MOST_LINES);
  const each = Math.ceil(gauges.length / Math.max(1, charts));
  return Array.from({ length: charts }, (_, i) => gauges.slice(i * each, (i + 1) * each));
}

function chartOf({ series, endNs }: RunReport, facts: Pick<ChartData, 'name' | 'title' | 'unit'>, gauges: readonly Gauge[]): ChartData {
  const length = reached(series, endNs);
  const lines = gauges.map(({ info, values }, i): ChartLine => ({
    title: info.title.toLowerCase(),
    colour: COLOURS[i],
    values: info.type === 'counter' ? ratePerSecond(grown(values), series.sampleNs, length) : smoothed(values, series.sampleNs, length),
  }));
  return { ...facts, seconds: times(series, length), lines };
}

/** A state is not averaged over a second: between closed and open there is no middle. */
function stateChart({ series, endNs }: RunReport, { id, label = id }: NodeIndex, { info, values }: Gauge): ChartData {
  const title = info.title.toLowerCase();
  return {
    name: `${id} ${info.name}`,
    title: texts.own(label, title),
    unit: '',
    seconds: times(series, reached(series, endNs)),
    lines: [{ title, values, colour: COLOURS[0] }],
    words: info.words,
  };
}
