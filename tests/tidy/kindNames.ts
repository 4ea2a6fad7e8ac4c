import { lineAt, type Project, type Rule, type SourceFile, type Violation } from './files';
import { resolveImport, sourcesOf } from './imports';

const KINDS = 'src/sim/kinds/';
/** Who may name kinds: the kinds themselves, and what several of them share. */
const OWNERS = [KINDS, 'src/sim/toolkit/'];
/** Boards written out, as data: the templates, and the simulation that the course in Python takes for granted. */
const BOARDS: ReadonlySet<string> = new Set(['src/renderer/features/welcome/templates.ts', 'src/asPython/course.ts']);

/** Names of the kinds, which are those of their folders. */
function namesOf(project: Project): string[] {
  return [...project.keys()].flatMap((path) => /^src\/sim\/kinds\/([^/]+)\/kind\.ts$/.exec(path)?.[1] ?? []);
}

/** Asking for a kind by its name: in a comparison, as a case, by a function that takes the name, and in a list of several. */
function patternsOf(names: readonly string[]): RegExp[] {
  const name = `'(?:${names.join('|')})'`;
  return [
    new RegExp(`\\b\\w*[kK]ind(?:Name)?\\)? *[!=]== *${name}`),
    new RegExp(`${name} *[!=]== *[\\w.]*[kK]ind\\b`),
    new RegExp(`\\b(?:kindOf|defaultParams|fieldsOf|wireKinds)\\([^()]*${name}`),
    new RegExp(`\\bkinds(?:\\.(?:${names.join('|')})\\b|\\[${name})`),
    new RegExp(`(?:Set|Map)(?:<[^>]*>)?\\(\\[\\[?${name}`),
  ];
}

function namesInCode(file: SourceFile, patterns: readonly RegExp[]): Violation[] {
  return patterns
    .map((pattern) => file.text.search(pattern))
    .filter((at) => at >= 0)
    .map((at) => ({ path: file.path, line: lineAt(file, at), banned: 'a kind by its name', instead: 'what its descriptor says' }));
}

function reachesIn(project: Project, file: SourceFile): Violation[] {
  return sourcesOf(file).flatMap((source): Violation[] => {
    const target = resolveImport(project, file.path, source);
    if (target === null || !/^src\/sim\/kinds\/[^/]+\//.test(target)) return [];
    return [{ path: file.path, line: 1, banned: target, instead: 'descriptor and behaviour by kindOf' }];
  });
}

/** In which group of the palette a kind stands says nothing of what it can do. */
function asksGroup(file: SourceFile): Violation[] {
  const at = file.path.startsWith('src/sim/') ? file.text.search(/descriptor\??\.group\.title\b/) : -1;
  return at < 0
    ? []
    : [{ path: file.path, line: lineAt(file, at), banned: 'a group as a capability', instead: 'a field of the descriptor' }];
}

/** Nobody but the kinds themselves knows one by its name: descriptors say what others go by, so that a new kind is one folder and one line. */
export const kindsByName: Rule = (project) => {
  const patterns = patternsOf(namesOf(project));
  return [...project.values()]
    .filter(({ path }) => /^src\/.*\.tsx?$/.test(path) && !/\.test\.|\/test[A-Z][^/]*$/.test(path))
    .filter(({ path }) => !OWNERS.some((owner) => path.startsWith(owner)) && !BOARDS.has(path))
    .flatMap((file) => [...namesInCode(file, patterns), ...reachesIn(project, file), ...asksGroup(file)]);
};
