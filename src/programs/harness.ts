/** Name under which errors tell the place of a learner's program. */
export const PROGRAM_FILE = 'program';
const MOST_WORDS = 200;

/**
 * Runs in the sandbox before the learner's program: takes away what a pure function has no use for, gives `Math.random` a seed, and
 * bounds what native loops of arrays would do with a length that no array has. Its value calls a function of the program.
 */
export const HARNESS = `(function () {
  'use strict';
  const { parse, stringify } = JSON;
  const { apply } = Reflect;
  const { imul } = Math;
  const { slice } = String.prototype;
  const Internal = InternalError;
  const global = globalThis;
  let seed = 0;
  Math.random = function random() {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const without = (name, sentence) => {
    const refuse = function () { throw new Error(sentence); };
    refuse.now = refuse;
    Object.defineProperty(global, name, { value: refuse, writable: true, configurable: true });
  };
  without('Date', 'there is no clock here; the time is given as request.atMs');
  for (const name of ['setTimeout', 'setInterval', 'queueMicrotask', 'Promise'])
    without(name, 'a program decides at once; it cannot wait for anything');
  for (const name of ['fetch', 'require', 'XMLHttpRequest']) without(name, 'there is no network and there are no files here');
  for (const name of ['BigInt', 'BigInt64Array', 'BigUint64Array'])
    without(name, 'there are no BigInts here; Math.imul and >>> 0 keep numbers to 32 bits');
  for (const name of ['SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry']) delete global[name];
  const silent = () => undefined;
  global.console = { log: silent, info: silent, warn: silent, error: silent, debug: silent };
  for (const name of Object.getOwnPropertyNames(Array.prototype)) {
    const original = Array.prototype[name];
    if (typeof original !== 'function' || name === 'constructor') continue;
    Array.prototype[name] = function (...args) {
      if (this != null && this.length > 1e5) throw new RangeError('a list of ' + this.length + ' entries is too long here');
      return apply(original, this, args);
    };
  }
  for (const name of ['getBigInt64', 'getBigUint64', 'setBigInt64', 'setBigUint64']) delete DataView.prototype[name];
  const text = (value) => (typeof value === 'string' ? value : '');
  // Only of texts and numbers: what a program makes of the others (toJSON) cannot change what is told here.
  const line = (value) => stringify(typeof value === 'string' || typeof value === 'number' ? value : null);
  const short = (value) => apply(slice, value, [0, ${MOST_WORDS}]);
  const shown = (thrown) => {
    try {
      return stringify(thrown) ?? String(thrown);
    } catch (error) {
      return 'something that cannot be shown';
    }
  };
  function told(thrown) {
    const isError = (typeof thrown === 'object' || typeof thrown === 'function') && thrown !== null && 'message' in thrown;
    const words = isError ? String(thrown.message) : 'it threw ' + shown(thrown);
    const sort = isError && thrown instanceof Internal ? 'InternalError' : '';
    const stack = isError ? text(thrown.stack) : '';
    const name = isError ? short(text(thrown.name)) : '';
    return line(name) + '\\n' + line(short(words)) + '\\n' + line(apply(slice, stack, [0, 2000])) + '\\n' + line(sort);
  }
  function tell(thrown) {
    try {
      return told(thrown);
    } catch (error) {
      return '""\\n"it threw something that cannot be shown"\\n""\\n""';
    }
  }
  function call(find, name, given, newSeed) {
    seed = newSeed | 0;
    const args = parse(given);
    try {
      const called = find(name);
      if (typeof called !== 'function') throw new Error('the program has no function named ' + name);
      const value = apply(called, undefined, args);
      const type = value === null ? 'null' : typeof value;
      return type + '\\n' + line(value) + '\\n' + (stringify(args[args.length - 1]) ?? 'null');
    } catch (error) {
      return 'threw\\n' + tell(error);
    }
  }
  return { __proto__: null, call, tell };
})()`;

/** The learner's program as one expression whose value finds a function of it by name. It begins on line 2. */
export function wrapped(source: string, names: readonly string[]): string {
  const found = names.map((name) => `if (name === '${name}') return typeof ${name} === 'undefined' ? undefined : ${name};`);
  return `(function () { 'use strict';\n${source}\n;return function (name) { ${found.join(' ')} }; })()`;
}
