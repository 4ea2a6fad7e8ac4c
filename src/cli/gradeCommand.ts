import { createHash, randomInt } from 'node:crypto';
import { nothing, type Grade } from '../lessons/index';
import { readRegularText } from '../main/services/readFile';
import { seedsFrom } from '../sim/index';
import type { GradeArguments } from './args';
import { gradesAsCsv, gradesAsJson, gradesAsText, type Graded } from './gradeReport';
import { gradeInThread, type GradeJob } from './gradeThread';
import { complain, ExitCode, type Door } from './io';
import { LARGEST_BYTES, readLesson } from './readLesson';

const SEED_COUNT = 2 ** 32;

/** `faultboard grade`: points of each hand-in, by the lesson's checks. Returns the exit code. */
export async function gradeCommand(args: GradeArguments, io: Door): Promise<number> {
  const read = await readLesson(args.lesson);
  if (!read.ok) return complain(io, read.message);
  const seeds = seedsFrom(firstSeed(args), args.seeds);
  const job: GradeJob = {
    worker: io.gradeWorker ?? new URL('./gradeWorker.js', import.meta.url),
    lesson: read.lesson,
    lessonText: read.text,
    seeds,
    maxSeconds: args.maxSeconds,
    isStopped: io.isStopped,
  };
  const graded: Graded[] = [];
  for (const file of args.files) {
    if (io.isInteractive) io.status(`${graded.length} of ${args.files.length} hand-ins`);
    const grade = await gradeFile(file, job);
    if (grade === null || io.isStopped()) break;
    graded.push({ file, grade });
  }
  if (io.isInteractive) io.status(null);
  const report = { lesson: read.lesson, seeds, graded };
  if (args.form === 'json') await io.json(gradesAsJson(report));
  else await io.out(args.form === 'csv' ? gradesAsCsv(report) : gradesAsText(report));
  if (graded.length < args.files.length) {
    io.err(`faultboard: stopped after ${graded.length} of ${args.files.length} hand-ins; the points are of these.\n`);
    return ExitCode.stopped;
  }
  return graded.every(({ grade }) => grade.points === grade.of) ? ExitCode.fine : ExitCode.checkFailed;
}

async function gradeFile(file: string, job: GradeJob): Promise<Grade | null> {
  const opened = await readRegularText(file, LARGEST_BYTES);
  if (!opened.ok) return nothing(job.lesson, [{ rule: 'scenario', message: opened.failure.message }]);
  return gradeInThread(opened.value.text, job);
}

function firstSeed({ seed, secret }: GradeArguments): number {
  if (seed !== null) return seed;
  if (secret === null) return randomInt(SEED_COUNT);
  return createHash('sha256').update(`faultboard grade ${secret}`).digest().readUInt32BE(0);
}
