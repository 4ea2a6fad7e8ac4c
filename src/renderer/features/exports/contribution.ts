import type { Contribution } from '../../workbench/workbenchApi';
import { exportCommands } from './exportCommands';
import { strings } from './strings';

/** The board as a picture, the figures as tables, and runs in the forms of other tools. */
export const exportsContribution: Contribution = { id: 'exports', title: strings.title, commands: exportCommands };
