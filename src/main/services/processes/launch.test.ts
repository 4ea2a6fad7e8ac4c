import { describe, expect, it } from 'vitest';
import { launchOf, notStarted, type Launch, type LaunchSystem } from './launch';

const PY = 'C:\\Windows\\py.exe';
const NODE = 'C:\\Program Files\\nodejs\\node.exe';

/** A Windows with these files, by their first lines. Nothing here has been run on one. */
function windows(files: Readonly<Record<string, string>>): LaunchSystem {
  const all: Readonly<Record<string, string>> = { [PY]: 'MZ', [NODE]: 'MZ', 'C:\\tools\\lua.cmd': '@echo off', ...files };
  const environment = { Path: '"C:\\Program Files\\nodejs";C:\\Windows;.;;C:\\tools', SYSTEMROOT: 'C:\\Windows' };
  return { platform: 'win32', environment, isFile: (path) => Object.hasOwn(all, path), firstLine: (path) => all[path] ?? '' };
}

const launch = (path: string, args: readonly string[], line = ''): Launch | string => launchOf({ path, args }, windows({ [path]: line }));

describe('how a program is started', () => {
  it('is as it is written, where the system reads first lines itself', () => {
    const system: LaunchSystem = { ...windows({}), platform: 'linux' };
    expect(launchOf({ path: '/a b/x.py', args: ['"', '%PATH%'] }, system)).toEqual({
      file: '/a b/x.py',
      args: ['"', '%PATH%'],
      isVerbatim: false,
    });
  });

  it('on Windows, is with what the first line of a script names, or else by its ending', () => {
    const [script, args] = ['C:\\my nodes\\echo.py', ['one two']];
    const byPython = { file: PY, args: [script, 'one two'], isVerbatim: false };
    expect(launch(script, args, '#!/usr/bin/env python3')).toEqual(byPython);
    expect(launch(script, args)).toEqual(byPython);
    expect(launch('C:\\n\\echo', [], '\uFEFF#!/usr/bin/env -S node --no-warnings')).toEqual({
      file: NODE,
      args: ['--no-warnings', 'C:\\n\\echo'],
      isVerbatim: false,
    });
    expect(launch('C:\\n\\ECHO.JS', [])).toMatchObject({ file: NODE });
    expect(launch('C:\\n\\echo.exe', ['"a"'])).toEqual({ file: 'C:\\n\\echo.exe', args: ['"a"'], isVerbatim: false });
    expect(launch('C:\\n\\x.rb', [])).toBe('C:\\n\\x.rb is to be read by ruby, and no program of that name is in a folder of PATH');
    expect(launch('C:\\n\\x', [])).toMatch(/^C:\\n\\x is no program .* nor a script with a first line that says what reads it/);
    // Windows would look for C:\n\none.exe.
    expect(launchOf({ path: 'C:\\n\\none', args: [] }, windows({ 'C:\\n\\none.exe': 'MZ' }))).toBe('there is no file C:\\n\\none');
  });

  it('on Windows, goes through its shell for batch files, and refuses what that shell would take for something else', () => {
    expect(launch('C:\\a & b\\run.cmd', ['x^y', 'C:\\dir\\', ''])).toEqual({
      file: 'C:\\Windows\\System32\\cmd.exe',
      args: ['/d', '/v:off', '/s', '/c', '""C:\\a & b\\run.cmd" "x^y" "C:\\dir\\\\" """'],
      isVerbatim: true,
    });
    expect(launch('C:\\n\\x.lua', [], '#!/usr/bin/lua')).toMatchObject({
      args: ['/d', '/v:off', '/s', '/c', '""C:\\tools\\lua.cmd" "C:\\n\\x.lua""'],
    });
    for (const word of ['"& calc', '%COMSPEC%', 'a\nb'])
      expect(launch('C:\\n\\run.BAT', [word])).toBe(
        `Windows cannot hand ${JSON.stringify(word)} to run.BAT: ` +
          'paths and arguments of .cmd and .bat files may hold no quotes, percent signs or line breaks',
      );
  });

  it('says why not in words of the system that it is on', () => {
    const told = (code: string, platform: NodeJS.Platform): string => notStarted(Object.assign(new Error(code), { code }), 'P', platform);
    expect(told('ENOENT', 'linux')).toBe('it could not be started: there is no file P, or what its first line names is not installed');
    expect(told('ENOENT', 'win32')).toBe('it could not be started: there is no file P');
    expect(told('EACCES', 'win32')).toBe('it could not be started: Windows does not let you run P');
    expect(told('UNKNOWN', 'win32')).toBe('it could not be started: P is no program that Windows can run');
    expect(told('EMFILE', 'linux')).toBe('it could not be started (EMFILE)');
  });
});
