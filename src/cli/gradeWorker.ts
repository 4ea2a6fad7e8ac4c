import { parentPort, workerData } from 'node:worker_threads';
import { entryOf, gradeEntry, nothing, parseLesson, type Grade } from '../lessons/index';
import { preparePrograms } from '../programs/index';
import { parseScenario } from '../sim/index';
import type { GradeAnswer, GradeStart } from './gradeProtocol';

/** Reads and grades one hand-in, in a thread of its own: whatever it does, it does only here. */
async function grade({ lesson: text, handIn, seeds, beat }: GradeStart): Promise<Grade> {
  const lesson = parseLesson(text);
  if (!lesson.ok) throw new Error(lesson.failure.message);
  const parsed = parseScenario(handIn);
  if (!parsed.ok) return nothing(lesson.value, [{ rule: 'scenario', message: `${parsed.failure.message} [${parsed.failure.name}]` }]);
  const entry = entryOf(lesson.value, parsed.scenario);
  if (!entry.ok) return nothing(lesson.value, entry.broken);
  return gradeEntry(lesson.value, entry.scenario, seeds, await preparePrograms(entry.scenario, beat));
}

void grade(workerData as GradeStart).then((done) => parentPort?.postMessage({ grade: done } satisfies GradeAnswer));
