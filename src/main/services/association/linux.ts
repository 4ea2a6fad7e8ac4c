import { dirname, join } from 'node:path';
import { bad, good } from '../result';
import type { Result } from '../../../contract/index';
import { withDefault, withoutDefault } from './mimeApps';
import { ENDING, MIME, TITLE } from './names';
import type { AssociationPlace, AssociationPlan, Step } from './plan';

const DESKTOP_FILE = 'faultboard.desktop';
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><defs><clipPath id="a"><rect x="4" y="4" ' +
  'width="56" height="56" rx="16"/></clipPath></defs><g clip-path="url(#a)"><path d="M4 4h52L4 60z" ' +
  'fill="#0b7285"/><path d="M60 9v51H9z" fill="#c92a2a"/></g></svg>\n';
/** What `update-mime-database` makes in its folder. */
const MIME_MADE = [
  'aliases',
  'generic-icons',
  'globs',
  'globs2',
  'icons',
  'magic',
  'mime.cache',
  'subclasses',
  'treemagic',
  'types',
  'version',
  'XMLnamespaces',
];

/** Text of our type for the database of types (shared-mime-info). */
function mimePackage(): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${MIME}">
    <comment>${TITLE}</comment>
    <icon name="faultboard"/>
    <sub-class-of type="application/json"/>
    <glob pattern="*${ENDING}"/>
  </mime-type>
</mime-info>
`;
}

/**
 * One argument of an Exec line. The specification has it quoted when it holds a reserved character, then what is in the quotes escaped,
 * then the
 * backslashes of the whole value once more; a percent sign is written twice. Without need it is not quoted: xdg-open takes quotes for
 * part of the name.
 */
export function execArgument(argument: string): string {
  const plain = argument.replaceAll('%', '%%');
  if (/^[^\s"'\\><~|&;$*?#()`]+$/.test(plain)) return plain;
  return `"${plain.replace(/["`$\\]/g, '\\$&')}"`.replaceAll('\\', '\\\\');
}

function desktopEntry(launch: readonly string[]): string {
  return `[Desktop Entry]
Type=Application
Name=Faultboard
Comment=A breadboard for distributed systems
Exec=${launch.map(execArgument).join(' ')} %f
Icon=faultboard
Terminal=false
MimeType=${MIME};
Categories=Education;ComputerScience;
`;
}

/** Files of a user's own after the specifications of freedesktop.org: a type, an application, and which opens which. */
export function linuxPlan({ home, env, launch }: AssociationPlace): Result<AssociationPlan> {
  if (launch.some((argument) => /[\n\r]/.test(argument)))
    return bad(
      'bad-path',
      'Faultboard is in a folder whose name has a line break, which no desktop entry can hold; move it to another folder.',
    );
  // The specification: a path that is not absolute is to be ignored.
  const folder = (name: string, usual: string): string => (env[name]?.startsWith('/') === true ? env[name] : join(home, usual));
  const data = folder('XDG_DATA_HOME', '.local/share');
  const apps = join(data, 'applications');
  const types = join(data, 'mime');
  const [typeFile, appFile, iconFile] = [
    join(types, 'packages/faultboard.xml'),
    join(apps, DESKTOP_FILE),
    join(data, 'icons/hicolor/scalable/apps/faultboard.svg'),
  ];
  const defaults = join(folder('XDG_CONFIG_HOME', '.config'), 'mimeapps.list');
  const above = (path: string): string => (path.startsWith(`${home}/`) ? home : dirname(path));
  const updates: Step[] = [
    { type: 'run', program: 'update-mime-database', args: [types], isNeeded: true },
    // Only an index of applications by type, which the list of defaults does without.
    { type: 'run', program: 'update-desktop-database', args: [apps], isNeeded: false },
  ];
  return good({
    add: [
      { type: 'write', path: typeFile, text: mimePackage() },
      { type: 'write', path: iconFile, text: ICON },
      { type: 'write', path: appFile, text: desktopEntry(launch) },
      ...updates,
      { type: 'change', path: defaults, by: (text) => withDefault(text, MIME, DESKTOP_FILE) },
    ],
    remove: [
      { type: 'change', path: defaults, by: (text) => withoutDefault(text, MIME, DESKTOP_FILE) },
      ...[typeFile, appFile, iconFile].map((path): Step => ({ type: 'remove', path })),
      {
        type: 'then',
        steps: async ({ list }) =>
          (await list(join(types, 'packages'))).length > 0
            ? [{ ...updates[0], isNeeded: false } as Step]
            : [...MIME_MADE, 'application/vnd.faultboard+json.xml'].map((name): Step => ({ type: 'remove', path: join(types, name) })),
      },
      {
        type: 'then',
        steps: async ({ list }) =>
          (await list(apps)).some((name) => name.endsWith('.desktop'))
            ? [updates[1]]
            : [{ type: 'remove', path: join(apps, 'mimeinfo.cache') }],
      },
      ...[join(types, 'packages'), join(types, 'application'), apps, join(data, 'icons/hicolor/scalable/apps')].map((path): Step => ({
        type: 'removeEmpty',
        path,
        upTo: above(data),
      })),
      { type: 'removeEmpty', path: dirname(defaults), upTo: above(dirname(defaults)) },
    ],
    mark: { type: 'file', path: appFile },
    places: [typeFile, appFile, iconFile, defaults],
    missing: 'install the package shared-mime-info',
  });
}
