import type { Command, Contribution, Services } from '../../workbench/workbenchApi';
import { exportFile } from '../../workbench/exportFile';
import { LessonPanel } from './LessonPanel';
import { playerOf } from './player';
import { strings } from './strings';

/** What the window shows when a lesson cannot be taken up again. */
const INSTEAD = 'five-workers';
const FIRST = 'single-server';

/** Leaves the lesson to play on with its board, which gets the room of the lesson and is seen whole again, however it was looked at. */
function leave(services: Services): void {
  playerOf(services).leave();
  requestAnimationFrame(() => services.boardView.fit());
}

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
    {
      id: 'lessons.saveScore',
      label: strings.commandSaveScore,
      group: 'File',
      enabled: () => player.scoreOfRun() !== null,
      run: () => void saveScore(services),
    },
    { id: 'lessons.leave', label: strings.commandLeave, group: 'File', enabled: isOpen, run: () => leave(services) },
  ];
}

/** Gives the score of the run on screen out as a file, which `faultboard prove` runs again. */
async function saveScore(services: Services): Promise<void> {
  const player = playerOf(services);
  const content = player.scoreOfRun();
  const id = player.store.getState().placed?.lesson.id;
  if (content !== null && id !== undefined)
    await exportFile(services, { name: `${id}.score.json`, content, mediaType: 'application/json' });
}

/** A lesson beside the board: its goals, steps, questions and hints, and what comes of a run. */
export const lessonsContribution: Contribution = {
  id: 'lessons',
  title: strings.title,
  commands,
  pieces: [{ place: 'left', Piece: LessonPanel }],
  start: (services) => playerOf(services).follow(),
};
