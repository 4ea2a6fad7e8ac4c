import { BREAK_METRICS, kindOf, metricName, metricUnit, STANDARD_GAUGES, UTILIZATION, type ScenarioNode } from '../../../sim/index';

/** A figure that playback can stop at. */
export interface MetricChoice {
  readonly metric: string;
  readonly title: string;
}

/** The figures of the whole run (null), or those that one of some parts has. */
export function metricChoices(nodes: readonly Pick<ScenarioNode, 'kind'>[] | null): readonly MetricChoice[] {
  if (nodes === null) return BREAK_METRICS.map(choice);
  const own = new Set(nodes.flatMap(({ kind }) => kindOf(kind)?.descriptor.gauges.map((gauge) => gauge.name) ?? []));
  const standard = STANDARD_GAUGES.map((gauge) => gauge.name).filter((name) => name !== 'status');
  return [choice('queue'), choice(UTILIZATION), ...[...new Set([...standard, ...own])].filter((name) => name !== 'queue').map(choice)];
}

function choice(metric: string): MetricChoice {
  const unit = metricUnit(metric).trim();
  return { metric, title: `${metricName(metric)}${unit === '' ? '' : ` (${unit})`}` };
}
