import { isTest, type Rule } from './files';

/** Numbers that people type are read by one rule, which asks where one could be read in two ways: never by `Number` alone. */
export const numberInputs: Rule = (project) =>
  [...project.values()]
    .filter(({ path, text }) => path.startsWith('src/renderer/') && !isTest(path) && /inputMode="decimal"/.test(text))
    .filter(({ text }) => !/\breadNumber(Within)?\(/.test(text) && !/\.map\(readNumber\)/.test(text))
    .map(({ path }) => ({ path, line: 1, banned: 'a number that is read in another way', instead: 'readNumber of ui/numberText' }));
