import { parseScore, type ScoreProof } from '../lessons/index';
import { readRegularText } from '../main/services/readFile';
import type { ProveArguments } from './args';
import { cleanLine, cleanName } from './clean';
import { proveInThread, type ThreadJob } from './gradeThread';
import { complain, ExitCode, type Door } from './io';
import { LARGEST_BYTES, readLesson } from './readLesson';

interface Proved {
  readonly file: string;
  readonly proof: ScoreProof;
}

/** `faultboard prove`: runs each score again and says whether it is true. Returns the exit code. */
export async function proveCommand(args: ProveArguments, io: Door): Promise<number> {
  const asked = args.lesson === null ? null : await readLesson(args.lesson);
  if (asked?.ok === false) return complain(io, asked.message);
  const job: ThreadJob = {
    worker: io.gradeWorker ?? new URL('./gradeWorker.js', import.meta.url),
    maxSeconds: args.maxSeconds,
    isStopped: io.isStopped,
  };
  const done: Proved[] = [];
  for (const file of args.files) {
    if (io.isInteractive) io.status(`${done.length} of ${args.files.length} scores`);
    const proof = await proveFile(file, asked?.text ?? null, job);
    if (proof === null || io.isStopped()) break;
    done.push({ file, proof });
  }
  if (io.isInteractive) io.status(null);
  if (args.json) await io.json(`${JSON.stringify(done.map(asData), null, 2)}\n`);
  else await io.out(done.map(asText).join(''));
  if (done.length < args.files.length) {
    io.err(`faultboard: stopped after ${done.length} of ${args.files.length} scores.\n`);
    return ExitCode.stopped;
  }
  return done.every(({ proof }) => proof.isProved) ? ExitCode.fine : ExitCode.checkFailed;
}

/** `lessonText`: the lesson that was asked for, in place of the one that a score names. */
async function proveFile(file: string, lessonText: string | null, job: ThreadJob): Promise<ScoreProof | null> {
  const opened = await readRegularText(file, LARGEST_BYTES);
  if (!opened.ok) return { isProved: false, reason: opened.failure.message };
  const score = parseScore(opened.value.text);
  if (!score.ok) return { isProved: false, reason: score.failure.message };
  const named = lessonText === null && score.value.lesson !== undefined ? await readLesson(score.value.lesson) : null;
  if (named?.ok === false) return { isProved: false, reason: named.message };
  return proveInThread(opened.value.text, lessonText ?? named?.text ?? null, job);
}

function asData({ file, proof }: Proved): object {
  return proof.isProved
    ? { file, isProved: true, checks: proof.checks.map(({ id, title, ok, message }) => ({ id, title, ok, message })) }
    : { file, ...proof };
}

function asText({ file, proof }: Proved): string {
  const name = cleanName(file);
  if (!proof.isProved) return `${name}: not proved. ${cleanLine(proof.reason)}\n`;
  const checks = proof.checks.map(({ ok, title, message }) => `  ${ok ? 'met' : 'not met'}: ${cleanLine(title)}. ${cleanLine(message)}\n`);
  return `${name}: proved. Run again, it is the same run.\n${checks.join('')}`;
}
