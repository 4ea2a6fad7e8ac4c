import { Slices } from '../main/services/slices';
import { preparePrograms } from '../programs/index';
import { Experiment, seedsFrom, type Scenario } from '../sim/index';
import type { ExperimentArguments } from './args';
import { comparisonText, replicationText } from './experimentReport';
import { complain, ExitCode, type Io } from './io';
import { limitText } from './report';
import { inputName, readInput, type Input } from './readInput';
import { applySettings } from './settings';

const QUIET_MS = 500;

/** `faultboard replicate` and `faultboard compare`: the same seeds for one design or two. Returns the exit code. */
export async function experimentCommand(args: ExperimentArguments, io: Io): Promise<number> {
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
    await Promise.all(designs.map(preparePrograms)),
    args.limits,
  );
  const isFinished = await compute(experiment, io);
  const done = Math.floor(experiment.runsDone / designs.length);
  const limit = experiment.limitReached;
  if (limit !== null) {
    io.err(`faultboard: in run ${experiment.runsDone + 1}: ${limitText(limit)}\n`);
    return ExitCode.limit;
  }
  if (!isFinished) io.err(`faultboard: stopped after ${done} of ${args.seeds} seeds; the figures are of these.\n`);
  if (designs.length === 2) {
    const comparison = experiment.comparison(namesOf(args));
    await io.out(args.json ? `${JSON.stringify(comparison, null, 2)}\n` : comparisonText(comparison));
  } else {
    const replication = experiment.replication();
    await io.out(args.json ? `${JSON.stringify(replication, null, 2)}\n` : replicationText(replication));
  }
  return isFinished ? ExitCode.fine : ExitCode.stopped;
}

/** What A and B are called: two files by their names, one file by what is changed in it. */
function namesOf({ files, settings }: ExperimentArguments): [string, string] {
  if (files.length === 2) return [inputName(files[0]), inputName(files[1])];
  return [inputName(files[0]), `with ${settings.map(({ node, path, text }) => `${node}.${path.join('.')}=${text}`).join(', ')}`];
}

/** True when all is computed, false when it was stopped. */
async function compute(experiment: Experiment, io: Io): Promise<boolean> {
  const startedMs = performance.now();
  const isStopped = io.isStopped ?? (() => false);
  let shown = false;
  let finished = false;
  const slices = new Slices();
  while (!finished && !isStopped()) {
    finished = slices.next((maxEvents) => experiment.advance({ maxEvents }));
    if (io.isInteractive && !finished && performance.now() - startedMs > QUIET_MS) {
      shown = true;
      io.err(`\r${experiment.runsDone} of ${experiment.runsTotal} runs`);
    }
    // Lets a signal in.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  if (shown) io.err('\r\u001b[K');
  return finished;
}
