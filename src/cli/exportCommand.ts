import { firstDifference, comparedFacts, type ComparedRun } from '../main/services/difference';
import { EXPORT_FORMS, exportRun } from '../exports/forms';
import { createRun, type Run, type RunDifference, type RunLimits, type Scenario, NS_PER_SECOND } from '../sim/index';
import type { DifferenceArguments, ExportArguments } from './args';
import { cleanLine } from './clean';
import { computeAll } from './compute';
import { complain, ExitCode, type Door } from './io';
import { readInput } from './readInput';
import { limitText } from './report';
import { applySettings } from './settings';
import { readyPrograms } from './readyPrograms';

/** Forms that are no JSON and have none in them. */
const TEXT_FORMS: readonly string[] = ['csv', 'shiviz', 'jepsen'];

/** `faultboard export`: computes a scenario and writes the run to standard output in the form of another tool. Returns the exit code. */
export async function exportCommand(args: ExportArguments, io: Door): Promise<number> {
  const input = await readInput(args.file, io);
  if (!input.ok) return complain(io, input.message);
  const adjusted = applySettings(input.scenario, args);
  if (!adjusted.ok) return complain(io, adjusted.message);
  const run = await computed(adjusted.scenario, args.seed, args.limits, io);
  const write = TEXT_FORMS.includes(args.form) ? io.out : io.json;
  if (run === null) return ExitCode.stopped;
  const exported = {
    index: run.index,
    summary: run.summary(),
    series: run.series(),
    endNs: run.reachedNs,
    faults: run.faults,
    history: () => run.history(),
    places: adjusted.scenario.nodes,
  };
  for await (const text of exportRun(EXPORT_FORMS[args.form], exported, (fromNs, toNs, maxRows) => run.window(fromNs, toNs, maxRows))) {
    if (io.isStopped()) return ExitCode.stopped;
    if (text !== '') await write(text);
  }
  return ExitCode.fine;
}

/** `faultboard difference`: the first moment at which two runs differ, in words. Exit code 0: they are equal, 1: they differ. */
export async function differenceCommand(args: DifferenceArguments, io: Door): Promise<number> {
  const [file, other = file] = args.files;
  const [first, second] = [await readInput(file, io), await readInput(other, io)];
  if (!first.ok) return complain(io, first.message);
  if (!second.ok) return complain(io, second.message);
  const changed = applySettings(second.scenario, args);
  if (!changed.ok) return complain(io, changed.message);
  const base = { ...first.scenario, durationSeconds: args.untilSeconds ?? first.scenario.durationSeconds };
  const [here, there] = [await computed(base, null, args.limits, io), await computed(changed.scenario, args.seed, args.limits, io)];
  if (here === null || there === null) return ExitCode.stopped;
  const found = await firstDifference(compared(here), compared(there));
  if (found === null) {
    await io.out(args.json ? 'null\n' : `The two runs are equal: trace ${here.summary().traceHash}.\n`);
    return ExitCode.fine;
  }
  await (args.json ? io.json(`${JSON.stringify(asJson(found), null, 2)}\n`) : io.out(`${cleanLine(found.text)}\n`));
  return ExitCode.checkFailed;
}

/** A finished run, or null when somebody stopped it. */
async function computed(scenario: Scenario, seed: number | null, limits: RunLimits, io: Door): Promise<Run | null> {
  const [programs] = await readyPrograms([scenario], io);
  const run = createRun(scenario, { ...(seed === null ? {} : { seed }), programs, ...limits });
  const progress = (): string => `${((run.reachedNs / run.endNs) * 100).toFixed(0).padStart(3)} %  ${run.events} events`;
  if (!computeAll(run, scenario.programs !== undefined, io, progress)) return null;
  if (run.limitReached !== null) io.err(`faultboard: ${cleanLine(limitText(run.limitReached))}\n`);
  return run;
}

function compared(run: Run): ComparedRun {
  return {
    ...comparedFacts({ index: run.index, endNs: run.reachedNs, summary: run.summary(), series: run.series() }),
    hashAt: (atNs) => Promise.resolve(run.moment(atNs).traceHash),
    window: (fromNs, toNs, maxRows) => Promise.resolve(run.window(fromNs, toNs, maxRows)),
  };
}

/** Where two runs first differ, as it is written for programs. */
function asJson({ atNs, text, here, there, node }: RunDifference): object {
  return { atSeconds: atNs / NS_PER_SECOND, text, here, there, node };
}
