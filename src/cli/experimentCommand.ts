import { Experiment, seedsFrom, type Scenario } from '../sim/index';
import type { ExperimentArguments } from './args';
import { comparisonText, replicationText } from './experimentReport';
import { cleanNames } from './clean';
import { computeAll } from './compute';
import { complain, ExitCode, type Door } from './io';
import { limitText } from './report';
import { inputName, readInput, type Input } from './readInput';
import { applySettings } from './settings';
import { readyPrograms } from './readyPrograms';

/** `faultboard replicate` and `faultboard compare`: the same seeds for one design or two. Returns the exit code. */
export async function experimentCommand(args: ExperimentArguments, io: Door): Promise<number> {
  const designs: Scenario[] = [];
  for (const file of args.files) {
    const input = await readInput(file, io);
    if (!input.ok) return complain(io, input.message);
    const adjusted = applySettings(input.scenario, args.command === 'compare' ? { ...args, settings: [] } : args);
    if (!adjusted.ok) return complain(io, adjusted.message);
    designs.push(adjusted.scenario);
  }
  if (args.command === 'compare' && designs.length === 1) {
    const changed: Input = applySettings(designs[0], args);
    if (!changed.ok) return complain(io, changed.message);
    designs.push(changed.scenario);
  }
  const seeds = seedsFrom(args.seed ?? designs[0].seed, args.seeds);
  const experiment = new Experiment(
    designs.length === 2 ? [designs[0], designs[1]] : [designs[0]],
    seeds,
    await readyPrograms(designs, io),
    args.limits,
  );
  const hasPrograms = designs.some((design) => design.programs !== undefined);
  const progress = (): string => `${experiment.runsDone} of ${experiment.runsTotal} runs`;
  const isFinished = computeAll(experiment, hasPrograms, io, progress);
  const done = Math.floor(experiment.runsDone / designs.length);
  const limit = experiment.limitReached;
  if (limit !== null) {
    io.err(`faultboard: in run ${experiment.runsDone + 1}: ${limitText(limit)}\n`);
    return ExitCode.limit;
  }
  if (!isFinished) io.err(`faultboard: stopped after ${done} of ${args.seeds} seeds; the figures are of these.\n`);
  if (designs.length === 2) {
    const comparison = experiment.comparison(namesOf(args));
    await (args.json ? io.json(`${JSON.stringify(comparison, null, 2)}\n`) : io.out(comparisonText(cleanNames(comparison))));
  } else {
    const replication = experiment.replication();
    await (args.json ? io.json(`${JSON.stringify(replication, null, 2)}\n`) : io.out(replicationText(cleanNames(replication))));
  }
  return isFinished ? ExitCode.fine : ExitCode.stopped;
}

/** What A and B are called: two files by their names, one file by what is changed in it. */
function namesOf({ files, settings }: ExperimentArguments): [string, string] {
  if (files.length === 2) return [inputName(files[0]), inputName(files[1])];
  return [inputName(files[0]), `with ${settings.map(({ node, path, text }) => `${node}.${path.join('.')}=${text}`).join(', ')}`];
}
