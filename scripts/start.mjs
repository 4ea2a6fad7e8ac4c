import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildStale } from './buildState.mjs';
import { environmentOfApp, findElectron } from './electron.mjs';
import { ENGINE_FLAGS } from './engineFlags.mjs';
import { root } from './tools.mjs';

const HELP = `Starts Faultboard.

Usage: npm start -- [options] [FILE]

  FILE                scenario to open
  --browser           serve it to the browser, without trying the desktop app
  --desktop           try to download the desktop app again, even when that failed lately
  --until-closed      end ten minutes after its last page was closed (browser version)
  --no-open           do not open a browser, only print the address
  --link              print a new address of the browser version that is running, and end
  --port N            port of the browser version on 127.0.0.1 (default: any free one)
  --data FOLDER       where settings and recovery files are kept (browser version)
  --documents FOLDER  where scenarios are saved at first (browser version)
`;
/** A desktop app that ends with an error this soon never showed a window. */
const STARTED_AFTER_MS = 15_000;

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * @returns {{ values: Record<string, string | boolean | undefined>, file: string | null }} Ends the process when the arguments make no
 * sense.
 */
function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        browser: { type: 'boolean' },
        desktop: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        link: { type: 'boolean' },
        'until-closed': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        port: { type: 'string' },
        data: { type: 'string' },
        documents: { type: 'string' },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    return { values, file: positionals[0] === undefined ? null : resolve(process.env.INIT_CWD ?? process.cwd(), positionals[0]) };
  } catch (error) {
    process.stderr.write(`${/** @type {Error} */ (error).message} See npm start -- --help.\n`);
    return process.exit(2);
  }
}

/**
 * Runs a program until it ends, passing on signals.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<{ ok: boolean, asked: boolean }>} asked: it ended because somebody stopped it.
 */
function runToEnd(program, args) {
  return new Promise((done) => {
    let asked = false;
    const { env } = environmentOfApp(process.env);
    // The desktop app ties files to this very Node.js when it is asked to.
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: { ...env, FAULTBOARD_NODE: process.execPath } });
    const stop = (/** @type {NodeJS.Signals} */ signal) => {
      asked = true;
      child.kill(signal);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    const end = (/** @type {boolean} */ ok) => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      done({ ok, asked });
    };
    child.on('error', () => end(false));
    child.on('exit', (code) => end(code === 0));
  });
}

/**
 * Tries the desktop app.
 * @param {{ retry: boolean, file: string | null }} options
 * @returns {Promise<{ ok: boolean } | { reason: string }>} ok: it ran, and ended well or not; else why it did not run.
 */
async function runDesktop({ retry, file }) {
  const found = await findElectron({ retry, say });
  if ('reason' in found) return found;
  if (environmentOfApp(process.env).removed)
    say('ELECTRON_RUN_AS_NODE is set here, as terminals in editors do; the app is started without it.');
  const startedMs = Date.now();
  const { ok, asked } = await runToEnd(found.binary, [`--js-flags=${ENGINE_FLAGS.join(' ')}`, root, ...(file === null ? [] : [file])]);
  if (!ok && !asked && Date.now() - startedMs < STARTED_AFTER_MS) return { reason: 'The desktop app could not start on this machine' };
  return { ok: ok || asked };
}

async function main() {
  const { values, file } = readArguments();
  if (!buildStale({ 'out/renderer/index.html': 'app', 'out/host/index.js': 'host' }, () => say('Building Faultboard...'))) process.exit(1);
  if (file !== null && !existsSync(file)) {
    process.stderr.write(`There is no file ${file}; name one that is there, or start without one.\n`);
    process.exit(2);
  }
  if (!values.browser && !values.link) {
    const desktop = await runDesktop({ retry: Boolean(values.desktop), file });
    if ('ok' in desktop) process.exit(desktop.ok ? 0 : 1);
    say(`${desktop.reason}, so Faultboard is served to your browser.`);
  }
  const passed = ['port', 'data', 'documents'].flatMap((name) => (values[name] === undefined ? [] : [`--${name}`, String(values[name])]));
  const { ok, asked } = await runToEnd(process.execPath, [
    ...ENGINE_FLAGS,
    join(root, 'out/host/index.js'),
    ...passed,
    ...['no-open', 'until-closed', 'link'].flatMap((name) => (values[name] ? [`--${name}`] : [])),
    ...(file === null ? [] : [file]),
  ]);
  process.exit(ok || asked ? 0 : 1);
}

/**
 * Why Faultboard could not be built or started, and what to do about it.
 * @param {NodeJS.ErrnoException} error
 * @returns {string}
 */
function startProblem({ code, path, message }) {
  if (code === 'ENOENT' && path?.includes('node_modules'))
    return 'What Faultboard is built with is not installed; run "npm ci" in its folder first.';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `The disk is full, so Faultboard could not be built in ${root}; free some space and start again.`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `Faultboard has to be built once, and ${root} cannot be written by you; start it once as the owner of that folder, or copy it to a folder of your own.`;
  return `Faultboard could not start: ${message}`;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${startProblem(/** @type {NodeJS.ErrnoException} */ (error))}\n`);
  process.exit(1);
}
