import { main, readStandardInput } from './main';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever read our output (head, less) has enough: that is no error.
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  stdin: readStandardInput,
  isInteractive: process.stderr.isTTY === true,
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`faultboard: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
