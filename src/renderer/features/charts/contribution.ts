import type { Contribution } from '../../workbench/workbenchApi';
import { Charts } from './Charts';
import { ChartTools } from './ChartTools';
import { strings } from './strings';

/** The curves of a run. */
export const chartsContribution: Contribution = {
  id: 'charts',
  title: strings.tab,
  panels: [{ id: 'charts', place: 'dock', title: strings.tab, Panel: Charts, Tools: ChartTools }],
};
