import type { MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHOWN_DIALOGS, type DialogAnswers, type ShownDialog } from './wire';

const answers = { buttons: [] as number[], opened: [] as string[], saved: [] as string[] };

/** What a person will answer next. */
export function setAnswers({ buttons = [], opened = [], saved = [] }: DialogAnswers): void {
  answers.buttons.push(...buttons);
  answers.opened.push(...opened);
  answers.saved.push(...saved);
}

/** Both forms take the window first, or leave it out. */
function optionsOf<T extends object>(args: readonly unknown[]): T {
  return (args.length > 1 ? args[1] : args[0]) as T;
}

function show(kind: ShownDialog['kind'], message: string, options: unknown): void {
  // Kept in a file: the process may end in the next moment.
  const shown: ShownDialog = { kind, message, options };
  appendFileSync(join(process.env.STAND_IN_FOLDER ?? '', SHOWN_DIALOGS), `${JSON.stringify(shown)}\n`);
}

function button(args: readonly unknown[]): number {
  const options = optionsOf<MessageBoxOptions>(args);
  show('message', options.message, options);
  return answers.buttons.shift() ?? options.cancelId ?? 0;
}

/** The dialogs of the system; answers were given beforehand, as a blocking dialog lets nobody say anything in between. */
export const dialog = {
  showMessageBoxSync: (...args: unknown[]): number => button(args),
  showMessageBox: async (...args: unknown[]) => ({ response: button(args), checkboxChecked: false }),
  showErrorBox: (title: string, content: string): void => show('error', title, content),
  showOpenDialog: async (...args: unknown[]) => {
    show('open', '', optionsOf<OpenDialogOptions>(args));
    const path = answers.opened.shift();
    return { canceled: path === undefined, filePaths: path === undefined ? [] : [path] };
  },
  showSaveDialog: async (...args: unknown[]) => {
    show('save', '', optionsOf<SaveDialogOptions>(args));
    const path = answers.saved.shift();
    return { canceled: path === undefined, filePath: path ?? '' };
  },
};
