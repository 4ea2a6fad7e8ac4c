import { version } from '../../package.json';
import { adviseScenario, ENGINE_VERSION, jsonSchema } from '../sim/index';
import { readArguments } from './args';
import { experimentCommand } from './experimentCommand';
import { differenceCommand, exportCommand } from './exportCommand';
import { gradeCommand } from './gradeCommand';
import { helpText } from './help';
import { cleanLine } from './clean';
import { completionText } from './completion';
import { complain, doorOf, ExitCode, type Door, type Io } from './io';
import { kindsText } from './kindsText';
import { proveCommand } from './proveCommand';
import { inputName, readInput } from './readInput';
import { runCommand } from './runCommand';

/** Carries out a command line (without the program's name); returns the exit code. Throws only on a bug of ours. */
export async function main(argv: readonly string[], given: Io): Promise<number> {
  const io = doorOf(given);
  const read = readArguments(argv);
  if (!read.ok) return complain(io, read.message);
  const { command } = read;
  switch (command.command) {
    case 'help':
      await io.out(helpText(command.topic));
      return ExitCode.fine;
    case 'version':
      await io.out(`faultboard ${version} (engine ${ENGINE_VERSION})\n`);
      return ExitCode.fine;
    case 'schema':
      await io.json(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
      return ExitCode.fine;
    case 'kinds':
      await io.out(kindsText(command.markdown));
      return ExitCode.fine;
    case 'completion':
      await io.out(completionText(command.shell));
      return ExitCode.fine;
    case 'validate':
      return validateFiles(command.files, io);
    case 'associate':
      return associate(command.remove, io);
    case 'replicate':
    case 'compare':
      return experimentCommand(command, io);
    case 'export':
      return exportCommand(command, io);
    case 'difference':
      return differenceCommand(command, io);
    case 'run':
      return runCommand(command, io);
    case 'grade':
      return gradeCommand(command, io);
    case 'prove':
      return proveCommand(command, io);
  }
}

/** Has scenario files opened by double-click, or no longer; says what was written where. */
async function associate(remove: boolean, io: Door): Promise<number> {
  const done = await (remove ? io.association.remove() : io.association.add());
  if (!done.ok) return complain(io, done.failure.message);
  if (remove)
    await io.out('Files that end in .faultboard no longer open with a double-click; everything that had been set up for it is gone.\n');
  else
    await io.out(
      'Files that end in .faultboard now open with a double-click. ' +
        `This was set up here and nowhere else:\n${done.value.places.map((place) => `  ${place}\n`).join('')}`,
    );
  return ExitCode.fine;
}

/** Says of each file whether it can be loaded; notes on what is allowed but useless do not make it invalid. */
async function validateFiles(files: readonly string[], io: Door): Promise<number> {
  let code: number = ExitCode.fine;
  for (const file of files) {
    const input = await readInput(file, io);
    if (!input.ok) {
      code = complain(io, input.message);
      continue;
    }
    const notes = adviseScenario(input.scenario).map(
      (advice) => `  note: ${cleanLine(advice.message)} [${advice.name} at ${cleanLine(advice.path)}]\n`,
    );
    await io.out(`${inputName(file)}: valid\n${notes.join('')}`);
  }
  return code;
}
