import { kindOf, parseDocument, parseScenarioValue, type LoadFailure, type Scenario } from '../sim/index';
import { withBoardChange } from './boardChange';
import { COURSE_FORMAT, courseSchema, LESSON_FORMAT, lessonSchema, type BoardChange, type Course, type LessonFile } from './lessonSchema';

/** A lesson with its boards read: the one to begin from, and the reference solution. */
export interface Lesson extends Omit<LessonFile, 'start'> {
  readonly start: Scenario;
  readonly solved: Scenario;
}

type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: LoadFailure };

function fail(name: string, path: string, message: string): { readonly ok: false; readonly failure: LoadFailure } {
  return { ok: false, failure: { name, path, message } };
}

/** Reads a lesson file. Any text gives a lesson or a named failure, never an exception. */
export function parseLesson(text: string): Parsed<Lesson> {
  const newer = newerThan(text, 'lesson', LESSON_FORMAT);
  if (newer !== null) return newer;
  const parsed = parseDocument(text, lessonSchema, 'lesson');
  if (!parsed.ok) return parsed;
  const file = parsed.value;
  const start = parseScenarioValue(file.start);
  if (!start.ok) return fail(start.failure.name, placeIn('start', start.failure.path), start.failure.message);
  const solved = changed(start.scenario, file.solution, file, 'solution');
  if (!solved.ok) return solved;
  const problem = problemOf(file, start.scenario);
  return problem ?? { ok: true, value: { ...file, start: start.scenario, solved: solved.value } };
}

/** Reads a course file. */
export function parseCourse(text: string): Parsed<Course> {
  const newer = newerThan(text, 'course', COURSE_FORMAT);
  if (newer !== null) return newer;
  const parsed = parseDocument(text, courseSchema, 'course');
  if (!parsed.ok) return parsed;
  const seen = new Set<string>();
  for (const [i, { id, after = [] }] of parsed.value.lessons.entries()) {
    if (seen.has(id)) return fail('twice', `lessons[${i}].id`, `The lesson "${id}" is listed twice; remove one of the two.`);
    const unknown = after.find((before) => !seen.has(before));
    if (unknown !== undefined)
      return fail('bad-order', `lessons[${i}].after`, `"${id}" comes after "${unknown}", which is not listed before it; change the order.`);
    seen.add(id);
  }
  return parsed;
}

/** A board of a lesson with one of its changes made, or why that gives no scenario. */
export function changed(start: Scenario, change: BoardChange, lesson: Pick<LessonFile, 'board'>, place: string): Parsed<Scenario> {
  const parts = new Set(start.nodes.map(({ id }) => id));
  const wires = new Set(start.links.map(({ id }) => id));
  const known = new Set([...parts, ...(change.parts ?? []).map(({ id }) => id)]);
  for (const id of change.without ?? [])
    if (!parts.has(id) && !wires.has(id))
      return fail('no-such-part', `${place}.without`, `There is no part or wire "${id}" to take away; correct its name.`);
  for (const { wire } of change.tune ?? [])
    if (!wires.has(wire)) return fail('no-such-part', `${place}.tune`, `There is no wire "${wire}" to tune; correct its name.`);
  for (const { node } of change.set ?? [])
    if (!known.has(node)) return fail('no-such-part', `${place}.set`, `There is no part "${node}" to change; correct its name.`);
  const made = parseScenarioValue(withBoardChange(start, change, lesson.board.palette));
  if (made.ok) return { ok: true, value: made.scenario };
  return fail(made.failure.name, placeIn(place, made.failure.path), made.failure.message);
}

const placeIn = (place: string, path: string): string => (path === '' ? place : `${place}: ${path}`);

/** A file of a later version says so first: what else is in it need not be understood. */
function newerThan(text: string, name: 'lesson' | 'course', format: number): ReturnType<typeof fail> | null {
  const found = new RegExp(`^\\s*\\{\\s*"${name}"\\s*:\\s*(\\d+)`).exec(text);
  if (found === null || Number(found[1]) <= format) return null;
  return fail(
    'newer-format',
    name,
    `This ${name} was written by a newer Faultboard (form ${found[1]}, and this one reads ${format}); update Faultboard.`,
  );
}

/** What is wrong with a lesson as a whole: names of what is not there, and wrong answers that fail at nothing. */
function problemOf(file: LessonFile, start: Scenario): ReturnType<typeof fail> | null {
  const parts = new Set(start.nodes.map(({ id }) => id));
  for (const id of file.board.locked)
    if (!parts.has(id)) return fail('no-such-part', 'board.locked', `There is no part "${id}" on the start board; correct its name.`);
  for (const { id } of file.board.wires ?? [])
    if (!start.links.some((link) => link.id === id))
      return fail('no-such-part', 'board.wires', `There is no wire "${id}" on the start board; correct its name.`);
  for (const id of file.shares ?? [])
    if (!file.board.locked.includes(id))
      return fail('not-locked', 'shares', `The bars show "${id}", so it must be locked; add it to board.locked.`);
  for (const { kind } of file.board.palette)
    if (kindOf(kind) === undefined) return fail('unknown-kind', 'board.palette', `There is no kind "${kind}"; correct its name.`);
  for (const { from, to } of file.board.through ?? [])
    for (const id of [from, to])
      if (!file.board.locked.includes(id))
        return fail('not-locked', 'board.through', `"${id}" begins or ends a way, so it must be locked; add it to board.locked.`);
  const ids = file.objectives.map(({ check }) => check.id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) return fail('twice', 'objectives', `Two objectives are called "${twice}"; rename one of them.`);
  for (const [i, wrong] of file.wrongAnswers.entries()) {
    const unknown = wrong.fails.find((name) => !ids.includes(name) && !RULES.includes(name));
    if (unknown !== undefined)
      return fail('no-such-objective', `wrongAnswers[${i}].fails`, `There is no objective or rule "${unknown}"; correct its name.`);
    const made = changed(start, wrong.changes, file, `wrongAnswers[${i}].changes`);
    if (!made.ok) return made;
  }
  return null;
}

/** Rules of the board that a hand-in may break, by name. */
export const RULES: readonly string[] = ['locked', 'palette', 'fields', 'way', 'budget', 'faults', 'scenario'];
