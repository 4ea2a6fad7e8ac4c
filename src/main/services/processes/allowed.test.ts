import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Notices } from '../notices';
import { AllowedPrograms } from './allowed';

const folder = mkdtempSync(join(tmpdir(), 'faultboard-allowed-'));
afterAll(() => rmSync(folder, { recursive: true }));
const NOT_ALLOWED = 'nobody has allowed it to be started';
const allowed = new AllowedPrograms(join(folder, 'data'), new Notices());

function written(name: string, text = '#!/bin/sh\n'): { readonly path: string; readonly args: readonly string[] } {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o755 });
  return { path, args: ['one "two"'] };
}

describe('which programs may be started', () => {
  it('holds for a path with spaces, quotes and other letters, and for what is in the file at the start', async () => {
    const command = written('nœud "n 1" \'é\'.sh');
    expect(await allowed.permit(command)).toBe(NOT_ALLOWED);
    await allowed.allow(await allowed.unknown([command]));
    expect(await allowed.permit(command)).toEqual(command);
    writeFileSync(command.path, '#!/bin/sh\nsomething else\n');
    expect(await allowed.permit(command)).toBe(NOT_ALLOWED);
  });

  it('follows a link: what it leads to is asked about, and asked again when it leads elsewhere', async () => {
    const [one, other] = [written('one.sh'), written('other.sh', '#!/bin/sh\nelse\n')];
    const link = { path: join(folder, 'link.sh'), args: [] };
    symlinkSync(one.path, link.path);
    await allowed.allow(await allowed.unknown([link]));
    expect(await allowed.permit(link)).toEqual(link);
    unlinkSync(link.path);
    symlinkSync(other.path, link.path);
    expect(await allowed.permit(link)).toBe(NOT_ALLOWED);
  });

  it('never says yes to what cannot be asked about, and says why', async () => {
    const ask = (path: string): ReturnType<typeof allowed.permit> => allowed.permit({ path, args: [] });
    expect(await allowed.unknown([{ path: join(folder, 'nothing'), args: [] }])).toEqual([]);
    // A system may add an ending of its own (.exe), and start what is there by that name.
    expect(await ask(join(folder, 'nothing'))).toBe(`it could not be started: there is no file ${join(folder, 'nothing')}`);
    mkdirSync(join(folder, 'sub'));
    expect(await ask(join(folder, 'sub'))).toBe(`it could not be started: ${join(folder, 'sub')} is no file`);
    expect(await ask(`${folder}/\0`)).toMatch(/^it could not be started: there is no file/);
  });

  it.skipIf(process.getuid === undefined || process.getuid() === 0)(
    'does not start what may be run and not read (skipped for root, who may read everything)',
    async () => {
      const path = join(folder, 'unread.sh');
      copyFileSync(written('read.sh').path, path);
      chmodSync(path, 0o111);
      expect(await allowed.permit({ path, args: [] })).toMatch(/cannot be read, so nobody can be asked about what is in it/);
    },
  );
});
