import type { Command, Contribution, Services } from '../../workbench/workbenchApi';
import { Gallery } from './Gallery';
import { strings } from './strings';

function commands({ window }: Services): readonly Command[] {
  return [
    { id: 'gallery.open', label: strings.command, group: 'File', native: true, run: () => window.openDialog(<Gallery first="lessons" />) },
    {
      id: 'file.examples',
      label: strings.examplesCommand,
      group: 'File',
      native: true,
      run: () => window.openDialog(<Gallery first="examples" />),
    },
  ];
}

/** Lessons and examples to choose from. */
export const galleryContribution: Contribution = { id: 'gallery', title: strings.title, commands };
