import { adviseScenario, createRun, NS_PER_SECOND, type LookupResult, type Run } from '../sim/index';
import type { RunArguments } from './args';
import { cleanLine, cleanNames } from './clean';
import { computeAll } from './compute';
import { complain, ExitCode, type Door } from './io';
import { printLog } from './printLog';
import { openProcesses, recordJournal } from './runProcesses';
import { isScript, readInput } from './readInput';
import { lookupProblem } from './lookupProblem';
import { runScript } from './runScript';
import { limitText, lookupText, reportText } from './report';
import { applySettings } from './settings';
import { checkStories, storiesData, storiesText } from './whyChecks';
import { readyPrograms } from './readyPrograms';

/** `faultboard run`: computes a scenario and prints its figures, its log, or one JSON object. Returns the exit code. */
export async function runCommand(args: RunArguments, io: Door): Promise<number> {
  if (isScript(args.file)) {
    const { isAllowed, replay } = args.processes;
    if (isAllowed || replay !== null) return complain(io, 'Scripts in Python start no programs; give a scenario file with process nodes.');
    return runScript(args, io);
  }
  const input = await readInput(args.file, io);
  if (!input.ok) return complain(io, input.message);
  const adjusted = applySettings(input.scenario, args);
  if (!adjusted.ok) return complain(io, adjusted.message);
  const { scenario } = adjusted;
  for (const lookup of args.lookups) {
    const problem = lookupProblem(scenario, lookup);
    if (problem !== null) return complain(io, `--lookup ${lookup.key}@${lookup.node}: ${problem}`);
  }
  for (const advice of adviseScenario(scenario)) io.err(`faultboard: note: ${cleanLine(advice.message)}\n`);
  // Checkpoints only serve looking back from the end, for look-ups and for why a check failed; the log is read from the start to the end.
  const [programs] = await readyPrograms([scenario], io);
  const opened = await openProcesses(args.processes, io);
  if (!opened.ok) return complain(io, opened.message);
  const run = createRun(scenario, {
    ...(args.seed === null ? {} : { seed: args.seed }),
    ...((args.lookups.length === 0 && scenario.checks.length === 0) || args.log ? { checkpointEveryEvents: 0 } : {}),
    programs,
    ...(opened.processes === null ? {} : { processes: opened.processes }),
    ...args.limits,
  });
  const progress = (): string => `${((run.reachedNs / run.endNs) * 100).toFixed(0).padStart(3)} %  ${run.events} events`;
  const finished = computeAll(run, scenario.programs !== undefined || opened.processes !== null, io, progress);
  opened.end();
  if (!finished)
    io.err(
      `faultboard: stopped at ${(run.reachedNs / NS_PER_SECOND).toFixed(3)} of ${scenario.durationSeconds} simulated ` +
        'seconds; the figures are up to there.\n',
    );
  if (run.limitReached !== null) io.err(`faultboard: ${cleanLine(limitText(run.limitReached))}\n`);
  const isGood = await printResults(run, args, io, finished ? io.isStopped : () => false);
  if (opened.processes !== null && !(await recordJournal(args.processes, opened.processes.journal, io))) return ExitCode.notWritten;
  if (!finished || isGood === null) return ExitCode.stopped;
  if (run.limitReached !== null) return ExitCode.limit;
  return isGood ? ExitCode.fine : ExitCode.checkFailed;
}

/** Whether every check passed; null: it was told to stop before the log was written in full. */
async function printResults(run: Run, args: RunArguments, io: Door, isStopped: () => boolean): Promise<boolean | null> {
  const summary = run.summary();
  if (args.log && !(await printLog(run, { print: args.json ? io.err : io.out, isStopped, withMessages: args.messages }))) {
    io.err('faultboard: stopped before the end of the log.\n');
    return null;
  }
  const lookups = args.lookups.map(({ key, node }) => run.lookup(run.reachedNs + 1, node, key) as LookupResult);
  if (!args.json && !args.log) await io.out(reportText(cleanNames(summary)));
  // Looking for causes may take long, and everything that was computed is written: from here on Ctrl+C ends it at once.
  io.endAtOnce?.();
  const stories = args.log || isStopped() ? [] : checkStories(run);
  if (args.json) {
    const why = stories.length > 0 ? { why: storiesData(stories) } : {};
    await io.json(`${JSON.stringify({ ...summary, ...(lookups.length > 0 ? { lookups } : {}), ...why }, null, 2)}\n`);
  } else {
    if (stories.length > 0) await io.out(`\n${storiesText(cleanNames(stories))}`);
    for (const found of lookups) await io.out(`\n${lookupText(cleanNames(found))}`);
  }
  return summary.checks.every((check) => check.ok);
}
