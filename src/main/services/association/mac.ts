import { join } from 'node:path/posix';
import { good } from '../result';
import type { Result } from '../../../contract/index';
import { ENDING, MIME, TITLE, UTI } from './names';
import type { AssociationPlace, AssociationPlan, Step } from './plan';

const REGISTER = '/System/Library/Frameworks/CoreServices.framework/Frameworks/LaunchServices.framework/Support/lsregister';

/** A text of AppleScript. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Finder sends files to an application as events; a small one of AppleScript, which every Mac can make, receives them and starts ours. */
function script(launch: readonly string[]): string {
  const start = launch.map((argument) => `quoted form of ${quoted(argument)}`).join(' & " " & ');
  return `on startFaultboard(argument)
  do shell script ${start} & argument & " > /dev/null 2>&1 &"
end startFaultboard
on run
  my startFaultboard("")
end run
on open theFiles
  repeat with theFile in theFiles
    my startFaultboard(" " & quoted form of POSIX path of theFile)
  end repeat
end open
`;
}

/** What of the user's applications becomes the one for our files. */
export function macPlan({ home, launch }: AssociationPlace): Result<AssociationPlan> {
  const app = join(home, 'Applications/Faultboard opener.app');
  const facts = join(app, 'Contents/Info.plist');
  const run = (program: string, args: readonly string[], isNeeded = true): Step => ({ type: 'run', program, args, isNeeded });
  const put = (key: string, type: '-string' | '-json', value: string): Step =>
    run('/usr/bin/plutil', ['-replace', key, type, value, facts]);
  const lines = script(launch)
    .trimEnd()
    .split('\n')
    .flatMap((line) => ['-e', line]);
  return good({
    add: [
      run('/bin/mkdir', ['-p', join(home, 'Applications')]),
      { type: 'remove', path: app },
      run('/usr/bin/osacompile', ['-o', app, ...lines]),
      put('CFBundleIdentifier', '-string', 'app.faultboard.opener'),
      put(
        'CFBundleDocumentTypes',
        '-json',
        JSON.stringify([{ CFBundleTypeName: TITLE, CFBundleTypeRole: 'Editor', LSHandlerRank: 'Owner', LSItemContentTypes: [UTI] }]),
      ),
      put(
        'UTExportedTypeDeclarations',
        '-json',
        JSON.stringify([
          {
            UTTypeIdentifier: UTI,
            UTTypeDescription: TITLE,
            UTTypeConformsTo: ['public.json'],
            UTTypeTagSpecification: { 'public.filename-extension': [ENDING.slice(1)], 'public.mime-type': [MIME] },
          },
        ]),
      ),
      // What osacompile has signed was changed since.
      run('/usr/bin/codesign', ['--force', '--sign', '-', app]),
      run(REGISTER, ['-f', app]),
    ],
    remove: [run(REGISTER, ['-u', app], false), { type: 'remove', path: app }],
    mark: { type: 'file', path: facts },
    places: [app],
    missing: '',
  });
}
