import type { KeySpace } from '../../data/keySpaces';
import { problemText, uselessAnswer } from '../programs';
import type { Program, ProgramProblem } from '../../parts/programs';

/** A program that has to be stopped for so many keys is not asked for the rest. */
const MOST_RUNAWAYS = 20;
/**
 * All keys together may take as much as so many calls that had to be stopped: it is the beginning of a run, which shows nothing meanwhile.
 */
const MOST_EFFORT = 40;
const EFFORT_PER_KEY = 0.0002;
const MOST_SAFE = 9_007_199_254_740_991;

/**
 * What the learner's program says of every key (NaN: nothing of use), and what its author should know, without the subject of the
 * sentence; null: all is well.
 */
export function answersForKeys(
  program: Program | null,
  called: 'shardOf' | 'hash',
  shards: number,
  keys: KeySpace,
): { readonly answers: Float64Array; readonly problem: string | null } {
  const answers = new Float64Array(keys.count).fill(NaN);
  if (program === null) return { answers, problem: `has no program with a function ${called}; write one` };
  let failures = 0;
  let stopped = 0;
  let effort = 0;
  let last = '';
  const mostEffort = MOST_EFFORT + keys.count * EFFORT_PER_KEY;
  for (let key = 0; key < keys.count; key++) {
    const isOver = stopped >= MOST_RUNAWAYS || effort >= mostEffort;
    const asked = isOver ? null : ask(program, called, keys.nameOf(key), { key, shards, answers });
    effort += asked?.effort ?? 0;
    const problem = asked?.problem ?? null;
    if (!Number.isNaN(answers[key])) continue;
    failures++;
    if (problem === null) continue;
    last = `for \u0022${keys.nameOf(key)}\u0022, ${problemText(problem)}`;
    if (problem.isRunaway) stopped++;
  }
  if (effort >= mostEffort && stopped < MOST_RUNAWAYS) last += `${last === '' ? '' : '; '}it takes too long for so many keys`;
  return { answers, problem: failures === 0 ? null : `has a program that failed for ${failures} of ${keys.count} keys, last ${last}` };
}

interface Asked {
  readonly key: number;
  readonly shards: number;
  readonly answers: Float64Array;
}

interface Answered {
  readonly problem: ProgramProblem | null;
  readonly effort: number;
}

function ask(program: Program, called: 'shardOf' | 'hash', name: string, { key, shards, answers }: Asked): Answered {
  const isHash = called === 'hash';
  const answer = program.call(called, JSON.stringify(isHash ? [name] : [name, shards]), key);
  if (!answer.ok) return answer;
  const { type, value } = answer;
  const most = isHash ? MOST_SAFE : shards - 1;
  if (typeof value === 'number' && Number.isInteger(value) && value <= most && value >= (isHash ? -MOST_SAFE : 0)) {
    answers[key] = value;
    return { problem: null, effort: answer.effort };
  }
  const problem = uselessAnswer(called, type, value, isHash ? 'a whole number' : `a whole number from 0 to ${most}`);
  return { problem, effort: answer.effort };
}
