import type { Contribution } from '../../workbench/workbenchApi';
import { PythonPanel } from './PythonPanel';
import { strings } from './strings';

/** The board as the four lines of the course, readable and writable. */
export const asPythonContribution: Contribution = {
  id: 'asPython',
  title: strings.title,
  commands: ({ window }) => [{ id: 'view.python', label: strings.show, group: 'View', run: () => window.showPanel('python') }],
  panels: [{ id: 'python', place: 'dock', title: strings.title, Panel: PythonPanel }],
};
