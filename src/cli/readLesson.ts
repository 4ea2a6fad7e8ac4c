import { parseTask, type Lesson } from '../lessons/index';
import { readRegularText } from '../main/services/readFile';
import { inputName } from './readInput';
import { shippedLessonFile } from './shippedLessons';

/** A lesson's file, a hand-in or a score: far more than any of them needs. */
export const LARGEST_BYTES = 8_000_000;

/** A lesson with the text of its file, or one line about why there is none. */
export type ReadLesson =
  | { readonly ok: true; readonly lesson: Lesson; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** A shipped lesson by its name, or a lesson or an exercise from a file. */
export async function readLesson(name: string): Promise<ReadLesson> {
  const file = shippedLessonFile(name);
  const opened = await readRegularText(file ?? name, LARGEST_BYTES);
  if (!opened.ok && file !== null)
    return { ok: false, message: `There is no lesson "${name}"; give the name of a shipped one, or a file such as ./${name}.json.` };
  if (!opened.ok) return { ok: false, message: `${inputName(name)}: ${opened.failure.message} [${opened.failure.name}]` };
  const { text } = opened.value;
  const parsed = parseTask(text);
  if (parsed.ok) return { ok: true, lesson: parsed.value, text };
  const { failure } = parsed;
  const place = failure.path === '' ? '' : ` at ${failure.path}`;
  return { ok: false, message: `${inputName(name)}: ${failure.message} [${failure.name}${place}]` };
}
