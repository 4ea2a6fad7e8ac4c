import { bad, good } from '../result';
import type { Result } from '../../../contract/index';
import { ENDING, MIME, PROG_ID, TITLE } from './names';
import type { AssociationPlace, AssociationPlan, Step } from './plan';

const CLASSES = 'HKCU\\Software\\Classes';

/** The part of the registry that is the user's own, by `reg.exe`: no rights are asked for, and nobody else's files change. */
export function windowsPlan({ env, launch }: AssociationPlace): Result<AssociationPlan> {
  // In a command of the registry %1 is the file; there is no way to write a percent sign that is none of these.
  if (launch.some((argument) => /[%"]/.test(argument)))
    return bad(
      'bad-path',
      'Faultboard or Node.js is in a folder whose name has a percent sign, which Windows takes for a place to ' +
        'put the file; move it to another folder.',
    );
  const reg = env.SystemRoot === undefined ? 'reg.exe' : `${env.SystemRoot}\\System32\\reg.exe`;
  const run = (args: readonly string[], isNeeded: boolean): Step => ({ type: 'run', program: reg, args, isNeeded });
  const set = (key: string, name: string | null, text: string): Step =>
    run(['add', `${CLASSES}\\${key}`, ...(name === null ? ['/ve'] : ['/v', name]), '/t', 'REG_SZ', '/d', text, '/f'], true);
  const command = [...launch, '%1'].map((argument) => `"${argument}"`).join(' ');
  return good({
    add: [
      set(PROG_ID, null, TITLE),
      set(`${PROG_ID}\\shell\\open\\command`, null, command),
      set(ENDING, null, PROG_ID),
      set(ENDING, 'Content Type', MIME),
      set(`${ENDING}\\OpenWithProgids`, PROG_ID, ''),
    ],
    // A key that is gone already is as well.
    remove: [run(['delete', `${CLASSES}\\${ENDING}`, '/f'], false), run(['delete', `${CLASSES}\\${PROG_ID}`, '/f'], false)],
    mark: { type: 'command', program: reg, args: ['query', `${CLASSES}\\${PROG_ID}\\shell\\open\\command`] },
    places: [`${CLASSES}\\${ENDING}`, `${CLASSES}\\${PROG_ID}`],
    missing: '',
  });
}
