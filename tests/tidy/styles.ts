import { basename, dirname } from 'node:path';
import { isTest, type Project, type Rule, type SourceFile, type Violation } from './files';

const FEATURES = /^src\/renderer\/features\/(\w+)\//;

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

/** The name by which files of the feature know the style sheet, with what stands behind it: `css.runTree`, `css['is-a']`. */
function namesIn(code: readonly SourceFile[], sheet: string): { readonly fixed: Set<string>; readonly begun: readonly string[] } {
  const fixed = new Set<string>();
  const begun: string[] = [];
  for (const { text } of code) {
    const local = new RegExp(`import (\\w+) from '\\./${sheet}'`).exec(text)?.[1];
    if (local === undefined) continue;
    for (const [, name] of text.matchAll(new RegExp(`\\b${local}\\.(\\w+)`, 'g'))) fixed.add(name);
    for (const [, name] of text.matchAll(new RegExp(`\\b${local}\\['([\\w-]+)'\\]`, 'g'))) fixed.add(camel(name));
    for (const [, name] of text.matchAll(new RegExp(`\\b${local}\\[\`([\\w-]+)\\$\\{`, 'g'))) begun.push(name);
  }
  return { fixed, begun };
}

function inSheet(project: Project, sheet: SourceFile): Violation[] {
  const name = basename(sheet.path);
  const code = [...project.values()].filter(({ path }) => dirname(path) === dirname(sheet.path) && /\.tsx?$/.test(path) && !isTest(path));
  const classes = [...classesOf(sheet.text)];
  const { fixed, begun } = namesIn(code, name);
  const unused = classes.filter((one) => !fixed.has(camel(one)) && !begun.some((start) => one.startsWith(start)));
  const known = new Set(classes.map(camel));
  return [
    ...unused.map((one) => ({ path: sheet.path, line: 1, banned: `the class "${one}" that no element has`, instead: 'no such class' })),
    ...[...fixed]
      .filter((one) => !known.has(one))
      .map((one) => ({ path: sheet.path, line: 1, banned: `the class "${one}" that it does not have`, instead: 'one of its own' })),
  ];
}

/** Styles of a feature are its own: one style sheet as a module, called by the feature, whose classes and elements belong together. */
export const featureStyles: Rule = (project) => {
  const found: Violation[] = [];
  for (const file of project.values()) {
    const feature = FEATURES.exec(file.path)?.[1];
    if (feature === undefined || !file.path.endsWith('.css')) continue;
    const wanted = `${feature}.module.css`;
    if (basename(file.path) !== wanted) found.push({ path: file.path, line: 1, banned: 'a style sheet that all see', instead: wanted });
    else found.push(...inSheet(project, file));
  }
  return found;
};
