import { parentPort, workerData } from 'node:worker_threads';
import { entryOf, gradeEntry, nothing, parseScore, parseTask, proveScore, runOfScore } from '../lessons/index';
import type { Grade, Lesson, ScoreProof } from '../lessons/index';
import { preparePrograms } from '../programs/index';
import { parseScenario } from '../sim/index';
import type { GradeAnswer, GradeStart, GradeTask, ProveTask } from './gradeProtocol';

/** Reads and grades one hand-in. What runs here runs in a thread of its own: whatever it does, it does only here. */
async function grade({ lesson: text, handIn, seeds, beat }: GradeTask): Promise<Grade> {
  const lesson = lessonFrom(text);
  const parsed = parseScenario(handIn);
  if (!parsed.ok) return nothing(lesson, [{ rule: 'scenario', message: `${parsed.failure.message} [${parsed.failure.name}]` }]);
  const entry = entryOf(lesson, parsed.scenario);
  if (!entry.ok) return nothing(lesson, entry.broken);
  return gradeEntry(lesson, entry.scenario, seeds, await preparePrograms(entry.scenario, beat));
}

/** Reads a score and runs it again. */
async function prove({ score: text, lesson, beat }: ProveTask): Promise<ScoreProof> {
  const parsed = parseScore(text);
  if (!parsed.ok) return { isProved: false, reason: parsed.failure.message };
  const told = runOfScore(parsed.value, lesson === null ? null : lessonFrom(lesson));
  if (!told.ok) return { isProved: false, reason: told.message };
  return proveScore(parsed.value, told.scenario, await preparePrograms(told.scenario, beat));
}

function lessonFrom(text: string): Lesson {
  const lesson = parseTask(text);
  if (!lesson.ok) throw new Error(lesson.failure.message);
  return lesson.value;
}

const start = workerData as GradeStart;
void (start.task === 'grade' ? grade(start) : prove(start)).then((done: GradeAnswer) => parentPort?.postMessage(done));
