import { basename, dirname, posix } from 'node:path';
import { isTest, type Project, type Rule, type SourceFile, type Violation } from './files';

const FEATURES = /^src\/renderer\/features\/(\w+)\//;
const BOARD = 'src/renderer/board/';

/** `run-tree` as code writes it behind the name of the module: `runTree`. */
const camel = (name: string): string => name.replace(/-+(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Classes that a style sheet has for its own; those of others it names as `:global(...)`. */
function classesOf(text: string): Set<string> {
  const selectors = text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/:global\([^)]*\)/g, '')
    .replace(/\{[^{}]*\}/g, ' ');
  return new Set([...selectors.matchAll(/\.(-?[_a-zA-Z][\w-]*)/g)].map(([, name]) => name));
}

/** The name by which a file knows a style sheet; undefined: it does not. */
function localName({ path, text }: SourceFile, sheet: string): string | undefined {
  const imports = [...text.matchAll(/import (\w+) from '(\.[^']*\.module\.css)'/g)];
  return imports.find(([, , from]) => posix.join(dirname(path), from) === sheet)?.[1];
}

/** What stands behind the name by which files of the room know the style sheet: `css.runTree`, `css['is-a']`. */
function namesIn(code: readonly SourceFile[], sheet: string): { readonly fixed: Set<string>; readonly begun: readonly string[] } {
  const fixed = new Set<string>();
  const begun: string[] = [];
  for (const file of code) {
    const { text } = file;
    const local = localName(file, sheet);
    if (local === undefined) continue;
    for (const [, name] of text.matchAll(new RegExp(`\\b${local}\\.(\\w+)`, 'g'))) fixed.add(name);
    for (const [, name] of text.matchAll(new RegExp(`\\b${local}\\['([\\w-]+)'\\]`, 'g'))) fixed.add(camel(name));
    for (const [, name] of text.matchAll(new RegExp(`\\b${local}\\[\`([\\w-]+)\\$\\{`, 'g'))) begun.push(name);
  }
  return { fixed, begun };
}

function inSheet(project: Project, sheet: SourceFile, room: string): Violation[] {
  const code = [...project.values()].filter(({ path }) => path.startsWith(room) && /\.tsx?$/.test(path) && !isTest(path));
  const classes = [...classesOf(sheet.text)];
  const { fixed, begun } = namesIn(code, sheet.path);
  const unused = classes.filter((one) => !fixed.has(camel(one)) && !begun.some((start) => one.startsWith(start)));
  const known = new Set(classes.map(camel));
  return [
    ...unused.map((one) => ({ path: sheet.path, line: 1, banned: `the class "${one}" that no element has`, instead: 'no such class' })),
    ...[...fixed]
      .filter((one) => !known.has(one))
      .map((one) => ({ path: sheet.path, line: 1, banned: `the class "${one}" that it does not have`, instead: 'one of its own' })),
  ];
}

/**
 * Styles of a feature are its own: one style sheet as a module, called by the feature, whose classes and elements belong together. Those of
 * the board are modules, too: one for each thing on it.
 */
export const featureStyles: Rule = (project) => {
  const found: Violation[] = [];
  for (const file of project.values()) {
    if (!file.path.endsWith('.css')) continue;
    const feature = FEATURES.exec(file.path);
    if (feature === null && !file.path.startsWith(BOARD)) continue;
    const name = basename(file.path);
    const wanted = feature === null ? name.replace(/(\.module)?\.css$/, '.module.css') : `${feature[1]}.module.css`;
    if (name !== wanted) found.push({ path: file.path, line: 1, banned: 'a style sheet that all see', instead: wanted });
    else found.push(...inSheet(project, file, feature?.[0] ?? BOARD));
  }
  return found;
};

const HAS_ATTRIBUTE = /:has\([^{},]*\[/;

/**
 * No `:has()` that asks for an attribute: the browser then looks again at the element for whatever changes anywhere within it, which with
 * the board inside cost a fifth of dragging a part.
 */
export const quickStyles: Rule = (project) =>
  [...project.values()]
    .filter(({ path }) => path.endsWith('.css'))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, i) => {
        const instead = 'a class, or an element before it (`[data-a] ~ .b`)';
        return HAS_ATTRIBUTE.test(line) ? [{ path, line: i + 1, banned: ':has() with an attribute', instead }] : [];
      }),
    );
