import { CommanderError } from 'commander';
import { EXPORT_FORMS } from '../exports/forms';
import { MAX_DURATION_SECONDS, MOST_SEEDS, FIELD_NAMES, USUAL_LIMITS, USUAL_SEEDS, type RunLimits } from '../sim/index';
import { noCommand, problemOf } from './argumentProblems';
import { ArgumentProblem, COMMANDS, commandTree, SHELLS, type OptionValues, type Shell } from './commands';

/** A field of a part to change for one run. */
export interface Setting {
  readonly node: string;
  /** The field, and what of it for a distribution: `['serviceTimeMs', 'meanMs']`. */
  readonly path: readonly string[];
  readonly text: string;
}

/** A request that a client sends in addition to its traffic. */
export interface Sending {
  readonly node: string;
  readonly atSeconds: number;
  readonly key: string;
  /** A field of the profile; null: whichever is usual. */
  readonly field: string | null;
  /** What is written; null: it is a read. */
  readonly value: string | null;
}

/** A profile to look up in a store when the run is over. */
export interface Lookup {
  readonly key: string;
  readonly node: string;
}

/** What is done about process nodes. */
export interface ProcessArguments {
  /** Whether the programs that they name may be started. */
  readonly isAllowed: boolean;
  /** Files that the journal is written to, and read from; null: none. */
  readonly record: string | null;
  readonly replay: string | null;
}

/** What `run` was asked for. */
export interface RunArguments {
  readonly command: 'run';
  readonly file: string;
  /** In place of the file's; null: the file's own. */
  readonly seed: number | null;
  readonly untilSeconds: number | null;
  readonly settings: readonly Setting[];
  readonly limits: RunLimits;
  readonly sendings: readonly Sending[];
  readonly json: boolean;
  readonly log: boolean;
  /** With the log: messages between members of networks, too. */
  readonly messages: boolean;
  readonly lookups: readonly Lookup[];
  readonly processes: ProcessArguments;
}

/** What `replicate` (one file) and `compare` (two files, or one and what is changed in it) were asked for. */
export interface ExperimentArguments {
  readonly command: 'replicate' | 'compare';
  readonly files: readonly string[];
  /** The first of `seeds` seeds in a row; null: the first file's own. */
  readonly seed: number | null;
  readonly seeds: number;
  readonly untilSeconds: number | null;
  /** For all that runs (`replicate`), or for the second design (`compare` with one file). */
  readonly settings: readonly Setting[];
  readonly limits: RunLimits;
  readonly json: boolean;
}

/** What `export` was asked for. */
export interface ExportArguments extends Pick<RunArguments, 'file' | 'seed' | 'untilSeconds' | 'settings' | 'limits' | 'sendings'> {
  readonly command: 'export';
  /** A name of EXPORT_FORMS. */
  readonly form: string;
}

/** What `difference` was asked for: two files, or one and what is changed in it. */
export interface DifferenceArguments extends Pick<RunArguments, 'seed' | 'untilSeconds' | 'settings' | 'limits' | 'json'> {
  readonly command: 'difference';
  readonly files: readonly string[];
}

/** What `grade` was asked for. */
export interface GradeArguments {
  readonly command: 'grade';
  /** A lesson file, or the name of a shipped one. */
  readonly lesson: string;
  readonly files: readonly string[];
  readonly seeds: number;
  /** The first seed; null: from the secret, or drawn. */
  readonly seed: number | null;
  readonly secret: string | null;
  readonly maxSeconds: number;
  readonly form: 'text' | 'json' | 'csv';
}

/** What `prove` was asked for. */
export interface ProveArguments extends Pick<GradeArguments, 'files' | 'maxSeconds'> {
  readonly command: 'prove';
  /** In place of the lesson that a score names. */
  readonly lesson: string | null;
  readonly json: boolean;
}

/** Any command, ready to be carried out. */
export type Command =
  | RunArguments
  | ExperimentArguments
  | ExportArguments
  | DifferenceArguments
  | GradeArguments
  | ProveArguments
  | { readonly command: 'validate'; readonly files: readonly string[] }
  | { readonly command: 'schema' }
  | { readonly command: 'completion'; readonly shell: Shell }
  | { readonly command: 'associate'; readonly remove: boolean }
  | { readonly command: 'kinds'; readonly markdown: boolean }
  | { readonly command: 'help'; readonly topic: string }
  | { readonly command: 'version' };

/** A command, or one sentence about what is wrong with the arguments. */
export type ArgumentsResult = { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly message: string };

const MOST_SEED = 4_294_967_295;
const MOST_EVENTS = 1_000_000_000_000;
const MOST_MEGABYTES = 16_384;
const BYTES_A_MEGABYTE = 1024 * 1024;
const UNIT_SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

const no = (message: string): { readonly ok: false; readonly message: string } => ({ ok: false, message });
const yes = (command: Command): ArgumentsResult => ({ ok: true, command });

/** Reads the arguments behind the program's name. */
export function readArguments(argv: readonly string[]): ArgumentsResult {
  const read: { command: ArgumentsResult } = { command: yes({ command: 'help', topic: '' }) };
  const tree = commandTree((command, files, values) => {
    read.command = command === '' ? readGeneral(files, values) : readCommand(command, files, values);
  });
  try {
    tree.parse([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof ArgumentProblem) return no(error.message);
    if (!(error instanceof CommanderError)) throw error;
    return no(problemOf(error, argv));
  }
  return read.command;
}

function readGeneral([unknown]: readonly string[], values: OptionValues): ArgumentsResult {
  if (values.version === true) return yes({ command: 'version' });
  return unknown === undefined ? yes({ command: 'help', topic: '' }) : no(noCommand(unknown));
}

function readCommand(command: string, files: readonly string[], values: OptionValues): ArgumentsResult {
  if (values.help === true) return yes({ command: 'help', topic: command });
  switch (command) {
    case 'run':
      return readRun(files, values);
    case 'replicate':
    case 'compare':
      return readExperiment(command, files, values);
    case 'export':
      return readExport(files, values);
    case 'difference':
      return readDifference(files, values);
    case 'grade':
      return readGrade(files, values);
    case 'prove':
      return readProve(files, values);
    case 'validate':
      return files.length === 0 ? no('validate needs at least one FILE.') : yes({ command: 'validate', files });
    case 'completion':
      return readCompletion(files);
    case 'help':
      return files.length === 0 || COMMANDS.includes(files[0]) ? yes({ command: 'help', topic: files[0] ?? '' }) : no(noCommand(files[0]));
  }
  if (files.length > 0) return no(`${command} takes no FILE; remove "${files[0]}".`);
  if (command === 'associate') return yes({ command, remove: values.remove ?? false });
  return yes(command === 'kinds' ? { command: 'kinds', markdown: values.markdown ?? false } : { command: 'schema' });
}

function readCompletion(words: readonly string[]): ArgumentsResult {
  const shell = SHELLS.find((known) => known === words[0]);
  return shell === undefined || words.length > 1
    ? no(`completion needs the name of one shell: ${SHELLS.join(', ')}.`)
    : yes({ command: 'completion', shell });
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/** What the commands that compute have in common: seed, time and settings. */
function readChanges(values: OptionValues): Read<Pick<RunArguments, 'seed' | 'untilSeconds' | 'settings' | 'limits' | 'sendings'>> {
  const seed = values.seed === undefined ? null : /^\d{1,10}$/.test(values.seed) ? Number(values.seed) : NaN;
  if (seed !== null && !(seed <= MOST_SEED)) return no(`--seed ${values.seed} is not a whole number from 0 to ${MOST_SEED}.`);
  const untilSeconds = values.until === undefined ? null : readSeconds(values.until);
  if (untilSeconds !== null && !(untilSeconds > 0)) return no(`--until ${values.until} is not a time such as 30s, 500ms or 2m.`);
  if (untilSeconds !== null && untilSeconds > MAX_DURATION_SECONDS)
    return no(`--until ${values.until} is more than ${MAX_DURATION_SECONDS} s, the longest run there is.`);
  const limits = readLimits(values);
  if (!limits.ok) return limits;
  const settings: Setting[] = [];
  for (const text of values.set ?? []) {
    const found = /^([A-Za-z][\w-]*)\.([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)=(.*)$/s.exec(text);
    if (found === null) return no(`--set ${text} is not of the form NODE.PARAM=VALUE, such as W1.concurrency=8.`);
    settings.push({ node: found[1], path: found[2].split('.'), text: found[3] });
  }
  const sendings: Sending[] = [];
  for (const text of values.send ?? []) {
    const sending = readSending(text);
    if (sending === null)
      return no(`--send ${text} is not of the form CLIENT:KEY.FIELD=VALUE@TIME, such as C1:peter@3s or C1:peter.city=Lisbon@3s.`);
    sendings.push(sending);
  }
  return { ok: true, value: { seed, untilSeconds, settings, limits: limits.value, sendings } };
}

/** How far a run may go: events, and MB. */
function readLimits({ maxEvents: events, maxMemory: memory }: OptionValues): Read<RunLimits> {
  const whole = (text: string | undefined, most: number, otherwise: number): number => {
    if (text === undefined) return otherwise;
    return /^\d{1,15}$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : NaN;
  };
  const maxEvents = whole(events, MOST_EVENTS, USUAL_LIMITS.maxEvents);
  if (Number.isNaN(maxEvents)) return no(`--max-events ${events} is not a whole number from 1 to ${MOST_EVENTS}.`);
  const megabytes = whole(memory, MOST_MEGABYTES, USUAL_LIMITS.maxBytes / BYTES_A_MEGABYTE);
  if (Number.isNaN(megabytes)) return no(`--max-memory ${memory} is not a whole number of MB from 1 to ${MOST_MEGABYTES}.`);
  return { ok: true, value: { maxEvents, maxBytes: megabytes * BYTES_A_MEGABYTE } };
}

/**
 * A request of the form CLIENT:KEY, with .FIELD of the profile, =VALUE to write and @TIME behind it where they are wanted. Keys may have
 * dots and at signs of their own: only what is a field, and what is a time, is taken for one.
 */
function readSending(text: string): Sending | null {
  const found = /^([A-Za-z][\w-]*):(.+)$/s.exec(text);
  if (found === null) return null;
  let rest = found[2];
  const at = rest.lastIndexOf('@');
  const atSeconds = at < 0 ? NaN : readSeconds(rest.slice(at + 1));
  if (!Number.isNaN(atSeconds)) rest = rest.slice(0, at);
  const equals = rest.indexOf('=');
  const value = equals < 0 ? null : rest.slice(equals + 1);
  if (equals >= 0) rest = rest.slice(0, equals);
  const field = FIELD_NAMES.find((name) => rest.endsWith(`.${name}`)) ?? null;
  const key = field === null ? rest : rest.slice(0, rest.length - field.length - 1);
  return key === '' ? null : { node: found[1], atSeconds: Number.isNaN(atSeconds) ? 0 : atSeconds, key, field, value };
}

function readRun(files: readonly string[], values: OptionValues): ArgumentsResult {
  if (files.length !== 1)
    return no(files.length === 0 ? 'run needs a FILE, or - for standard input.' : `run takes one FILE; remove "${files[1]}".`);
  const changes = readChanges(values);
  if (!changes.ok) return changes;
  const lookups: Lookup[] = [];
  for (const text of values.lookup ?? []) {
    const found = /^([^@]+)@([A-Za-z][\w-]*)$/.exec(text);
    if (found === null) return no(`--lookup ${text} is not of the form KEY@NODE, such as peter@DB1.`);
    lookups.push({ key: found[1], node: found[2] });
  }
  const processes = readProcesses(values);
  if (!processes.ok) return processes;
  const { json = false, log = false, messages = false } = values;
  if (messages && !log) return no('--messages goes with --log; add --log.');
  return yes({ command: 'run', file: files[0], ...changes.value, lookups, processes: processes.value, json, log, messages });
}

/** Programs are started and recorded, or their journal is played: not both. */
function readProcesses(values: OptionValues): Read<ProcessArguments> {
  const isAllowed = values.allowProcess ?? false;
  const record = values.record ?? null;
  const replay = values.replay ?? null;
  if (isAllowed && replay !== null) return no('--replay starts no program; remove --allow-process.');
  if (record !== null && !isAllowed)
    return no('--record needs --allow-process: without it no program is started, and there is nothing to record.');
  return { ok: true, value: { isAllowed, record, replay } };
}

function readExport(files: readonly string[], values: OptionValues): ArgumentsResult {
  if (files.length !== 1)
    return no(files.length === 0 ? 'export needs a FILE, or - for standard input.' : `export takes one FILE; remove "${files[1]}".`);
  const forms = Object.keys(EXPORT_FORMS);
  if (values.as === undefined || !forms.includes(values.as))
    return no(`export needs --as FORM, one of ${forms.join(', ')}${values.as === undefined ? '' : `; there is no form "${values.as}"`}.`);
  const changes = readChanges(values);
  return changes.ok ? yes({ command: 'export', file: files[0], form: values.as, ...changes.value }) : changes;
}

function readDifference(files: readonly string[], values: OptionValues): ArgumentsResult {
  if (files.length === 0 || files.length > 2)
    return no(
      files.length === 0
        ? 'difference needs two FILEs, or one and --set or --seed for the second run.'
        : `difference takes two FILEs; remove "${files[2]}".`,
    );
  const changes = readChanges(values);
  if (!changes.ok) return changes;
  if (files.length === 1 && changes.value.seed === null && changes.value.settings.length === 0)
    return no('difference with one FILE needs --set or --seed, which are for the second run.');
  return yes({ command: 'difference', files, ...changes.value, json: values.json ?? false });
}

function readExperiment(command: 'replicate' | 'compare', files: readonly string[], values: OptionValues): ArgumentsResult {
  const changes = readChanges(values);
  if (!changes.ok) return changes;
  const hasSettings = changes.value.settings.length > 0;
  if (command === 'replicate' && files.length !== 1)
    return no(
      files.length === 0
        ? 'replicate needs a FILE, or - for standard input.'
        : `replicate takes one FILE; remove "${files[1]}", or use compare.`,
    );
  if (command === 'compare' && files.length === 1 && !hasSettings)
    return no('compare needs two FILES, or one and what is changed in it, such as --set W1.concurrency=8.');
  if (command === 'compare' && files.length === 2 && hasSettings)
    return no('compare of two FILES takes no --set; change one of the files.');
  if (files.length === 0 || files.length > 2)
    return no(files.length === 0 ? 'compare needs two FILES.' : `compare takes two FILES; remove "${files[2]}".`);
  if (files.length === 2 && files[0] === '-' && files[1] === '-') return no('compare can read only one of its FILES from standard input.');
  const seeds = values.seeds === undefined ? USUAL_SEEDS : /^\d{1,6}$/.test(values.seeds) ? Number(values.seeds) : NaN;
  if (!(seeds >= 2 && seeds <= MOST_SEEDS)) return no(`--seeds ${values.seeds} is not a whole number from 2 to ${MOST_SEEDS}.`);
  return yes({ command, files, seeds, ...changes.value, json: values.json ?? false });
}

const USUAL_GRADE_SEEDS = 10;
const USUAL_GRADE_SECONDS = 60;
const MOST_GRADE_SECONDS = 3600;

function readGrade([lesson, ...files]: readonly string[], values: OptionValues): ArgumentsResult {
  if (lesson === undefined) return no('grade needs a LESSON and at least one HAND-IN.');
  if (files.length === 0) return no('grade needs at least one HAND-IN after the LESSON.');
  const changes = readChanges(values);
  if (!changes.ok) return changes;
  const { seed } = changes.value;
  if (seed !== null && values.secret !== undefined) return no('--seed and --secret both say which seeds to use; leave one of them out.');
  if (values.secret === '') return no('--secret needs a text that is not empty.');
  if (values.json === true && values.csv === true) return no('--json and --csv both say how to print; leave one of them out.');
  const seeds = values.seeds === undefined ? USUAL_GRADE_SEEDS : whole(values.seeds, MOST_SEEDS);
  if (seeds < 1) return no(`--seeds ${values.seeds} is not a whole number from 1 to ${MOST_SEEDS}.`);
  const maxSeconds = readMaxSeconds(values);
  if (typeof maxSeconds === 'string') return no(maxSeconds);
  const form = values.json === true ? 'json' : values.csv === true ? 'csv' : 'text';
  return yes({ command: 'grade', lesson, files, seeds, seed, secret: values.secret ?? null, maxSeconds, form });
}

function readProve(files: readonly string[], values: OptionValues): ArgumentsResult {
  if (files.length === 0) return no('prove needs at least one SCORE file.');
  const maxSeconds = readMaxSeconds(values);
  if (typeof maxSeconds === 'string') return no(maxSeconds);
  return yes({ command: 'prove', files, lesson: values.lesson ?? null, maxSeconds, json: values.json ?? false });
}

/** A whole number up to `most`; 0 when the text is none. */
function whole(text: string, most: number): number {
  return /^\d{1,6}$/.test(text) && Number(text) <= most ? Number(text) : 0;
}

/** Seconds of computing that somebody else's file may take, or what is wrong with those that were said. */
function readMaxSeconds({ maxSeconds: said }: OptionValues): number | string {
  const maxSeconds = said === undefined ? USUAL_GRADE_SECONDS : whole(said, MOST_GRADE_SECONDS);
  return maxSeconds < 1 ? `--max-seconds ${said} is not a whole number from 1 to ${MOST_GRADE_SECONDS}.` : maxSeconds;
}

/** Seconds of a time such as 30s, 500ms, 2m, 1h or 1.5 (seconds); NaN when it is none. */
export function readSeconds(text: string): number {
  const found = /^(\d+(?:\.\d+)?|\.\d+)(ms|s|m|h)?$/.exec(text);
  return found === null ? NaN : Number(found[1]) * UNIT_SECONDS[found[2] ?? 's'];
}
