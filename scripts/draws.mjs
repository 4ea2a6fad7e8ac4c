import { join } from 'node:path';
import { build } from 'vite';
import { root } from './tools.mjs';

/*
 * The simulator's own random numbers for statistical batteries, on standard output for ever, 32 bits each, the machine's byte order:
 * node scripts/draws.mjs one|turns|names|seeds | RNG_test stdin32
 */
const STREAMS = 100;
const CHUNK = 1 << 18;

/** The ways in which the simulator draws. */
export const SOURCES = ['one', 'turns', 'names', 'seeds'];

/**
 * Draws of the simulator's generator: of one stream; of 100 streams of neighbouring names in turn; the first of ever new names; the first
 * of one name
 * under following seeds.
 * @param {string} source One of SOURCES.
 * @returns {Promise<() => number>} The next 32 bits.
 */
export async function generator(source) {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: { write: false, minify: false, lib: { entry: join(root, 'src/sim/kernel/random.ts'), formats: ['es'], fileName: 'random' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!('output' in output)) throw new Error('nothing was built');
  /** @type {typeof import('../src/sim/kernel/random')} */
  const { Streams } = await import(`data:text/javascript,${encodeURIComponent(output.output[0].code)}`);
  let next = 0;
  if (source === 'seeds') {
    return () => {
      const streams = new Streams(next++);
      return streams.next(streams.open('W1', 'service'));
    };
  }
  let streams = new Streams(1);
  if (source === 'names') {
    return () => {
      // New ones now and then, so that the names do not fill the memory; the draws hang on names alone.
      if (next % 10_000 === 0) streams = new Streams(1);
      return streams.next(streams.open(`W${next++}`, 'service'));
    };
  }
  const handles = Array.from({ length: source === 'one' ? 1 : STREAMS }, (_, i) => streams.open(`W${i + 1}`, 'service'));
  let turn = 0;
  return () => {
    const draw = streams.next(handles[turn]);
    turn = turn + 1 === handles.length ? 0 : turn + 1;
    return draw;
  };
}

async function main() {
  const [source = 'turns'] = process.argv.slice(2);
  if (!SOURCES.includes(source)) {
    process.stderr.write(`There is no source "${source}"; the sources are ${SOURCES.join(', ')}.\n`);
    process.exit(2);
  }
  const draw = await generator(source);
  process.stdout.on('error', () => process.exit(0));
  /** @param {Error | null} [error] Whoever reads closes the pipe when it has enough. */
  const feed = (error) => {
    if (error) process.exit(0);
    const words = new Uint32Array(CHUNK);
    for (let i = 0; i < CHUNK; i++) words[i] = draw();
    process.stdout.write(new Uint8Array(words.buffer), feed);
  };
  feed();
}

if (process.argv[1] === import.meta.filename) await main();
