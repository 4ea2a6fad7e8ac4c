import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { version } from '../../../package.json';
import type { ProcessToAllow } from '../../contract/index';
import { createAssociation } from '../services/association/association';
import { createServices } from '../services/services';
import { startBrowserShell, type BrowserShell } from './server';
import { clearStartFiles, freshAddress, ShellFiles, writeStartFile } from './shellFiles';

/** Where this build is: out/host, beside out/renderer. */
const here = fileURLToPath(new URL('.', import.meta.url));
const LAST_PORT = 65_535;
/** A browser may put a tab to sleep, and a page may be loaded again: so long may nobody be there. */
const LEFT_ALONE_MS = 600_000;
/** As long as the address in it works. */
const START_FILE_MS = 600_000;

interface Arguments {
  readonly port: number | null;
  readonly file: string | null;
  readonly dataFolder: string;
  readonly documentsFolder: string;
  readonly open: boolean;
  readonly untilClosed: boolean;
  readonly link: boolean;
}

function readArguments(): Arguments {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '0' },
      'no-open': { type: 'boolean', default: false },
      'until-closed': { type: 'boolean', default: false },
      link: { type: 'boolean', default: false },
      data: { type: 'string' },
      documents: { type: 'string' },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > LAST_PORT)
    throw new Error(`--port ${values.port} is not a port; use a number from 0 (any free one) to ${LAST_PORT}.`);
  return {
    port: port === 0 ? null : port,
    file: positionals[0] === undefined ? null : resolve(positionals[0]),
    dataFolder: resolve(values.data ?? join(homedir(), '.faultboard')),
    documentsFolder: resolve(values.documents ?? join(homedir(), 'Faultboard')),
    open: !values['no-open'],
    untilClosed: values['until-closed'],
    link: values.link,
  };
}

/** The script that the portable edition was started with; without it, this is `npm start`. */
const launcher = process.env.FAULTBOARD_LAUNCHER;
const startCommand = launcher === undefined ? 'npm start --' : basename(launcher);

async function main(): Promise<void> {
  // Whoever reads what is printed may stop reading; the app goes on.
  process.stdout.on('error', () => undefined);
  const asked = readArguments();
  if (asked.link) return printLinks(asked.dataFolder);
  const services = createServices({
    shell: 'browser',
    platform: process.platform,
    appVersion: version,
    documentsFolder: asked.documentsFolder,
    userDataFolder: asked.dataFolder,
    examplesFolder: resolve(here, '../../scenarios'),
    workerFile: new URL('./runWorker.js', import.meta.url),
    openAtStart: asked.file,
    now: () => Date.now(),
    sayCode,
    association: createAssociation({
      platform: process.platform,
      home: homedir(),
      env: process.env,
      launch: launcher === undefined ? [process.execPath, resolve(here, '../../scripts/start.mjs'), '--until-closed'] : [launcher],
    }),
  });
  const shell = await startBrowserShell({
    services,
    rendererFolder: resolve(here, '../renderer'),
    userDataFolder: asked.dataFolder,
    port: asked.port,
    now: () => Date.now(),
  });
  process.stdout.write(`Faultboard is at ${shell.freshAddress()}
The address works once, within ten minutes; "${startCommand} --link" prints a new one. It can be reached from this computer only.
Press Ctrl+C to stop it.\n`);
  if (!shell.keeps)
    process.stdout.write(`Settings and unsaved work cannot be kept in ${asked.dataFolder}; name a writable folder with --data.\n`);
  await clearStartFiles(asked.documentsFolder);
  const startFile = asked.open ? await openBrowser(shell, asked) : null;
  const stop = async (): Promise<void> => {
    await shell.close();
    if (startFile !== null) await rm(startFile, { force: true });
    process.exit(0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
  if (asked.untilClosed) void shell.untilLeft(LEFT_ALONE_MS).then(stop);
}

/** The code that allows a board to start programs is printed where no page can read it; whoever sits here types it into the window. */
function sayCode(code: string, programs: readonly ProcessToAllow[]): void {
  const commands = programs.map(({ path, args }) => `  ${[path, ...args].map((word) => JSON.stringify(word)).join(' ')}\n`);
  process.stdout.write(`A board asks in the window whether it may start\n${commands.join('')}The code that allows it is ${code}\n`);
}

/** Prints a new address of every shell of this user that is running. */
async function printLinks(dataFolder: string): Promise<void> {
  const running = await new ShellFiles(dataFolder).running();
  if (running.length === 0) throw new Error('Faultboard is not running, so there is no address; start it with npm start.');
  for (const shell of running) process.stdout.write(`Faultboard is at ${freshAddress(shell, Date.now())}\n`);
}

/** Opens the system's browser; when there is none, the printed address has to do. Returns the file that it was given, if any. */
async function openBrowser(shell: BrowserShell, { documentsFolder, dataFolder }: Arguments): Promise<string | null> {
  const address = shell.freshAddress();
  const file = await writeStartFile(documentsFolder, address).catch(() => writeStartFile(dataFolder, address).catch(() => null));
  if (file === null) {
    process.stdout.write(`No file can be written in ${documentsFolder}, so no browser was opened; open the address above yourself.\n`);
    return null;
  }
  const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
    win32: ['rundll32.exe', 'url.dll,FileProtocolHandler'],
    darwin: ['open'],
  };
  const [opener, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(opener, [...args, file], { stdio: 'ignore', detached: true });
  const tell = (): void => void process.stdout.write('No browser could be opened; open the address above yourself.\n');
  child.on('error', tell);
  // xdg-open says with its exit code that it has found no browser.
  child.on('exit', (code) => (code === null || code === 0 ? undefined : tell()));
  child.unref();
  setTimeout(() => void rm(file, { force: true }), START_FILE_MS).unref();
  return file;
}

function startFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'the port is taken by another program; choose another with --port, or leave it out.';
  if (code === 'EACCES') return 'the port may not be used without special rights; choose one above 1023 with --port, or leave it out.';
  return message;
}

main().catch((error: unknown) => {
  process.stderr.write(`Faultboard could not start: ${startFailure(error)}\n`);
  process.exit(1);
});
