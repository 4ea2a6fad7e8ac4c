import type { Command, Contribution, Services } from '../../workbench/workbenchApi';
import { LessonPanel } from './LessonPanel';
import { playerOf } from './player';
import { strings } from './strings';

/** What the window shows when a lesson cannot be taken up again. */
const INSTEAD = 'five-workers';
const FIRST = 'single-server';

function commands(services: Services): readonly Command[] {
  const player = playerOf(services);
  const isOpen = (): boolean => player.store.getState().placed !== null;
  return [
    { id: 'lessons.first', label: strings.commandFirst, group: 'File', hidden: true, run: () => void player.open(FIRST) },
    { id: 'lessons.open', label: strings.commandOpen, group: 'File', hidden: true, run: (id) => void player.open(id ?? FIRST) },
    {
      id: 'lessons.resume',
      label: strings.commandResume,
      group: 'File',
      hidden: true,
      run: () => void player.resume().then((isThere) => (isThere ? true : services.opening.example(INSTEAD))),
    },
    {
      id: 'lessons.takeOver',
      label: strings.commandTakeOver,
      group: 'File',
      hidden: true,
      run: (text) => player.takeOver(JSON.parse(text ?? '{}') as Parameters<typeof player.takeOver>[0]),
    },
    { id: 'lessons.again', label: strings.commandAgain, group: 'File', line: true, enabled: isOpen, run: () => player.startAgain() },
    { id: 'lessons.leave', label: strings.commandLeave, group: 'File', enabled: isOpen, run: () => player.leave() },
  ];
}

/** A lesson beside the board: its goals, steps, questions and hints, and what comes of a run. */
export const lessonsContribution: Contribution = {
  id: 'lessons',
  title: strings.title,
  commands,
  pieces: [{ place: 'left', Piece: LessonPanel }],
  start: (services) => playerOf(services).follow(),
};
