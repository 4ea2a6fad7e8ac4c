import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { findElectron } from './electron.mjs';
import { root, run, toolPath } from './tools.mjs';

const HELP = `Runs the tests of the desktop app with the real Electron, where it can be had.

Usage: npm run desktop:check -- [--required]

  --required   fail where it cannot be had, in place of saying why
`;
const TESTS = ['tests/desktop/desktop.spec.ts', 'tests/desktop/system.spec.ts', 'tests/e2e/desktop.spec.ts'];

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

/** @param {boolean} isRequired @returns {Promise<number>} The exit code. */
async function check(isRequired) {
  const found = await findElectron({ retry: true, say });
  if ('reason' in found) {
    say(`${found.reason}, so the desktop app was not checked with it.`);
    return isRequired ? 1 : 0;
  }
  if (!build(['app'], true)) return 1;
  const { ok } = run(
    process.execPath,
    [toolPath('@playwright/test', 'playwright'), 'test', '--workers', '1', ...TESTS.map((test) => join(root, test))],
    {
      env: { FAULTBOARD_ELECTRON: found.binary },
    },
  );
  return ok ? 0 : 1;
}

const { values } = parseArgs({ options: { required: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
if (values.help) say(HELP);
else process.exitCode = await check(values.required === true);
