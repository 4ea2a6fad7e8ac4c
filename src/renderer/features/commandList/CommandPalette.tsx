import { useEffect, useState, type ReactElement } from 'react';
import type { ExampleInfo } from '../../../contract/index';
import { shippedCourses, type PlacedLesson } from '../../courses/courses';
import { ChoiceList } from '../../ui/ChoiceList';
import { DialogBox } from '../../ui/Dialog';
import { useServices } from '../../workbench/context';
import { TERMS } from '../../workbench/terms';
import { keyText } from '../../workbench/keyboard';
import { strings } from './strings';

/** Every command that can be used now, and behind them words of the glossary, examples and lessons, to be found by typing. */
export function CommandPalette(): ReactElement {
  const { api, commands, contributions, opening, window } = useServices();
  const [examples, setExamples] = useState<readonly ExampleInfo[]>([]);
  useEffect(() => void api.listExamples().then(setExamples, () => undefined), [api]);
  const [lessons, setLessons] = useState<readonly PlacedLesson[]>([]);
  useEffect(() => void shippedCourses().then(({ courses }) => setLessons(courses.flatMap((course) => course.lessons))), []);
  const choices = commands.all
    .filter((command) => command.hidden !== true && command.id !== 'view.palette' && commands.isEnabled(command))
    .map((command) => ({
      key: command.id,
      label: command.label,
      detail: command.group,
      keys: command.keys?.[0] === undefined ? undefined : keyText(command.keys[0]),
      choose: () => command.run(),
    }));
  const panels = contributions
    .flatMap((contribution) => contribution.panels ?? [])
    .map(({ id, title }) => ({
      key: `panel ${id}`,
      label: strings.panelOf(title),
      detail: strings.panels,
      choose: () => window.showPanel(id),
    }));
  // Behind the commands, so that a word never stands before what can be done.
  const words = TERMS.map(({ id, name }) => ({
    key: `term ${id}`,
    label: strings.whatIs(name),
    detail: strings.glossary,
    choose: () => commands.run('help.glossary', name),
  }));
  const boards = examples.map(({ id, name }) => ({
    key: `example ${id}`,
    label: strings.exampleOf(name),
    detail: strings.examples,
    choose: () => void opening.example(id),
  }));
  const learn = lessons.map(({ lesson }) => ({
    key: `lesson ${lesson.id}`,
    label: strings.lessonOf(lesson.title),
    detail: strings.lessons,
    choose: () => commands.run('lessons.open', lesson.id),
  }));
  return (
    <DialogBox title={strings.allCommands}>
      <ChoiceList
        label={strings.commands}
        placeholder={strings.whatToDo}
        choices={[...choices, ...panels, ...words, ...boards, ...learn]}
      />
    </DialogBox>
  );
}
