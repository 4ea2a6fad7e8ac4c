import { EXPORT_FORMS } from '../exports/forms';

const GENERAL = `Faultboard, a breadboard for distributed systems: the command line.

Usage
  faultboard run FILE [options]     run a scenario and print its figures
  faultboard replicate FILE         run it with many seeds: how sure are its figures?
  faultboard compare FILE FILE      run two designs with the same seeds: is one better?
  faultboard difference FILE FILE   where do two runs first differ, and in what?
  faultboard export FILE --as FORM  write a run for spreadsheets, Jaeger, Perfetto and others
  faultboard validate FILE...       check scenario files
  faultboard schema                 print the JSON Schema of scenario files
  faultboard kinds [--markdown]     describe every kind of part and its fields
  faultboard associate [--remove]   open scenario files by double-click, or no longer
  faultboard help COMMAND           more about one command
  faultboard --version              version of the program and of the engine

FILE may be - for standard input.
Exit codes: 0 fine, 1 a check was not met or had no evidence, 2 bad input.
`;

const TOPICS: Readonly<Record<string, string>> = {
  run: `faultboard run FILE [options]

Computes a scenario and prints its figures: requests, latency, every part and wire, and the checks of the file.

  --seed N                 use this seed in place of the file's (0 to 4294967295)
  --until TIME             run for this simulated time in place of the file's: 30s, 500ms, 2m
  --set NODE.PARAM=VALUE   change a field for this run; may be repeated:
                             --set W1.concurrency=8 --set LB1.strategy=random --set W1.serviceTimeMs.meanMs=30
  --lookup KEY@NODE        show what a store knows of a profile at the end, such as peter@DB1; may be repeated
  --max-events N           stop after so many events (200000000 unless said)
  --max-memory MB          stop when messages and events under way take so much (768 unless said)
  --log                    print the log in place of the figures: W1 received "alexandra"
  --json                   print one JSON object with all figures (and look-ups); with --log, the log goes to standard error

FILE may be - for standard input. Ctrl+C stops the run and prints the figures up to there.
The same file, seed and engine version give the same traceHash on every machine.
Exit codes: 0 fine, 1 a check was not met or had no evidence, 2 bad input, 3 a mistake in Faultboard itself, 4 a limit was reached,
130 stopped by Ctrl+C.
`,
  replicate: `faultboard replicate FILE [options]

Runs a scenario with many seeds and prints the mean of every figure with the range that holds its true value in 95 of 100 such
experiments. One run is one roll of the dice; this says how much the dice matter.

  --seeds N                this many runs, with seeds in a row (2 to 1000; 20 unless said)
  --seed N                 the first seed, in place of the file's
  --until TIME, --set NODE.PARAM=VALUE, --max-events N, --max-memory MB   as for run
  --json                   print one JSON object

Exit codes: 0 fine, 2 bad input, 4 a limit was reached, 130 stopped by Ctrl+C (the figures are of the runs done by then).
`,
  compare: `faultboard compare FILE FILE [options]
faultboard compare FILE --set NODE.PARAM=VALUE [options]

Runs two designs, A and B, with the same seeds: both meet the same arrivals and the same luck, so that what differs is the design.
With one FILE, A is the file as it is and B the file with the settings. For every figure it says which is better, by how much, or
that the difference cannot be told from chance; all these statements together hold in 95 of 100 such experiments.

  --seeds N                this many pairs of runs, with seeds in a row (2 to 1000; 20 unless said)
  --seed N                 the first seed, in place of the first file's
  --until TIME             run both for this simulated time
  --json                   print one JSON object

Exit codes: 0 fine (whichever is better), 2 bad input, 4 a limit was reached, 130 stopped by Ctrl+C (the figures are of the pairs done by then).
`,
  difference: `faultboard difference FILE [FILE] [options]

Computes two runs and tells the first moment at which they are not the same, and what differs there. With one FILE, the second run is
the same scenario with --set or --seed.

  --set NODE.PARAM=VALUE   change a field for the second run; may be repeated
  --seed N                 the seed of the second run, in place of its file's
  --until TIME             run both for this simulated time: 30s, 500ms, 2m
  --json                   print one JSON object (null when the runs are equal)

Exit codes: 0 the runs are equal, 1 they differ, 2 bad input.
`,
  export: `faultboard export FILE --as FORM [options]

Computes a scenario and writes the run to standard output, in the form of another tool:

${Object.entries(EXPORT_FORMS)
  .map(([name, form]) => `  --as ${name.padEnd(19)} ${form.title}: ${form.help}`)
  .join('\n')}

  --seed N                 use this seed in place of the file's
  --until TIME             run for this simulated time in place of the file's: 30s, 500ms, 2m
  --set NODE.PARAM=VALUE   change a field for this run; may be repeated

In traces, simulated time 0 is midnight at the beginning of 2000 (UTC).
Exit codes: 0 fine, 2 bad input.
`,
  validate: `faultboard validate FILE...

Says of each file whether it is a valid scenario, or what is wrong, where, and what to do. A valid file may get notes:
what is allowed, because scenarios are built step by step, but will have no effect.

FILE may be - for standard input.
Exit codes: 0 all are valid, 2 some are not.
`,
  schema: `faultboard schema

Prints the JSON Schema (draft 2020-12) of scenario files, with the fields of every kind of part, for editors that complete and
check. The schema knows the form; wires, ids and faults that refer to nothing are found by "faultboard validate".
`,
  associate: `faultboard associate [--remove]

Has files that end in .faultboard opened with Faultboard when they are double-clicked, for you alone: nothing is installed, no rights are
needed, and other files (.json among them) stay as they are. It starts this copy of Faultboard with this Node.js; say it again when either
has been moved.

  --remove   end that, and remove everything that it has written

Exit codes: 0 done, 2 it could not be done.
`,
  kinds: `faultboard kinds [--markdown]

Describes every kind of part: fields with units, ranges and defaults, what may be wired to it, what it models and what it leaves out.

  --markdown   as Markdown with tables
`,
};

/** The help text of a command, or the general one. */
export function helpText(topic: string): string {
  return TOPICS[topic] ?? GENERAL;
}
