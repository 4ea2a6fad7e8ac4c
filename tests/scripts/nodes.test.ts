import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeProgram } from '../../scripts/nodes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'faultboard-nodes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;

/** Something in the place of npm: half of a program is there at once, then it does as told. What came of it, and what it left behind. */
async function withNpm(does: string, mostMs = 60_000): Promise<{ found: Awaited<ReturnType<typeof nodeProgram>>; left: string[] }> {
  const npm = join(folder, `npm${++made}`);
  const text = `#!${process.execPath}
const { mkdirSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
const name = args.at(-1).split('@')[0];
const bin = args[args.indexOf('--prefix') + 1] + '/node_modules/' + name + '/bin';
mkdirSync(bin, { recursive: true });
writeFileSync(bin + '/node', 'half');
${does}
`;
  writeFileSync(npm, text, { mode: 0o755 });
  const cache = join(folder, `nodes${made}`);
  return { found: await nodeProgram('99', { cache, npm, mostMs }), left: readdirSync(cache) };
}

const fails = (words: string): string => `process.stderr.write(${JSON.stringify(words)}); process.exit(1);`;

// Windows runs no script by its first line; what is decided here is the same there.
describe.skipIf(process.platform === 'win32')('another version of Node', () => {
  it('is where npm has put it, and is not installed a second time', async () => {
    const { found, left } = await withNpm('');
    expect(found.missing).toBeNull();
    expect(existsSync(found.binary ?? '')).toBe(true);
    expect(left).toEqual(['99']);
    const again = await nodeProgram('99', { cache: join(folder, `nodes${made}`), npm: join(folder, 'none') });
    expect(again).toEqual(found);
  });

  it('is told to be slow where its install takes too long, and what is half there is not taken for it', async () => {
    const { found, left } = await withNpm('setTimeout(() => {}, 60_000);', 500);
    expect(found.missing).toMatch(/^its install was not over after \d+ s; the line or the machine is slow: try again$/);
    expect(left).toEqual([]);
  });

  it.each([
    [
      'npm error code ECONNREFUSED\nnpm error errno ECONNREFUSED',
      'the npm registry could not be reached (ECONNREFUSED): look at the network',
    ],
    ['npm error code E404\nnpm error 404 Not Found', /^the npm registry has no node-.*@99 \(E404\)$/],
    ['npm error code ENOSPC\nnpm error no space left on device', 'npm could not install it: no space left on device'],
  ])('is missing for the reason that npm gives: %j', async (words, sentence) => {
    const { found, left } = await withNpm(fails(words));
    expect(found.binary).toBeNull();
    if (typeof sentence === 'string') expect(found.missing).toBe(sentence);
    else expect(found.missing).toMatch(sentence);
    expect(left).toEqual([]);
  });

  it('is missing where there is no npm', async () => {
    const found = await nodeProgram('99', { cache: join(folder, 'none'), npm: join(folder, 'no-npm') });
    expect(found.missing).toBe('npm is not on the path: install it, or put its folder on PATH');
  });
});
