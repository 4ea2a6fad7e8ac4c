import { Command, Option } from 'commander';
import { EXPORT_FORMS } from '../exports/forms';

/** Shells for which completions can be printed. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/** Values of options as they were typed; what is said twice counts as it is said last. */
export interface OptionValues {
  readonly seed?: string;
  readonly seeds?: string;
  readonly until?: string;
  readonly set?: string[];
  readonly maxEvents?: string;
  readonly maxMemory?: string;
  readonly send?: string[];
  readonly lookup?: string[];
  readonly allowProcess?: boolean;
  readonly record?: string;
  readonly replay?: string;
  readonly as?: string;
  readonly json?: boolean;
  readonly log?: boolean;
  readonly messages?: boolean;
  readonly markdown?: boolean;
  readonly remove?: boolean;
  readonly secret?: string;
  readonly maxSeconds?: string;
  readonly lesson?: string;
  readonly csv?: boolean;
  readonly help?: boolean;
  readonly version?: boolean;
}

/** A command: what is typed, what it does, and the options that it takes with their help. */
export interface CommandInfo {
  readonly name: string;
  readonly usage: readonly string[];
  /** One line for the list of commands. */
  readonly summary: string;
  readonly description: string;
  readonly options: readonly (readonly [flags: string, help: string])[];
  /** Below the options. */
  readonly notes: string;
  /** What may stand behind it besides files. */
  readonly words?: readonly string[];
  readonly takesFiles: boolean;
}

const SEED = '--seed <N>';
const UNTIL = '--until <TIME>';
const SET = '--set <NODE.PARAM=VALUE>';
const LIMITS = [
  ['--max-events <N>', 'stop after this many events (default 200000000)'],
  ['--max-memory <MB>', 'stop when messages and events under way take this much memory (default 768)'],
] as const;
const STDIN = 'FILE may be - for standard input.';
const JSON_OUTPUT = 'print one JSON object';
const SEEDS_HELP = 'with seeds in a row (2 to 1000; default 20)';
const UNTIL_HELP = "run for this simulated time instead of the file's: 30s, 500ms, 2m";
const SET_HELP = 'change a field for this run; may be repeated: --set W1.concurrency=8 --set W1.serviceTimeMs.meanMs=30';
const SEND = '--send <CLIENT:KEY>';
const SEND_HELP =
  'let a client send one more request; may be repeated: --send C1:peter@3s reads a profile, --send C1:peter.city=Lisbon@3s changes it';
const SEED_HELP = "use this seed instead of the file's (0 to 4294967295)";

/** Every command, in the order in which they are listed. */
export const COMMAND_INFOS: readonly CommandInfo[] = [
  {
    name: 'run',
    usage: ['FILE [options]'],
    summary: 'run a scenario and print its figures',
    description: 'Computes a scenario and prints its figures: requests, latency, every part and wire, and the checks of the file.',
    options: [
      [SEED, SEED_HELP],
      [UNTIL, UNTIL_HELP],
      [SET, SET_HELP],
      [SEND, SEND_HELP],
      ['--lookup <KEY@NODE>', 'show what a store knows about a profile at the end, such as peter@DB1; may be repeated'],
      ...LIMITS,
      ['--allow-process', 'let process nodes start the programs that they name; without it nothing is started'],
      ['--record <FILE>', 'write all that was exchanged with these programs into a new file, the journal'],
      ['--replay <FILE>', 'replay what the programs did from a journal; start none'],
      ['--log', 'print the log instead of the figures: W1 received "alexandra"'],
      ['--messages', 'with --log: messages between members of networks, too: G1 sent "push" to G2'],
      ['--json', 'print one JSON object with all figures (and look-ups); with --log, the log goes to standard error'],
    ],
    notes: `${STDIN} Ctrl+C stops the run and prints the figures up to there.
A FILE that ends in .py is a script in Python that builds its board (db = Database(), w = Worker(db), sim = Simulation(w), sim.run());
it runs in a sandbox, and its output is what it prints and the log of its runs. Other commands take the board of its first run.
The same file, seed and engine version give the same traceHash on every machine.
Exit codes: 0 fine, 1 a check was not met or had no evidence, 2 bad input, 3 a mistake in Faultboard itself, 4 a limit was reached,
5 the output could not be written in full, 130 stopped by Ctrl+C.`,
    takesFiles: true,
  },
  {
    name: 'replicate',
    usage: ['FILE [options]'],
    summary: 'run it with many seeds: how sure are its figures?',
    description: `Runs a scenario with many seeds and prints the mean of every figure with the range that holds its true value in 95 of
100 such experiments. One run is one roll of the dice; this says how much the dice matter.`,
    options: [
      ['--seeds <N>', `this many runs, ${SEEDS_HELP}`],
      [SEED, "the first seed, instead of the file's"],
      [UNTIL, UNTIL_HELP],
      [SET, 'change a field, as for run'],
      ...LIMITS,
      ['--json', JSON_OUTPUT],
    ],
    notes:
      'Exit codes: 0 fine, 2 bad input, 4 a limit was reached, 5 the output could not be written in full, 130 ' +
      'stopped by Ctrl+C (the figures are of the runs done by then).',
    takesFiles: true,
  },
  {
    name: 'compare',
    usage: ['FILE FILE [options]', 'FILE --set NODE.PARAM=VALUE [options]'],
    summary: 'run two designs with the same seeds: is one better?',
    description: `Runs two designs, A and B, with the same seeds: both meet the same arrivals and the same luck, so that what differs is
the design. With one FILE, A is the file as it is and B the file with the settings. For every figure it says which is better, by how much,
or that the difference cannot be told from chance; all these statements together hold in 95 of 100 such experiments.`,
    options: [
      ['--seeds <N>', `this many pairs of runs, ${SEEDS_HELP}`],
      [SEED, "the first seed, instead of the first file's"],
      [UNTIL, 'run both for this simulated time'],
      [SET, 'with one FILE: what B changes; may be repeated'],
      ...LIMITS,
      ['--json', JSON_OUTPUT],
    ],
    notes:
      'Exit codes: 0 fine (whichever is better), 2 bad input, 4 a limit was reached, 5 the output could not be ' +
      'written in full, 130 stopped by Ctrl+C (the figures are of the pairs done by then).',
    takesFiles: true,
  },
  {
    name: 'export',
    usage: ['FILE --as FORM [options]'],
    summary: 'write a run for spreadsheets, Jaeger, Perfetto and others',
    description: `Computes a scenario and writes the run to standard output, in the form of another tool:

${Object.entries(EXPORT_FORMS)
  .map(([name, form]) => `  --as ${name.padEnd(19)} ${form.title}: ${form.help}`)
  .join('\n')}`,
    options: [
      ['--as <FORM>', 'the form, one of those above'],
      [SEED, SEED_HELP],
      [UNTIL, UNTIL_HELP],
      [SET, SET_HELP],
      [SEND, SEND_HELP],
      ...LIMITS,
    ],
    notes: `In traces, simulated time 0 is midnight at the beginning of 2000 (UTC).
Exit codes: 0 fine, 2 bad input, 4 a limit was reached, 5 the output could not be written in full, 130 stopped by Ctrl+C.`,
    takesFiles: true,
  },
  {
    name: 'difference',
    usage: ['FILE [FILE] [options]'],
    summary: 'where do two runs first differ, and in what?',
    description: `Computes two runs and tells the first moment at which they are not the same, and what differs there. With one FILE, the
second run is the same scenario with --set or --seed.`,
    options: [
      [SET, 'change a field for the second run; may be repeated'],
      [SEED, "the seed of the second run, instead of its file's"],
      [UNTIL, 'run both for this simulated time: 30s, 500ms, 2m'],
      ...LIMITS,
      ['--json', `${JSON_OUTPUT} (null when the runs are equal)`],
    ],
    notes:
      'Exit codes: 0 the runs are equal, 1 they differ, 2 bad input, 4 a limit was reached, 5 the output could not ' +
      'be written in full, 130 stopped by Ctrl+C.',
    takesFiles: true,
  },
  {
    name: 'grade',
    usage: ['LESSON HAND-IN... [options]'],
    summary: 'run hand-ins with the checks of a lesson, and give points',
    description: `Runs each HAND-IN, a scenario file, with the checks, traffic, faults and prices of LESSON, and with seeds that its
author could not know. Only the parts and wires of a hand-in count; its own checks, seed and faults are not read. An objective
gives its points when every run meets it. A hand-in that breaks a rule of the lesson, does not end, or is not a scenario gets 0 points, and
the others are graded all the same. LESSON is a lesson file, or the name of one that is shipped: single-server, five-workers and others. It
may be a scenario, too, as you save it: its checks are the objectives, a check of what an hour costs is the budget, and
locked parts and clients must stay as they are.`,
    options: [
      ['--seeds <N>', 'run each with this many seeds (1 to 1000; default 10)'],
      ['--secret <TEXT>', 'derive the seeds from this text, so that the same text gives the same points'],
      [SEED, 'the first of the seeds; without it and --secret they are drawn afresh each time, and printed afterwards'],
      ['--max-seconds <N>', 'give up on a hand-in after computing for this long (1 to 3600; default 60)'],
      ['--json', JSON_OUTPUT],
      ['--csv', 'print a table for spreadsheets'],
    ],
    notes: `Exit codes: 0 every hand-in has all points, 1 some have not, 2 bad input, 5 the output could not be written in full, 130 stopped
by Ctrl+C (the points are of the hand-ins graded by then).`,
    takesFiles: true,
  },
  {
    name: 'prove',
    usage: ['SCORE... [options]'],
    summary: 'run score files again: are they true?',
    description: `Runs again what each SCORE says was run, with its seed and what was done by hand, and compares the trace and every
check with what it says. A score of a lesson must meet the lesson's rules and checks, whatever its file says about these. The app writes
score files: "Save the score of this run", beside the lesson.`,
    options: [
      ['--lesson <LESSON>', 'a lesson file, or the name of one that is shipped, instead of the one that a score names'],
      ['--max-seconds <N>', 'give up on a score after computing for this long (1 to 3600; default 60)'],
      ['--json', JSON_OUTPUT],
    ],
    notes: `Exit codes: 0 every score is true, 1 some are not, 2 bad input, 5 the output could not be written in full, 130 stopped by
Ctrl+C. A score is true or not, however good it is: a check that was not met, and says so, is true.`,
    takesFiles: true,
  },
  {
    name: 'validate',
    usage: ['FILE...'],
    summary: 'check scenario files',
    description: `Says whether each file is a valid scenario, or else what is wrong, where, and what to do. A valid file may get notes:
what is allowed, because scenarios are built step by step, but will have no effect.`,
    options: [],
    notes: `${STDIN}\nExit codes: 0 all are valid, 2 some are not, 5 the output could not be written in full.`,
    takesFiles: true,
  },
  {
    name: 'schema',
    usage: [''],
    summary: 'print the JSON Schema of scenario files',
    description: `Prints the JSON Schema (draft 2020-12) of scenario files, with the fields of every kind of part, for editors that
complete and check. The schema covers the form; wires, ids and faults that refer to nothing are found by "faultboard validate".`,
    options: [],
    notes: '',
    takesFiles: false,
  },
  {
    name: 'kinds',
    usage: ['[--markdown]'],
    summary: 'describe every kind of part and its fields',
    description:
      'Describes every kind of part: fields with units, ranges and defaults, what may be wired to it, what it ' +
      'models and what it leaves out.',
    options: [['--markdown', 'as Markdown with tables']],
    notes: '',
    takesFiles: false,
  },
  {
    name: 'associate',
    usage: ['[--remove]'],
    summary: 'open scenario files by double-click, or no longer',
    description: `Makes a double-click open files that end in .faultboard with Faultboard, for you alone: nothing is installed, no
special rights are needed, and other files (.json among them) stay as they are. It starts this copy of Faultboard with this Node.js; run
this again when either has been moved.`,
    options: [['--remove', 'undo this, and remove everything that it has written']],
    notes: 'Exit codes: 0 done, 2 it could not be done.',
    takesFiles: false,
  },
  {
    name: 'completion',
    usage: ['SHELL'],
    summary: 'print a script that completes these commands in a shell',
    description: `Prints a script that completes commands, options and files when Tab is pressed. SHELL is one of ${SHELLS.join(', ')}.

  bash        eval "$(faultboard completion bash)" in ~/.bashrc
  zsh         eval "$(faultboard completion zsh)" in ~/.zshrc, after compinit
  fish        faultboard completion fish > ~/.config/fish/completions/faultboard.fish
  powershell  faultboard completion powershell | Out-String | Invoke-Expression in $PROFILE`,
    options: [],
    notes: '',
    words: SHELLS,
    takesFiles: false,
  },
  {
    name: 'help',
    usage: ['[COMMAND]'],
    summary: 'more about one command',
    description: 'Says what a command does and which options it takes.',
    options: [],
    notes: '',
    takesFiles: false,
  },
];

/** Names of all commands. */
export const COMMANDS: readonly string[] = COMMAND_INFOS.map(({ name }) => name);
const GENERAL_OPTIONS: readonly string[] = ['help', 'version'];
const longName = (flags: string): string => /--([\w-]+)/.exec(flags)?.[1] ?? '';

/** Names of the options of a command, without their dashes. */
export function optionsOf(command: string): readonly string[] {
  return [...(COMMAND_INFOS.find(({ name }) => name === command)?.options ?? []).map(([flags]) => longName(flags)), 'help'];
}

/** Names of all options. */
export const OPTION_NAMES: readonly string[] = [...new Set([...COMMANDS.flatMap((name) => [...optionsOf(name)]), ...GENERAL_OPTIONS])];

/** Something wrong with the arguments, in one sentence. */
export class ArgumentProblem extends Error {}

/** Of an option that is followed by nothing, or by another option. */
export function needsValue(option: string): string {
  return `The option ${option} needs a value; see "faultboard --help".`;
}

/** Options that may be said more than once. */
const REPEATED: readonly string[] = ['set', 'send', 'lookup'];

/**
 * The commands as the library has them; `carryOut` gets what was typed, with '' for no command. It prints nothing and never ends the
 * process.
 */
export function commandTree(carryOut: (command: string, files: readonly string[], values: OptionValues) => void): Command {
  const quiet = { writeOut: () => undefined, writeErr: () => undefined };
  const prepared = (command: Command): Command =>
    command
      .exitOverride()
      .configureOutput(quiet)
      .helpOption(false)
      .helpCommand(false)
      .argument('[files...]')
      .option('-h, --help')
      .action((files: string[], values: OptionValues) => carryOut(command.parent === null ? '' : command.name(), files, values));
  const tree = prepared(new Command('faultboard')).enablePositionalOptions().option('-V, --version');
  for (const { name, options } of COMMAND_INFOS) {
    const command = prepared(new Command(name));
    for (const [flags, help] of options) command.addOption(optionOf(flags, help));
    tree.addCommand(command);
  }
  return tree;
}

function optionOf(flags: string, help: string): Option {
  const option = new Option(flags, help);
  if (!option.required) return option;
  const isRepeated = REPEATED.includes(longName(flags));
  return option.argParser<string | string[]>((value, before) => {
    if (/^--?[a-z]/i.test(value)) throw new ArgumentProblem(needsValue(`--${longName(flags)}`));
    return isRepeated ? [...(Array.isArray(before) ? before : []), value] : value;
  });
}
