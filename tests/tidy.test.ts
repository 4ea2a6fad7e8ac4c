import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { complaintsAbout, deadFiles, unregisteredKinds } from './tidyRules';

const root = resolve(import.meta.dirname, '..');
const ENTRIES = new Set([
  'src/main/electron/index.ts', 'src/main/browser/index.ts', 'src/main/services/runWorker.ts', 'src/preload/index.ts', 'src/renderer/main.tsx', 'src/cli/index.ts',
]);

function trackedFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n');
  return listed.filter((path) => path !== '' && existsSync(join(root, path)) && statSync(join(root, path)).isFile());
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the tree is tidy', () => {
  const files = trackedFiles();

  it('breaks no rule', () => {
    const found = files.filter((path) => /\.(ts|tsx|mjs)$/.test(path)).flatMap((path) => complaintsAbout(path, read(path)).map((complaint) => `${path}:${complaint.line}: ${complaint.message}`));
    expect(found).toEqual([]);
  });

  it('has no dead source files', () => {
    const sources = new Map(files.filter((path) => /^src\/.*\.tsx?$/.test(path)).map((path) => [path, read(path)]));
    expect(deadFiles(sources, ENTRIES)).toEqual([]);
  });

  it('registers every kind', () => {
    const folders = readdirSync(join(root, 'src/sim/kinds'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(folders.length).toBeGreaterThan(5);
    expect(unregisteredKinds(folders, read('src/sim/kinds/index.ts'))).toEqual([]);
  });
});

describe('each rule fires on a bad sample', () => {
  const samples: [string, string, string][] = [
    ['src/sim/kinds/x/behavior.ts', 'const r = Math.random();', 'random stream'],
    ['src/sim/run/a.ts', 'const t = Date.now();', 'simulated time'],
    ['src/sim/run/a.ts', 'const t = Math.sqrt(2);', 'exactMath'],
    ['src/sim/run/a.ts', 'const t = a ** 2;', 'exactMath pow'],
    ['src/cli/a.ts', '// TO' + 'DO later', 'leftover'],
    ['src/cli/a.ts', 'export default 1;', 'named export'],
    ['src/cli/a.ts', 'let x: any;', 'use a type'],
    ['src/cli/a.test.ts', 'it.' + "only('x', () => {});", 'only is banned'],
    ['src/sim/kinds/x/kind.ts', '  timeout: quantity(0, 1, 0, {}),', 'latencyMs'],
    ['src/cli/a.ts', 'x\n'.repeat(402), '400 lines'],
    ['src/cli/all.ts', "export { a } from './a';", 'barrel'],
  ];
  it.each(samples)('%s: %s', (path, text, word) => {
    expect(complaintsAbout(path, text).map((complaint) => complaint.message).join()).toContain(word);
  });

  it('finds an unregistered kind and a dead file', () => {
    expect(unregisteredKinds(['worker', 'ghost'], "import { worker } from './worker/kind';")).toEqual(['ghost']);
    const sources = new Map([['src/a.ts', "import { b } from './b';"], ['src/b.ts', ''], ['src/c.ts', '']]);
    expect(deadFiles(sources, new Set(['src/a.ts']))).toEqual(['src/c.ts']);
  });
});
