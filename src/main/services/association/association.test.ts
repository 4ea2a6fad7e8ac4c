import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAssociation, planFor, type RunProgram } from './association';
import { execArgument } from './linux';
import { withDefault, withoutDefault } from './mimeApps';
import { MIME } from './names';

let home: string;
let ran: string[][];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'faultboard home '));
  ran = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const launch = ['/opt/node', '/opt/my boards/start.mjs', '--until-closed'];
const everything = (): string[] => readdirSync(home, { recursive: true }).map(String).sort();
const recorded: RunProgram = async (program, args) => {
  ran.push([program, ...args]);
  return { code: 0, complaint: '' };
};

describe('on Linux', () => {
  const mime = (): string => join(home, '.local/share/mime');
  /** As the programs of a Linux desktop do: one makes files of its own beside the types, the other beside the applications. */
  const updating: RunProgram = async (program, args) => {
    if (program === 'update-mime-database') for (const name of ['globs2', 'mime.cache']) writeFileSync(join(args[0], name), '');
    if (program === 'update-desktop-database') writeFileSync(join(args[0], 'mimeinfo.cache'), '');
    return recorded(program, args);
  };
  const linux = (run: RunProgram = updating) => createAssociation({ platform: 'linux', home, env: {}, launch, run });

  it('writes a type, an application and which opens which, into the account of the user alone', async () => {
    const added = await linux().add();
    expect(added).toMatchObject({ ok: true, value: { on: true } });
    expect(readFileSync(join(mime(), 'packages/faultboard.xml'), 'utf8')).toContain('<glob pattern="*.faultboard"/>');
    expect(readFileSync(join(home, '.local/share/applications/faultboard.desktop'), 'utf8')).toContain(
      'Exec=/opt/node "/opt/my boards/start.mjs" --until-closed %f\n',
    );
    expect(readFileSync(join(home, '.config/mimeapps.list'), 'utf8')).toBe(`[Default Applications]\n${MIME}=faultboard.desktop\n`);
    expect(ran.map(([program]) => program)).toEqual(['update-mime-database', 'update-desktop-database']);
  });

  it('leaves nothing behind, however often it was added', async () => {
    await linux().add();
    await linux().add();
    expect(await linux().remove()).toMatchObject({ ok: true, value: { on: false } });
    expect(everything()).toEqual([]);
    expect(await linux().remove()).toMatchObject({ ok: true });
  });

  it('leaves alone what is of others', async () => {
    mkdirSync(join(mime(), 'packages'), { recursive: true });
    mkdirSync(join(home, '.local/share/applications'));
    mkdirSync(join(home, '.config'));
    writeFileSync(join(mime(), 'packages/other.xml'), '');
    writeFileSync(join(home, '.local/share/applications/other.desktop'), '');
    writeFileSync(join(home, '.config/mimeapps.list'), '[Default Applications]\ntext/plain=vim.desktop\n');
    const before = everything();
    await linux().add();
    await linux().remove();
    expect(everything()).toEqual(
      [...before, '.local/share/applications/mimeinfo.cache', '.local/share/mime/globs2', '.local/share/mime/mime.cache'].sort(),
    );
    expect(readFileSync(join(home, '.config/mimeapps.list'), 'utf8')).toBe('[Default Applications]\ntext/plain=vim.desktop\n');
  });

  it('says what to install where the database of types is missing, and has done nothing then', async () => {
    const failed = await linux(async () => ({ code: null, complaint: '' })).add();
    expect(failed).toMatchObject({
      ok: false,
      failure: {
        message:
          'Files could not be linked to Faultboard, because update-mime-database is not on this computer; install the ' +
          'package shared-mime-info.',
      },
    });
    expect(everything()).toEqual([]);
  });

  it.each([
    ['/usr/bin/node', '/usr/bin/node'],
    ['/a b', '"/a b"'],
    ['/100%', '/100%%'],
    ['/say "no"', '"/say \\\\"no\\\\""'],
    ['/$HOME', '"/\\\\$HOME"'],
    ['/`id`', '"/\\\\`id\\\\`"'],
    ['/a\\b', '"/a\\\\\\\\b"'],
    ['/\u00fcb;er', '"/\u00fcb;er"'],
  ])('quotes %s as the specification of desktop entries asks', (argument, quoted) => expect(execArgument(argument)).toBe(quoted));
});

describe('the list of defaults', () => {
  const others = '[Added Associations]\ntext/plain=vim.desktop;\n\n[Default Applications]\ntext/html=firefox.desktop\n';

  it('gets one line, and loses it again', () => {
    const added = withDefault(others, MIME, 'faultboard.desktop');
    expect(added).toBe(others.replace('[Default Applications]\n', `[Default Applications]\n${MIME}=faultboard.desktop\n`));
    expect(withDefault(added, MIME, 'faultboard.desktop')).toBe(added);
    expect(withoutDefault(added, MIME, 'faultboard.desktop')).toBe(others);
  });

  it('keeps what the user has chosen since', () => {
    const chosen = `[Default Applications]\n${MIME}=gedit.desktop;\n`;
    expect(withoutDefault(chosen, MIME, 'faultboard.desktop')).toBe(chosen);
  });

  it('may have no section for it yet', () => {
    const added = withDefault('[Added Associations]\ntext/plain=vim.desktop;\n', MIME, 'faultboard.desktop');
    expect(added).toBe(`[Added Associations]\ntext/plain=vim.desktop;\n\n[Default Applications]\n${MIME}=faultboard.desktop\n`);
    expect(withoutDefault(added, MIME, 'faultboard.desktop').trim()).toBe('[Added Associations]\ntext/plain=vim.desktop;');
  });
});

describe('on Windows', () => {
  const windows = (command: readonly string[], run: RunProgram = recorded) =>
    createAssociation({ platform: 'win32', home, env: { SystemRoot: 'C:\\Windows' }, launch: command, run });

  it("writes to the user's own classes by reg.exe, with every path and the file in quotes", async () => {
    expect(await windows(['C:\\Program Files\\nodejs\\node.exe', 'C:\\Users\\J\u00f6rg & Co\\start.mjs']).add()).toMatchObject({
      ok: true,
      value: { on: true },
    });
    const reg = 'C:\\Windows\\System32\\reg.exe';
    const classes = 'HKCU\\Software\\Classes';
    expect(ran.slice(0, -1)).toEqual([
      [reg, 'add', `${classes}\\Faultboard.Scenario`, '/ve', '/t', 'REG_SZ', '/d', 'Faultboard scenario', '/f'],
      [
        reg,
        'add',
        `${classes}\\Faultboard.Scenario\\shell\\open\\command`,
        '/ve',
        '/t',
        'REG_SZ',
        '/d',
        '"C:\\Program Files\\nodejs\\node.exe" "C:\\Users\\J\u00f6rg & Co\\start.mjs" "%1"',
        '/f',
      ],
      [reg, 'add', `${classes}\\.faultboard`, '/ve', '/t', 'REG_SZ', '/d', 'Faultboard.Scenario', '/f'],
      [reg, 'add', `${classes}\\.faultboard`, '/v', 'Content Type', '/t', 'REG_SZ', '/d', MIME, '/f'],
      [reg, 'add', `${classes}\\.faultboard\\OpenWithProgids`, '/v', 'Faultboard.Scenario', '/t', 'REG_SZ', '/d', '', '/f'],
    ]);
  });

  it('removes both keys, and is content when they are gone already', async () => {
    expect(await windows(['node.exe'], async (program, args) => ({ ...(await recorded(program, args)), code: 1 })).remove()).toMatchObject({
      ok: true,
      value: { on: false },
    });
    expect(ran.slice(0, 2).map((args) => args.slice(1))).toEqual([
      ['delete', 'HKCU\\Software\\Classes\\.faultboard', '/f'],
      ['delete', 'HKCU\\Software\\Classes\\Faultboard.Scenario', '/f'],
    ]);
  });

  it('refuses a path that the registry would take for something else', async () => {
    expect(await windows(['C:\\100%1\\node.exe']).add()).toMatchObject({
      ok: false,
      failure: { name: 'bad-path', message: expect.stringContaining('percent sign') },
    });
    expect(ran).toEqual([]);
  });

  it('tells what reg.exe complains about', async () => {
    expect(await windows(['node.exe'], async () => ({ code: 1, complaint: 'ERROR: Access is denied.\r\nmore' })).add()).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('reg.exe failed (ERROR: Access is denied.') },
    });
  });
});

describe('on a Mac', () => {
  it('has AppleScript make an application that is told of files, declares the type, signs it anew and registers it', async () => {
    const association = createAssociation({
      platform: 'darwin',
      home,
      env: {},
      launch: ['/usr/local/bin/node', '/Users/o/the "board"\\s/start.mjs'],
      run: recorded,
    });
    expect(await association.add()).toMatchObject({ ok: true });
    expect(ran.map(([program]) => program.split('/').at(-1))).toEqual([
      'mkdir',
      'osacompile',
      'plutil',
      'plutil',
      'plutil',
      'codesign',
      'lsregister',
    ]);
    const script = ran[1].filter((_arg, i) => ran[1][i - 1] === '-e');
    expect(script).toContain(
      '  do shell script quoted form of "/usr/local/bin/node" & " " & quoted form of "/Users/o/the ' +
        '\\"board\\"\\\\s/start.mjs" & argument & " > /dev/null 2>&1 &"',
    );
    expect(script).toContain('    my startFaultboard(" " & quoted form of POSIX path of theFile)');
    const types = JSON.parse(ran[4][4]) as { UTTypeTagSpecification: Record<string, unknown> }[];
    expect(types[0].UTTypeTagSpecification['public.filename-extension']).toEqual(['faultboard']);
  });

  it('is one folder to remove', async () => {
    mkdirSync(join(home, 'Applications/Faultboard opener.app/Contents'), { recursive: true });
    writeFileSync(join(home, 'Applications/Faultboard opener.app/Contents/Info.plist'), '');
    const association = createAssociation({ platform: 'darwin', home, env: {}, launch, run: recorded });
    expect(await association.look()).toMatchObject({ ok: true, value: { on: true } });
    expect(await association.remove()).toMatchObject({ ok: true, value: { on: false } });
    expect(everything()).toEqual(['Applications']);
  });
});

it('takes no path that is not absolute for a folder of the specification', () => {
  const planned = planFor('linux', { home: '/home/o', env: { XDG_DATA_HOME: 'data', XDG_CONFIG_HOME: '/etc/o' }, launch });
  expect(planned.ok && planned.value.places.at(-1)).toBe('/etc/o/mimeapps.list');
  expect(planned.ok && planned.value.places[0]).toBe('/home/o/.local/share/mime/packages/faultboard.xml');
});
