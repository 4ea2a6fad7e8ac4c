import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createServices } from '../services/services';
import { startBrowserShell } from './server';

/** Where this build is: out/host, beside out/renderer. */
const here = fileURLToPath(new URL('.', import.meta.url));

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '0' }, 'no-open': { type: 'boolean', default: false }, data: { type: 'string' }, documents: { type: 'string' } },
  });
  const services = createServices({
    shell: 'browser',
    platform: process.platform,
    appVersion: process.env.npm_package_version ?? '0.1.0',
    documentsFolder: resolve(values.documents ?? join(homedir(), 'Faultboard')),
    userDataFolder: resolve(values.data ?? join(homedir(), '.faultboard')),
    examplesFolder: resolve(here, '../../scenarios'),
    workerFile: new URL('./runWorker.js', import.meta.url),
    openAtStart: positionals[0] === undefined ? null : resolve(positionals[0]),
    now: () => Date.now(),
  });
  const shell = await startBrowserShell(services, resolve(here, '../renderer'), Number(values.port));
  process.stdout.write(`Faultboard is at ${shell.url}\nIt can be reached from this computer only. Press Ctrl+C to stop it.\n`);
  if (!values['no-open']) openBrowser(shell.url);
  const stop = (): void => void shell.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** Opens the system's browser; when there is none, the printed address has to do. */
function openBrowser(url: string): void {
  const [command, args] = process.platform === 'win32' ? ['explorer.exe', [url]] : process.platform === 'darwin' ? ['open', [url]] : ['xdg-open', [url]];
  const child = spawn(command as string, args as string[], { stdio: 'ignore', detached: true });
  child.on('error', () => process.stdout.write('No browser could be opened; open the address above yourself.\n'));
  child.unref();
}

main().catch((error: unknown) => {
  process.stderr.write(`Faultboard could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
