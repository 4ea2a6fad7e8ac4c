import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { version } from '../../../package.json';
import { createAssociation } from '../services/association/association';
import { createServices } from '../services/services';
import { startBrowserShell } from './server';

/** Where this build is: out/host, beside out/renderer. */
const here = fileURLToPath(new URL('.', import.meta.url));
const LAST_PORT = 65_535;
/** A browser may put a tab to sleep, and a page may be loaded again: so long may nobody be there. */
const LEFT_ALONE_MS = 600_000;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '0' },
      'no-open': { type: 'boolean', default: false },
      'until-closed': { type: 'boolean', default: false },
      data: { type: 'string' },
      documents: { type: 'string' },
    },
  });
  const services = createServices({
    shell: 'browser',
    platform: process.platform,
    appVersion: version,
    documentsFolder: resolve(values.documents ?? join(homedir(), 'Faultboard')),
    userDataFolder: resolve(values.data ?? join(homedir(), '.faultboard')),
    examplesFolder: resolve(here, '../../scenarios'),
    workerFile: new URL('./runWorker.js', import.meta.url),
    openAtStart: positionals[0] === undefined ? null : resolve(positionals[0]),
    now: () => Date.now(),
    association: createAssociation({
      platform: process.platform,
      home: homedir(),
      env: process.env,
      launch: [process.execPath, resolve(here, '../../scripts/start.mjs'), '--until-closed'],
    }),
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > LAST_PORT)
    throw new Error(`--port ${values.port} is no port; use a number from 0 (any free one) to ${LAST_PORT}.`);
  const shell = await startBrowserShell(services, resolve(here, '../renderer'), port);
  process.stdout.write(`Faultboard is at ${shell.url}\nIt can be reached from this computer only. Press Ctrl+C to stop it.\n`);
  if (!values['no-open']) openBrowser(shell.url);
  const stop = (): void => void shell.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (values['until-closed']) void shell.untilLeft(LEFT_ALONE_MS).then(stop);
}

/** Opens the system's browser; when there is none, the printed address has to do. */
function openBrowser(url: string): void {
  const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
    win32: ['rundll32.exe', 'url.dll,FileProtocolHandler'],
    darwin: ['open'],
  };
  const [opener, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(opener, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => process.stdout.write('No browser could be opened; open the address above yourself.\n'));
  child.unref();
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
