import { once } from 'node:events';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { createAssociation } from '../main/services/association/association';
import { ExitCode } from './io';
import { main } from './main';

let stopped = false;
// Once: a second Ctrl+C ends the process at once, as everywhere.
process.once('SIGINT', () => {
  stopped = true;
});

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever read our output (head, less) has enough: that is no error.
  process.exit(error.code === 'EPIPE' ? ExitCode.fine : ExitCode.ourFault);
});

async function out(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

async function stdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

main(process.argv.slice(2), {
  out,
  err: (text) => process.stderr.write(text),
  stdin,
  isInteractive: process.stderr.isTTY === true,
  isStopped: () => stopped,
  endAtOnce: () => process.removeAllListeners('SIGINT'),
  association: createAssociation({
    platform: process.platform,
    home: homedir(),
    env: process.env,
    launch: [process.execPath, resolve(import.meta.dirname, '../../scripts/start.mjs'), '--until-closed'],
  }),
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `faultboard: this is a mistake in Faultboard itself; please report it with the scenario file.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = ExitCode.ourFault;
  },
);
