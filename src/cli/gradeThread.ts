import { Worker } from 'node:worker_threads';
import { watchCalls } from '../main/services/callWatch';
import { newBeat } from '../programs/callBeat';
import { nothing, type Grade, type Lesson } from '../lessons/index';
import type { GradeAnswer, GradeStart } from './gradeProtocol';

const LOOK_EVERY_MS = 200;
/** Of a thread: JavaScript's objects. A run's own memory is limited besides (GRADE_LIMITS). */
const MEMORY = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

/** What grading one hand-in needs besides its text. */
export interface GradeJob {
  readonly worker: string | URL;
  readonly lesson: Lesson;
  readonly lessonText: string;
  readonly seeds: readonly number[];
  /** Seconds of computing after which it is given up. */
  readonly maxSeconds: number;
  readonly isStopped: () => boolean;
}

/**
 * Grades a hand-in in a thread that is ended whatever becomes of it; null: the person has stopped it. What it prints is thrown away.
 * Seconds are those that this process computes, so that a busy computer does not cost anybody points.
 */
export async function gradeInThread(handIn: string, job: GradeJob): Promise<Grade | null> {
  const beat = newBeat();
  const start: GradeStart = { lesson: job.lessonText, handIn, seeds: job.seeds, beat };
  const worker = new Worker(job.worker, { workerData: start, resourceLimits: MEMORY, stdout: true, stderr: true });
  const endings: (() => void)[] = [];
  const lost = (message: string): Grade => nothing(job.lesson, [{ rule: 'limit', message }]);
  try {
    return await new Promise<Grade | null>((resolve) => {
      worker.on('message', ({ grade }: GradeAnswer) => resolve(grade));
      worker.on('error', (error: NodeJS.ErrnoException) => resolve(lost(errorText(error))));
      worker.on('exit', () => resolve(lost('Its thread ended before there was a grade.')));
      endings.push(watchCalls(beat, () => resolve(lost('A program of it did not come to an end; look for a loop that never ends.'))));
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
