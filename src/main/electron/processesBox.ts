import type { MessageBoxOptions } from 'electron';
import type { ProcessToAllow } from '../../contract/index';

const WARNING = 'They can do whatever you can do: allow only programs you trust.';

/** The question whether programs may be started; its first answer is yes, and no is what Enter and Escape say. */
export function processesBox(programs: readonly ProcessToAllow[]): MessageBoxOptions {
  const told = programs.map(({ path, args, files }) => {
    const hashes = files.map((file) => `${file.path}\nSHA-256 ${file.sha256}`);
    return [[path, ...args].map((word) => JSON.stringify(word)).join(' '), ...hashes].join('\n');
  });
  return {
    type: 'warning',
    title: 'Faultboard',
    message: `May this board start ${programs.length === 1 ? 'a program' : 'programs'} on your computer?`,
    detail: [`${WARNING} You will be asked again when one of their files changes.`, ...told].join('\n\n'),
    buttons: ['Allow', 'Do not start'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  };
}
