import { parseArgs } from 'node:util';

/** What `run` was asked for. */
export interface RunArguments {
  readonly command: 'run';
  readonly file: string;
  readonly seed: number | null;
  readonly untilSeconds: number | null;
  readonly settings: readonly { readonly node: string; readonly param: string; readonly value: unknown }[];
  readonly json: boolean;
  readonly log: boolean;
  readonly lookups: readonly { readonly key: string; readonly node: string }[];
}

/** Any command, ready to be carried out. */
export type Command =
  | RunArguments
  | { readonly command: 'validate'; readonly files: readonly string[] }
  | { readonly command: 'schema' }
  | { readonly command: 'kinds'; readonly markdown: boolean }
  | { readonly command: 'help'; readonly topic: string }
  | { readonly command: 'version' };

/** A command, or one sentence about what is wrong with the arguments. */
export type ArgumentsResult = { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly message: string };

const COMMANDS = ['run', 'validate', 'schema', 'kinds'];
const MOST_SEED = 4_294_967_295;

const no = (message: string): { readonly ok: false; readonly message: string } => ({ ok: false, message });

/** Reads the arguments behind the program's name. */
export function readArguments(argv: readonly string[]): ArgumentsResult {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        seed: { type: 'string' }, until: { type: 'string' }, set: { type: 'string', multiple: true }, lookup: { type: 'string', multiple: true },
        json: { type: 'boolean' }, log: { type: 'boolean' }, markdown: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'V' },
      },
    });
  } catch (error) {
    return no(`${(error as Error).message.split('. ')[0]}. See "faultboard --help".`);
  }
  const { values, positionals } = parsed;
  const [command, ...files] = positionals;
  if (values.version) return { ok: true, command: { command: 'version' } };
  if (values.help || command === undefined || command === 'help') return { ok: true, command: { command: 'help', topic: (command === 'help' ? files[0] : command) ?? '' } };
  switch (command) {
    case 'run':
      return readRun(files, values);
    case 'validate':
      return files.length === 0 ? no('validate needs at least one FILE.') : { ok: true, command: { command: 'validate', files } };
    case 'schema':
      return { ok: true, command: { command: 'schema' } };
    case 'kinds':
      return { ok: true, command: { command: 'kinds', markdown: values.markdown ?? false } };
    default:
      return no(`There is no command "${command}"; the commands are ${COMMANDS.join(', ')}.`);
  }
}

interface RunValues {
  readonly seed?: string;
  readonly until?: string;
  readonly set?: string[];
  readonly lookup?: string[];
  readonly json?: boolean;
  readonly log?: boolean;
}

function readRun(files: readonly string[], values: RunValues): ArgumentsResult {
  if (files.length !== 1) return no(`run needs one FILE, not ${files.length}.`);
  const seed = values.seed === undefined ? null : Number(values.seed);
  if (seed !== null && (!Number.isInteger(seed) || seed < 0 || seed > MOST_SEED)) return no(`--seed ${values.seed} is not a whole number from 0 to ${MOST_SEED}.`);
  const untilSeconds = values.until === undefined ? null : readSeconds(values.until);
  if (untilSeconds !== null && !(untilSeconds > 0)) return no(`--until ${values.until} is not a time such as 30s, 500ms or 2m.`);
  const settings = [];
  for (const text of values.set ?? []) {
    const found = /^([A-Za-z][\w-]*)\.([A-Za-z]\w*)=(.*)$/s.exec(text);
    if (found === null) return no(`--set ${text} is not of the form node.param=value, such as W1.concurrency=8.`);
    settings.push({ node: found[1], param: found[2], value: readValue(found[3]) });
  }
  const lookups = [];
  for (const text of values.lookup ?? []) {
    const found = /^([^@]+)@([A-Za-z][\w-]*)$/.exec(text);
    if (found === null) return no(`--lookup ${text} is not of the form key@node, such as peter@DB1.`);
    lookups.push({ key: found[1], node: found[2] });
  }
  return { ok: true, command: { command: 'run', file: files[0], seed, untilSeconds, settings, lookups, json: values.json ?? false, log: values.log ?? false } };
}

/** Seconds of a time such as 30s, 500ms, 2m or 1.5 (seconds); NaN when it is none. */
export function readSeconds(text: string): number {
  const found = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text);
  if (found === null) return NaN;
  const unit = { ms: 0.001, s: 1, m: 60, h: 3600 }[found[2] ?? 's'] as number;
  return Number(found[1]) * unit;
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
