import { Worker } from 'node:worker_threads';
import { watchCalls } from '../main/services/callWatch';
import { newBeat } from '../programs/callBeat';
import { nothing, type Grade, type Lesson, type ScoreProof } from '../lessons/index';
import type { GradeAnswer, GradeStart } from './gradeProtocol';

const LOOK_EVERY_MS = 200;
/** Of a thread: JavaScript's objects. A run's own memory is limited besides (GRADE_LIMITS). */
const MEMORY = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

/** How somebody else's file is run. */
export interface ThreadJob {
  readonly worker: string | URL;
  /** Seconds of computing after which it is given up. */
  readonly maxSeconds: number;
  readonly isStopped: () => boolean;
}

/** What grading one hand-in needs besides its text. */
export interface GradeJob extends ThreadJob {
  readonly lesson: Lesson;
  readonly lessonText: string;
  readonly seeds: readonly number[];
}

/** Grades a hand-in in a thread of its own; null: the person has stopped it. */
export function gradeInThread(handIn: string, job: GradeJob): Promise<Grade | null> {
  const beat = newBeat();
  const start: GradeStart = { task: 'grade', lesson: job.lessonText, handIn, seeds: job.seeds, beat };
  return inThread(start, job, (message) => nothing(job.lesson, [{ rule: 'limit', message }]));
}

/** Runs a score again in a thread of its own; null: the person has stopped it. */
export function proveInThread(score: string, lesson: string | null, job: ThreadJob): Promise<ScoreProof | null> {
  return inThread({ task: 'prove', score, lesson, beat: newBeat() }, job, (reason) => ({ isProved: false, reason }));
}

/**
 * Does a task in a thread that is ended whatever becomes of it; null: the person has stopped it. What it prints is thrown away. Seconds are
 * those that this process computes, so that a busy computer does not cost anybody points. `lost` is what a file gets that gave no answer.
 */
async function inThread<T extends GradeAnswer>(start: GradeStart, job: ThreadJob, lost: (message: string) => T): Promise<T | null> {
  const worker = new Worker(job.worker, { workerData: start, resourceLimits: MEMORY, stdout: true, stderr: true });
  const endings: (() => void)[] = [];
  try {
    return await new Promise<T | null>((resolve) => {
      worker.on('message', (answer: T) => resolve(answer));
      worker.on('error', (error: NodeJS.ErrnoException) => resolve(lost(errorText(error))));
      worker.on('exit', () => resolve(lost('Its thread ended before there was an answer.')));
      endings.push(watchCalls(start.beat, () => resolve(lost('A program of it did not come to an end; look for a loop that never ends.'))));
      const begunMs = cpuMs();
      const timer = setInterval(() => {
        if (job.isStopped()) resolve(null);
        else if (cpuMs() - begunMs > job.maxSeconds * 1000)
          resolve(lost(`It was not done after computing for ${job.maxSeconds} s, so it was given up; make its runs smaller.`));
      }, LOOK_EVERY_MS);
      endings.push(() => clearInterval(timer));
    });
  } finally {
    for (const end of endings) end();
    await worker.terminate();
  }
}

function errorText(error: NodeJS.ErrnoException): string {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return 'It needed more memory than a hand-in may use; send less at once.';
  return `The simulator could not run it (${error.message.split('\n')[0].slice(0, 200)}).`;
}

/** How long all threads of this process have computed, ms. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
