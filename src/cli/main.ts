import { readFileSync } from 'node:fs';
import { openScenarioFile } from '../main/services/scenarioFiles';
import { checkParams, createRun, ENGINE_VERSION, jsonSchema, logText, parseScenario, type LookupResult, type Run, type Scenario } from '../sim/index';
import { readArguments, type RunArguments } from './args';
import { helpText } from './help';
import { kindsText } from './kindsText';
import { reportText } from './report';

/** Where the command line reads and writes; injected so that tests need no process. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly stdin: () => Promise<string>;
  /** Whether a person watches standard error. */
  readonly isInteractive: boolean;
}

const FINE = 0;
const CHECK_FAILED = 1;
const BAD_INPUT = 2;
const SLICE_EVENTS = 200_000;
const LOG_WINDOWS = 200;
const MOST_ROWS = 2_000_000;

/** Carries out a command line; returns the exit code. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const read = readArguments(argv);
  if (!read.ok) return complain(io, read.message);
  const { command } = read;
  switch (command.command) {
    case 'help':
      io.out(helpText(command.topic));
      return FINE;
    case 'version':
      io.out(`faultboard engine ${ENGINE_VERSION}\n`);
      return FINE;
    case 'schema':
      io.out(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
      return FINE;
    case 'kinds':
      io.out(kindsText(command.markdown));
      return FINE;
    case 'validate':
      return validateFiles(command.files, io);
    case 'run':
      return runFile(command, io);
  }
}

function complain(io: Io, message: string): number {
  io.err(`faultboard: ${message}\n`);
  return BAD_INPUT;
}

type LoadedFile = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly message: string };

async function load(file: string, io: Io): Promise<LoadedFile> {
  let text: string;
  if (file === '-') text = await io.stdin();
  else {
    const opened = await openScenarioFile(file);
    if (!opened.ok) return { ok: false, message: opened.failure.message };
    text = opened.value.text;
  }
  const parsed = parseScenario(text);
  if (parsed.ok) return parsed;
  return { ok: false, message: `${file === '-' ? 'standard input' : file}: ${parsed.failure.message} [${parsed.failure.name}]` };
}

async function validateFiles(files: readonly string[], io: Io): Promise<number> {
  let code = FINE;
  for (const file of files) {
    const loaded = await load(file, io);
    if (loaded.ok) io.out(`${file}: valid\n`);
    else code = complain(io, loaded.message);
  }
  return code;
}

/** Applies --set and --until; a value that does not fit is told like any other. */
function adjust(scenario: Scenario, args: RunArguments): LoadedFile {
  let nodes = scenario.nodes;
  for (const { node: id, param, value } of args.settings) {
    const node = nodes.find((candidate) => candidate.id === id);
    if (node === undefined) return { ok: false, message: `--set names the part "${id}", but there are only ${nodes.map((n) => n.id).join(', ')}.` };
    const params = { ...node.params, [param]: value } as typeof node.params;
    const problem = checkParams(node.kind, params)[0];
    if (problem !== undefined) return { ok: false, message: `--set ${id}.${param}: ${problem.message}` };
    nodes = nodes.map((candidate) => (candidate === node ? { ...node, params } : candidate));
  }
  return { ok: true, scenario: { ...scenario, nodes, durationSeconds: args.untilSeconds ?? scenario.durationSeconds } };
}

async function runFile(args: RunArguments, io: Io): Promise<number> {
  const loaded = await load(args.file, io);
  if (!loaded.ok) return complain(io, loaded.message);
  const adjusted = adjust(loaded.scenario, args);
  if (!adjusted.ok) return complain(io, adjusted.message);
  const run = createRun(adjusted.scenario, args.seed === null ? {} : { seed: args.seed });
  await compute(run, io);
  const lookups: LookupResult[] = [];
  for (const { key, node } of args.lookups) {
    const found = run.lookup(run.reachedNs + 1, node, key);
    if (found === null) return complain(io, `--lookup ${key}@${node}: there is no store "${node}" or no profile "${key}".`);
    lookups.push(found);
  }
  const summary = run.summary();
  if (args.log) printLog(run, args.json ? io.err : io.out);
  if (args.json) io.out(`${JSON.stringify(lookups.length > 0 ? { ...summary, lookups } : summary, null, 2)}\n`);
  else {
    if (!args.log) io.out(reportText(summary));
    for (const found of lookups) io.out(`${found.message}\n${JSON.stringify(found.fields, null, 2)}\n`);
  }
  return summary.checks.every((check) => check.ok) ? FINE : CHECK_FAILED;
}

async function compute(run: Run, io: Io): Promise<void> {
  const startedMs = performance.now();
  let shown = false;
  while (!run.advance({ maxEvents: SLICE_EVENTS })) {
    if (!io.isInteractive || performance.now() - startedMs < 500) continue;
    shown = true;
    io.err(`\r${((run.reachedNs / run.endNs) * 100).toFixed(0).padStart(3)} %  ${run.events} events`);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  if (shown) io.err('\r\u001b[K');
}

/** The log, window by window, so that memory stays bounded however long the run. */
function printLog(run: Run, print: (text: string) => void): void {
  const stepNs = Math.max(1, Math.ceil(run.reachedNs / LOG_WINDOWS));
  for (let fromNs = 0; fromNs <= run.reachedNs; ) {
    const window = run.window(fromNs, fromNs + stepNs, MOST_ROWS);
    const lines: string[] = [];
    for (let row = 0; row < window.log.count; row++) lines.push(`${logText(run.index, window.log, row)}\n`);
    print(lines.join(''));
    fromNs = window.truncated && window.toNs > fromNs ? window.toNs : fromNs + stepNs;
  }
  print(`Simulation complete, runtime ${Number((run.reachedNs / 1e9).toFixed(3))} seconds.\n`);
}

/** Standard input as text. */
export async function readStandardInput(): Promise<string> {
  return readFileSync(0, 'utf8');
}
