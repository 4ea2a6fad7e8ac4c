import { spawn } from 'node:child_process';
import { generator } from './draws.mjs';

/*
 * The generator before Debian's dieharder (R. G. Brown), an optional run of about ten minutes: node scripts/dieharder.mjs [TEST...].
 * The numbers come as the simulator draws them: from 100 named streams in turn. One in a hundred tests is called WEAK by chance.
 */
const TESTS = ['-d0', '-d1', '-d2', '-d8', '-d9', '-d10', '-d15', '-d100', '-d101', '-d102', '-d202', '-d204', '-d205'];
const CHUNK = 1 << 20;

/**
 * Gives a test as many numbers as it wants; true when it could be run.
 * @param {string} test @param {() => number} draw
 * @returns {Promise<boolean>}
 */
function judge(test, draw) {
  const program = spawn(
    'dieharder',
    ['-g', '200', test, '-D', 'test_name', '-D', 'ntuple', '-D', 'tsamples', '-D', 'psamples', '-D', 'pvalues', '-D', 'assessment'],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  );
  const feed = () => {
    const words = new Uint32Array(CHUNK);
    for (let i = 0; i < CHUNK; i++) words[i] = draw();
    if (!program.stdin.destroyed) program.stdin.write(words, (error) => (error ? undefined : feed()));
  };
  // The test closes its end when it has enough.
  program.stdin.on('error', () => undefined);
  program.on('spawn', feed);
  return new Promise((resolve) => {
    program.on('error', () => resolve(false));
    program.on('close', (code) => resolve(code === 0));
  });
}

const draw = await generator('turns');
const asked = process.argv.slice(2);
for (const test of asked.length > 0 ? asked : TESTS) {
  if (await judge(test, draw)) continue;
  process.stderr.write('dieharder could not be run; Debian has it: apt-get install dieharder\n');
  process.exit(1);
}
