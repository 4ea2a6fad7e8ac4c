import type { CommanderError } from 'commander';
import { didYouMean } from '../sim/index';
import { COMMANDS, needsValue, OPTION_NAMES, optionsOf } from './commands';

const MORE = 'see "faultboard --help".';

/** Of a command that does not exist. */
export function noCommand(name: string): string {
  return `There is no command "${name}"${didYouMean(name, COMMANDS)}; the commands are ${COMMANDS.join(', ')}.`;
}

/** What the library complains about, in one sentence of ours. */
export function problemOf(error: CommanderError, argv: readonly string[]): string {
  const said = /'(-[^']*)'/.exec(error.message)?.[1] ?? '';
  if (error.code === 'commander.optionMissingArgument') return needsValue(/--[\w-]+/.exec(said)?.[0] ?? said);
  if (error.code !== 'commander.unknownOption') throw error;
  const [name] = said.split('=');
  const command = argv.find((word) => COMMANDS.includes(word));
  const known = OPTION_NAMES.includes(name.replace(/^--/, ''));
  if (known && command !== undefined && !optionsOf(command).includes(name.replace(/^--/, '')))
    return `The option ${name} does not belong to ${command}; see "faultboard ${command} --help".`;
  if (known && said.includes('=')) return `The option ${name} takes no value; ${MORE}`;
  if (known) return `The option ${name} belongs after a command; ${MORE}`;
  return `There is no option ${said}${didYouMean(name.replace(/^-+/, ''), OPTION_NAMES).replace('"', '"--')}; ${MORE}`;
}
