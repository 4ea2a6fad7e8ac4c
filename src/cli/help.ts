import { COMMAND_INFOS, type CommandInfo } from './commands';

const NOTES = `FILE may be - for standard input.
Exit codes: 0 fine, 1 a check was not met or had no evidence, 2 bad input, 4 a limit was reached, 5 the output could not be written in full.
`;
const WIDTH = 130;
const GAP = 2;

/** Lines of terms with what they mean behind them, one below the other. */
function list(rows: readonly (readonly [term: string, meaning: string])[]): string {
  const width = Math.max(...rows.map(([term]) => term.length)) + GAP;
  return rows.map(([term, meaning]) => `  ${term.padEnd(width)}${broken(meaning, width + 2)}`).join('\n');
}

/** A text in lines that are not too long, all but the first indented. */
function broken(text: string, indent: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== '' && indent + last.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}

const flagText = (flags: string): string => flags.replace(/[<>]/g, '');

function commandText({ name, usage, description, options, notes }: CommandInfo): string {
  const blocks = [
    usage.map((line) => `faultboard ${name} ${line}`.trimEnd()).join('\n'),
    description,
    ...(options.length === 0 ? [] : [list(options.map(([flags, help]) => [flagText(flags), help]))]),
    ...(notes === '' ? [] : [notes]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function generalText(): string {
  const rows = COMMAND_INFOS.map(({ name, usage, summary }): [string, string] => [`faultboard ${name} ${usage[0]}`.trimEnd(), summary]);
  return `Faultboard, a breadboard for distributed systems: the command line.

Usage
${list([...rows, ['faultboard --version', 'version of the program and of the engine']])}

${NOTES}`;
}

/** The help text of a command, or the general one. */
export function helpText(topic: string): string {
  const info = COMMAND_INFOS.find(({ name }) => name === topic);
  return info === undefined || topic === 'help' ? generalText() : commandText(info);
}
