import { lineAt, type Rule } from './files';

/** Where operations are defined, and the checker that says what each of them does to a register. */
const OWNERS = ['src/sim/toolkit/operations.ts', 'src/sim/kinds/', 'src/sim/checkers/'];
const NAMES = 'read|write|cas|append|increment|delete';
/** Three names in a row, as texts or as keys: a list that would have to grow with the operations of kinds. */
const LISTS = [new RegExp(`(?:'(?:${NAMES})'[\\s,|]*){3}`), new RegExp(`(?:\\b(?:${NAMES}): [^\\n,;]+[,;]\\s*){3}`)];

/** Operations belong to kinds, which say what they begin and answer: nobody else has a list of them. */
export const closedLists: Rule = (project) =>
  [...project.values()]
    .filter(({ path }) => /^src\/.*\.tsx?$/.test(path) && !path.includes('.test.') && !OWNERS.some((owner) => path.startsWith(owner)))
    .flatMap((file) =>
      LISTS.map((list) => file.text.search(list))
        .filter((at) => at >= 0)
        .map((at) => ({ path: file.path, line: lineAt(file, at), banned: 'a list of operations', instead: 'the operations of the kind' })),
    );
