import { readScript } from '../asPython/readScript';
import type { Script, ScriptProblem, ScriptQuestion } from '../asPython/script';
import { toScenario } from '../asPython/toScenario';
import { adviseScenario, createRun, type LookupResult, type Run, type RunSummary, type Scenario } from '../sim/index';
import type { RunArguments } from './args';
import { cleanLine, cleanNames } from './clean';
import { computeAll } from './compute';
import { complain, ExitCode, type Door } from './io';
import { lookupProblem } from './lookupProblem';
import { printLog } from './printLog';
import { NO_SIMULATION, readText, scriptProblem } from './readInput';
import { limitText, lookupText } from './report';
import { applySettings } from './settings';
import { readyPrograms } from './readyPrograms';

/** Runs and look-ups that one script may ask for: it is run anew for each of them. */
const MOST_QUESTIONS = 100;

/** Something that ends the command: its exit code. */
class Ended extends Error {
  constructor(readonly code: number) {
    super();
  }
}

/** `faultboard run FILE.py`: runs a script in Python that builds its board, and prints what it prints, with the log of its runs. */
export async function runScript(args: RunArguments, io: Door): Promise<number> {
  const text = await readText(args.file, io);
  if (!text.ok) return complain(io, text.message);
  try {
    return await new ScriptRun(args, io, await readScript(text.text)).toTheEnd();
  } catch (error) {
    if (error instanceof Ended) return error.code;
    throw error;
  }
}

class ScriptRun {
  /** Runs by the number of the question that asked for them. */
  private readonly runs = new Map<number, { readonly run: Run; readonly scenario: Scenario }>();
  private readonly answers: unknown[] = [];
  private last: Run | null = null;
  private shown = 0;
  private code: number = ExitCode.fine;

  constructor(
    private readonly args: RunArguments,
    private readonly io: Door,
    private readonly script: Script,
  ) {}

  async toTheEnd(): Promise<number> {
    const { args, io } = this;
    for (;;) {
      const { printed, ask, problem } = this.script(this.answers);
      const more = printed.slice(this.shown);
      this.shown = printed.length;
      if (more !== '') await this.print(more);
      if (problem !== null) return this.wrong(problem);
      if (ask === null) break;
      if (this.answers.length >= MOST_QUESTIONS)
        return this.wrong({
          message: `it asks for more than ${MOST_QUESTIONS} runs and look-ups, which is too much for one script`,
          line: ask.line,
        });
      if (ask.type === 'end') return this.wrong({ message: 'it never runs its simulation; end it with sim.run()', line: ask.line });
      this.answers.push(ask.type === 'run' ? await this.answerRun(ask) : this.answerLookup(ask));
    }
    if (this.last === null) return this.wrong(NO_SIMULATION);
    const run = this.last;
    const lookups = args.lookups.map(({ key, node }) => run.lookup(run.reachedNs + 1, node, key) as LookupResult);
    if (args.json) await io.json(`${JSON.stringify({ ...run.summary(), ...(lookups.length > 0 ? { lookups } : {}) }, null, 2)}\n`);
    else for (const found of lookups) await io.out(`\n${lookupText(cleanNames(found))}`);
    return this.code;
  }

  private wrong(problem: ScriptProblem): number {
    return complain(this.io, scriptProblem(this.args.file, problem));
  }

  /** With --json, standard output is for the one object. */
  private print(text: string): void | Promise<void> {
    return this.args.json ? this.io.err(text) : this.io.out(text);
  }

  private async answerRun({ board }: Extract<ScriptQuestion, { readonly type: 'run' }>): Promise<object> {
    const { args, io } = this;
    const built = toScenario(board);
    if (!built.ok) throw new Ended(this.wrong(built.problem));
    const adjusted = applySettings(built.scenario, args);
    if (!adjusted.ok) throw new Ended(complain(io, adjusted.message));
    const { scenario } = adjusted;
    for (const lookup of args.lookups) {
      const problem = lookupProblem(scenario, lookup);
      if (problem !== null) throw new Ended(complain(io, `--lookup ${lookup.key}@${lookup.node}: ${problem}`));
    }
    for (const advice of adviseScenario(scenario)) io.err(`faultboard: note: ${cleanLine(advice.message)}\n`);
    const [programs] = await readyPrograms([scenario], io);
    const run = createRun(scenario, { ...(args.seed === null ? {} : { seed: args.seed }), programs, ...args.limits });
    const progress = (): string => `${((run.reachedNs / run.endNs) * 100).toFixed(0).padStart(3)} %  ${run.events} events`;
    const finished = computeAll(run, scenario.programs !== undefined, io, progress);
    if (run.limitReached !== null) {
      io.err(`faultboard: ${cleanLine(limitText(run.limitReached))}\n`);
      this.code = ExitCode.limit;
    }
    if (!(await printLog(run, { print: (lines) => this.print(lines), isStopped: finished ? io.isStopped : () => false })) || !finished)
      throw new Ended(ExitCode.stopped);
    this.runs.set(this.answers.length, { run, scenario });
    this.last = run;
    return figures(run.summary());
  }

  private answerLookup({ run: asked, key, node }: Extract<ScriptQuestion, { readonly type: 'lookup' }>): object {
    const known = this.runs.get(asked);
    const problem = known === undefined ? 'that run is not there.' : lookupProblem(known.scenario, { key, node });
    if (known === undefined || problem !== null) return { problem: problem ?? '' };
    const { fields, message } = known.run.lookup(known.run.reachedNs + 1, node, key) as LookupResult;
    return { fields, message };
  }
}

/** What a script gets of a run: all of them have to fit into the sandbox. */
function figures({ requests, latencyMs, throughputPerSecond, goodputPerSecond, simulatedSeconds, traceHash, nodes }: RunSummary): object {
  const parts = nodes.map(({ id, received, completed, failed, utilization, queueMax }) => [
    id,
    { received, completed, failed, utilization, queueMax },
  ]);
  return {
    requests,
    latencyMs,
    throughputPerSecond,
    goodputPerSecond,
    simulatedSeconds,
    traceHash,
    parts: Object.fromEntries(parts) as object,
  };
}
