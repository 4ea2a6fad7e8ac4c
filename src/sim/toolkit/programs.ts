import type { ProgramFunction } from '../model/programFunction';
import type { ProgramProblem } from '../parts/programs';

/** A problem of a program as the part of a sentence: `line 3: x is not defined`. */
export function problemText({ message, line, calledFrom = [] }: ProgramProblem): string {
  const chain = calledFrom.length === 0 ? '' : ` (called from line ${calledFrom.join(', from line ')})`;
  return line === null ? message : `line ${line}: ${message}${chain}`;
}

/** What a program has given back that is of no use. `type` is JavaScript's word for what it is. */
export function uselessAnswer(called: string, type: string, value: number | string | null, wanted: string): ProgramProblem {
  const shown =
    type === 'undefined'
      ? 'nothing'
      : type === 'number' && value === null
        ? 'NaN or Infinity'
        : value === null
          ? `something else (${type})`
          : JSON.stringify(value).slice(0, 60);
  return { message: `${called} returned ${shown}; it must return ${wanted}`, line: null, isRunaway: false };
}

/** What is wanted of a choice among so many targets. */
export function wantedChoice(targets: number): string {
  return targets === 1
    ? 'position 0, or the id of the only target'
    : `a position from 0 to ${targets - 1}, or the id of a target in the list`;
}

/** How a balancer calls a learner's program. */
export const CHOOSE: ProgramFunction = {
  name: 'choose',
  example: `// Which target gets the request?
// Return its position, or its id.
//   request: key, isWrite, client,
//     atMs (the time)
//   targets: those that may be chosen;
//     each has id, open, weight,
//     failures, responseMs
//   state: what you put into it is
//     there the next time; variables
//     outside of choose are not
function choose(request, targets, state) {
  let best = 0;
  for (let i = 1; i < targets.length; i++) {
    if (targets[i].open < targets[best].open) best = i;
  }
  return best;
}
`,
  pythonExample: `# Which target gets the request?
# Return its position, or its id.
#   request: key, isWrite, client,
#     atMs (the time)
#   targets: those that may be chosen;
#     each has id, open, weight,
#     failures, responseMs
#   state: what you put into it is
#     there the next time; variables
#     outside of choose are not
def choose(request, targets, state):
    best = 0
    for i, target in enumerate(targets):
        if target["open"] < targets[best]["open"]:
            best = i
    return best
`,
  trial: JSON.stringify([
    { key: 'peter', isWrite: false, client: 'C1', atMs: 1500 },
    [
      { id: 'W1', open: 2, weight: 1, failures: 0, responseMs: 21.5 },
      { id: 'W2', open: 0, weight: 1, failures: 1, responseMs: null },
      { id: 'W3', open: 1, weight: 1, failures: 0, responseMs: 14 },
    ],
    {},
  ]),
};

/** How a router asks a learner's program for the shard of a key. */
export const SHARD_OF: ProgramFunction = {
  name: 'shardOf',
  example: `// Which shard keeps a key?
// Return 0 up to shardCount - 1.
function shardOf(key, shardCount) {
  return key.length % shardCount;
}
`,
  pythonExample: `# Which shard keeps a key?
# Return 0 up to shardCount - 1.
def shardOf(key, shardCount):
    return len(key) % shardCount
`,
  trial: JSON.stringify(['alexandra', 4]),
};

/** How a router asks a learner's program for the hash of a key. */
export const HASH: ProgramFunction = {
  name: 'hash',
  example: `// A hash of a key: a whole number.
// The router takes it modulo the
// number of shards. A good hash
// scatters keys that look alike.
function hash(key) {
  let h = 0;
  for (const letter of key) {
    h = Math.imul(h, 31);
    h = (h + letter.charCodeAt(0)) >>> 0;
  }
  return h;
}
`,
  pythonExample: `# A hash of a key: a whole number.
# The router takes it modulo the
# number of shards. A good hash
# scatters keys that look alike.
def hash(key):
    h = 0
    for letter in key:
        h = (h * 31 + ord(letter)) % 2**32
    return h
`,
  trial: JSON.stringify(['alexandra']),
};

/**
 * What is of no use in the answer of a trial call; null: a part could go on with it. `args`: the arguments of the trial, as JSON text.
 */
export function uselessTrial(name: string, args: string, answer: { type: string; value: number | string | null }): ProgramProblem | null {
  const { type, value } = answer;
  const given = JSON.parse(args) as readonly unknown[];
  if (name === HASH.name) return Number.isSafeInteger(value) ? null : uselessAnswer(name, type, value, 'a whole number');
  const targets = name === CHOOSE.name ? (given[1] as readonly { readonly id?: string }[]) : [];
  const places = name === CHOOSE.name ? targets.length : Number(given[1]);
  const place = name === CHOOSE.name && typeof value === 'string' ? targets.findIndex(({ id }) => id === value) : value;
  if (typeof place === 'number' && Number.isInteger(place) && place >= 0 && place < places) return null;
  const wanted = name === CHOOSE.name ? wantedChoice(places) : `a whole number from 0 to ${places - 1}`;
  return uselessAnswer(name, type, value, wanted);
}
