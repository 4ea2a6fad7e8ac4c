import type { Contribution } from '../../workbench/workbenchApi';
import { About } from './About';
import { Glossary } from './Glossary';
import { strings } from './strings';

/** The words of the field, and what this is: what stands in the Help menu. */
export const glossaryContribution: Contribution = {
  id: 'glossary',
  title: strings.title,
  commands: ({ commands, window }) => [
    {
      id: 'help.glossary',
      label: strings.command,
      group: 'Help',
      native: true,
      run: (word) => window.openDialog(<Glossary first={word ?? ''} />),
    },
    { id: 'help.lessons', label: strings.lessons, group: 'Help', run: () => commands.run('gallery.open') },
    { id: 'help.about', label: strings.about, group: 'Help', line: true, run: () => window.openDialog(<About />) },
  ],
};
