import { lineAt, type Project, type Rule, type SourceFile, type Violation } from './files';
import { resolveImport, sourcesOf } from './imports';

const ROOM = 'src/sim/data/';
/** What others may ask of the data room: which keys there are, and what a version of a value holds. */
const DOORS: ReadonlySet<string> = new Set([`${ROOM}keySpaces.ts`, `${ROOM}values.ts`]);

function namesTheSet(file: SourceFile): Violation[] {
  const at = file.text.search(/\b1,?000 (shipped |made-up )?profiles\b/i);
  if (at < 0) return [];
  return [{ path: file.path, line: lineAt(file, at), banned: 'naming the data set', instead: `SHIPPED_DATA of ${ROOM}values` }];
}

function reachesIn(project: Project, file: SourceFile): Violation[] {
  return sourcesOf(file).flatMap((source): Violation[] => {
    const target = resolveImport(project, file.path, source);
    if (target === null || !target.startsWith(ROOM) || DOORS.has(target)) return [];
    return [{ path: file.path, line: 1, banned: target, instead: `${ROOM}keySpaces or ${ROOM}values` }];
  });
}

/** Which data is shipped is the data room's own business: others know keys by number, and values by version. */
export const dataRoom: Rule = (project) =>
  [...project.values()]
    .filter(({ path }) => path.startsWith('src/') && !path.startsWith(ROOM))
    .flatMap((file) => [...reachesIn(project, file), ...namesTheSet(file)]);
