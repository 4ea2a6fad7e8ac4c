import { dirname, posix } from 'node:path';
import { isTest, type Project, type Rule, type SourceFile, type Violation } from './files';
import { resolveImport, sourcesOf } from './imports';

/** Who may import whom in the window: a room, and the rooms that it may look into besides itself. Arrows go down only. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  features: ['board', 'courses', 'workbench', 'fields', 'document', 'playback', 'ui', 'messages'],
  board: ['workbench', 'document', 'playback', 'ui', 'messages'],
  workbench: ['fields', 'document', 'playback', 'ui', 'messages'],
  fields: ['ui', 'messages'],
  courses: ['messages'],
  document: ['messages'],
  playback: ['messages'],
  ui: ['messages'],
  messages: [],
};
const WINDOW = 'src/renderer/';

/** The room of a file of the window, and of a feature its folder; null: the entry, which puts the rooms together. */
function placeOf(path: string): { readonly room: string; readonly feature: string | null } | null {
  const [room, feature, ...rest] = path.slice(WINDOW.length).split('/');
  if (feature === undefined) return null;
  return { room, feature: room === 'features' && rest.length > 0 ? feature : null };
}

function importsOf(project: Project, file: SourceFile): string[] {
  return sourcesOf(file).flatMap((source) => resolveImport(project, file.path, source) ?? []);
}

/** Arrows that lead back up between the rooms of the window, and features that import each other. */
export const windowRooms: Rule = (project) => {
  const found: Violation[] = [];
  for (const file of project.values()) {
    const from = file.path.startsWith(WINDOW) && !isTest(file.path) ? placeOf(file.path) : null;
    if (from === null) continue;
    for (const target of importsOf(project, file)) {
      const to = target.startsWith(WINDOW) ? placeOf(target) : null;
      if (to === null) continue;
      const isOther = from.feature !== null && to.feature !== null && from.feature !== to.feature;
      if (from.room === to.room ? !isOther : (ROOMS[from.room] ?? []).includes(to.room)) continue;
      const instead = isOther ? 'document, playback or a command: features meet there' : 'a contribution, or a property';
      found.push({ path: file.path, line: 1, banned: `${to.room} (${target.slice(WINDOW.length)}) in ${from.room}`, instead });
    }
  }
  return found;
};

/** Folders that import each other in a circle, below these. A folder counts as a whole, with what lies in it. */
const WITHOUT_CIRCLES = ['src/sim/', 'src/renderer/', 'src/renderer/board/'];

function folderBelow(root: string, path: string): string | null {
  if (!path.startsWith(root)) return null;
  const [folder, ...rest] = path.slice(root.length).split('/');
  return rest.length === 0 ? null : root + folder;
}

function arrowsBelow(project: Project, root: string): Map<string, Set<string>> {
  const arrows = new Map<string, Set<string>>();
  for (const file of project.values()) {
    const from = isTest(file.path) ? null : folderBelow(root, file.path);
    if (from === null || /\/test[A-Z][^/]*$/.test(file.path)) continue;
    for (const target of importsOf(project, file)) {
      const to = folderBelow(root, target);
      if (to !== null && to !== from) arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
    }
  }
  return arrows;
}

/** The shortest way from a folder back to itself; null: there is none. */
function circleFrom(arrows: ReadonlyMap<string, ReadonlySet<string>>, start: string): string[] | null {
  const ways: string[][] = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of arrows.get(way[way.length - 1]) ?? []) {
      if (next === start) return [...way, start];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return null;
}

/** Circles between folders of the simulator and of the window. */
export const circles: Rule = (project) => {
  const found: Violation[] = [];
  for (const root of WITHOUT_CIRCLES) {
    const arrows = arrowsBelow(project, root);
    const reported = new Set<string>();
    for (const start of [...arrows.keys()].sort()) {
      const circle = circleFrom(arrows, start);
      if (circle === null || circle.some((folder) => reported.has(folder))) continue;
      for (const folder of circle) reported.add(folder);
      const text = circle.join(' -> ');
      found.push({
        path: posix.join(dirname(start), posix.basename(start)),
        line: 1,
        banned: `the circle ${text}`,
        instead: 'arrows one way',
      });
    }
  }
  return found;
};
