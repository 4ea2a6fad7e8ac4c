import { durationText, momentText } from '../../trace/durationText';
import type { Cell, InspectSection } from '../../trace/inspection';
import type { AutoscalerParams } from './kind';
import { NS_PER_SECOND } from '../../kernel/units';

/** What an autoscaler goes by. */
export interface ScalerMemory {
  readonly wanted: number;
  readonly sum: number;
  readonly measured: number;
  readonly decidedNs: number;
  readonly recentNs: readonly number[];
  readonly recent: readonly number[];
}

/**
 * What an autoscaler wants, what it has measured since it last decided, and what it wanted of late: fewer targets only once all of that
 * allows it.
 */
export function inspectAutoscaler(
  params: AutoscalerParams,
  { links: { length: balancers }, least, most }: { readonly links: Int32Array; readonly least: number; readonly most: number },
  memory: ScalerMemory,
  nowNs: number,
): InspectSection[] {
  const { wanted, sum, measured, decidedNs, recent, recentNs } = memory;
  const unit = params.metric === 'rate' ? 'requests/s' : 'open requests';
  const mean = measured === 0 ? null : (sum / measured) * balancers;
  const facts: (readonly [string, Cell])[] = [
    ['targets wanted', `${wanted} (${least} to ${most})`],
    ['measured since the last decision', mean === null ? null : `${Number(mean.toFixed(2))} ${unit}`],
    ['one target is for', `${params.targetEach} ${unit}`],
    ['so it would need', mean === null ? null : `${Number((mean / params.targetEach).toFixed(2))} targets`],
    ['decides again in', durationText(Math.max(0, decidedNs + params.decideSeconds * NS_PER_SECOND - nowNs))],
  ];
  const rows = recent.map((count, i): Cell[] => [momentText(recentNs[i]), count]).reverse();
  return [
    { type: 'facts', title: 'Decision', facts },
    { type: 'table', title: `Decisions of the last ${params.calmSeconds} s`, columns: ['at', 'targets'], rows, total: rows.length },
  ];
}
